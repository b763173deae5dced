"""What a person sees of a document on a terminal: what it is, its parts, what could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from rich import box
from rich.console import Console, Group
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from diplomatics.model.document import Block, Document
from diplomatics.model.identity import AgendaItem, Circulation, Sender, Session

_STYLES: Final = {
    "title": "bold", "heading": "bold", "formula": "italic", "preambular": "", "operative": "",
    "masthead": "dim", "note": "dim", "running": "dim", "signature": "italic", "other": "dim",
}  # fmt: skip
_SHOWN: Final = 24  # blocks; the rest is counted
_KIND_NAMES: Final = {
    "identical_letters": "identical letters", "note_verbale": "note verbale", "other": "document of another kind",
    "presidential_statement": "statement by the President", "draft_resolution": "draft resolution",
    "verbatim_record": "verbatim record",
}  # fmt: skip
_BLOCK_NAMES: Final = {
    "preambular": "preambular paragraph", "operative": "operative paragraph", "running": "running line",
    "other": "other line", "row": "table row", "signature": "signature line",
}  # fmt: skip


def show(document: Document, console: Console | None = None) -> None:
    """Print the summary of a document."""
    (console or Console()).print(summary(document))


def summary(document: Document) -> Group:
    """The summary of a document, as something that rich can print."""
    pieces: list[Panel | Padding | Text] = [_card(document), Padding(_outline(document), (0, 1))]
    pieces += [Text.assemble(("! ", "bold yellow"), remark.message) for remark in document.remarks]
    return Group(*pieces)


def _card(document: Document) -> Panel:
    identity = document.identity
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="cyan", no_wrap=True)
    grid.add_column(overflow="fold")
    if identity.title:
        grid.add_row("title", Text(identity.title, style="bold"))
    for label, value in _fields(document):
        grid.add_row(label, value)
    kind = _KIND_NAMES.get(identity.kind, identity.kind)
    heading = Text.assemble((kind, "bold"), "  ", (" · ".join(identity.symbols) or "no symbol", "bold green"))
    return Panel(grid, title=heading, title_align="left", subtitle=Text(document.source.name, style="dim"),
                 subtitle_align="right", box=box.ROUNDED, border_style="blue")  # fmt: skip


def _fields(document: Document) -> Iterator[tuple[str, str]]:
    """The fields that have a value, in the order in which a reader asks for them."""
    i = document.identity
    language = " · ".join(filter(None, (i.language, f"original: {', '.join(i.original)}" if i.original else "")))
    rows: tuple[tuple[str, str | None], ...] = (
        ("organs", " · ".join(i.organs)),
        ("sessions", " · ".join(map(_session, i.sessions))),
        ("items", "\n".join(map(_item, i.agenda_items))),
        ("number", i.number),
        ("adopted", ", ".join(filter(None, (i.adopted, i.meeting, i.vote.outcome if i.vote else None)))),
        ("committee", i.committee),
        ("origin", i.origin),
        ("dated", i.dated),
        ("from", "\n".join(map(_sender, i.senders))),
        ("to", ", ".join(i.addressees)),
        ("signed", "\n".join(", ".join((s.name, *s.titles)) for s in i.signed)),
        ("asks", _circulation(i.circulation)),
        ("issued", " · ".join(filter(None, (i.issued, f"Distr.: {i.distribution}" if i.distribution else "")))),
        ("language", language),
        ("job number", i.job_number),
    )
    yield from ((label, value) for label, value in rows if value)


def _session(session: Session) -> str:
    count = f"year {session.year}" if session.year else f"session {session.session}"
    return f"{session.organ}, {session.nature.replace('_', ' ')} {count}".replace(",  ", ", ")


def _item(item: AgendaItem) -> str:
    return " — ".join(filter(None, (", ".join(item.numbers), item.title)))


def _sender(sender: Sender) -> str:
    codes = ", ".join(filter(None, (sender.role_code, sender.party_code)))
    return ", ".join(filter(None, (sender.role, sender.party))) + (f"  [{codes}]" if codes else "")


def _circulation(asked: Circulation) -> str:
    if not asked.asked:
        return ""
    word = "item" if len(asked.agenda_items) == 1 else "items"
    items = f", under {word} {', '.join(asked.agenda_items)}" if asked.agenda_items else ""
    organs = f" of {' and '.join(f'the {organ}' for organ in asked.organs)}" if asked.organs else ""
    return f"to be circulated as a document{organs}{items}"


def _outline(document: Document) -> Table:
    """The blocks with their kinds, part by part, cut to what fits a screen."""
    table = Table(box=None, show_header=False, padding=(0, 1), pad_edge=False, expand=True)
    table.add_column(style="cyan", no_wrap=True, min_width=10)
    table.add_column(no_wrap=True, overflow="ellipsis", ratio=1)  # without a ratio rich cuts without a sign
    for part in document.parts:
        inside = [b for b in document.blocks if part.start <= b.start and b.end <= part.end and b.kind != "masthead"]
        counts = Counter(block.kind for block in inside)
        counted = ", ".join(_counted(kind, n) for kind, n in counts.most_common())
        name = " · ".join(filter(None, (part.label, part.language, part.author)))
        described = Text.assemble((f"{name}  ", "bold magenta"), (counted, "dim"))
        table.add_row(Text(part.kind, style="bold magenta"), described)
        for block in inside[:_SHOWN]:
            table.add_row(block.kind, _line(document, block))
        if len(inside) > _SHOWN:
            table.add_row("", Text(f"… and {len(inside) - _SHOWN} more", style="dim"))
    return table


def _counted(kind: str, count: int) -> str:
    return f"{count} {_BLOCK_NAMES.get(kind, kind)}{'' if count == 1 else 's'}"


def _line(document: Document, block: Block) -> Text:
    label = f"{block.number} " if block.kind == "note" and block.number else ""
    words = document.words(block)[:160].replace("\t", " │ ")
    return Text("  " * block.depth + label + words, style=_STYLES.get(block.kind, ""))
