"""What an annex, enclosure or appendix is: its title, its language, the language it was written in, its author."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from diplomatics.grammar import Grammar
from diplomatics.model.document import Part
from diplomatics.structure.draft import Draft
from diplomatics.structure.languages import language
from diplomatics.structure.layout import Composed

_HEAD: Final = 6  # blocks; the title and the language note of an annex stand at its head


def describe(part: Composed, spoken: str) -> Part:
    """The description of a part other than the first, as yet without its place in the text."""
    section = part.section
    title = _title(part)
    body = " ".join(draft.text for draft in part.body[:12])
    return Part(
        kind=section.kind,
        start=0,
        end=0,
        label=section.label,
        title=title or "",
        language=language(body, "") or language(title or "", spoken),
        original=_original(part.body, part.grammars),
        author=_author(title, part.grammars),
    )


def _title(part: Composed) -> str | None:
    """The headings at the head of the part, in one: "Report of … / Progress in …".

    Where the label of the part is set in bold, its title is, too: a line that is not is a place or a date.
    """
    bold = any(draft.all("bold") for draft in part.section.heading)
    found: list[str] = []
    for draft in part.body[:_HEAD]:
        if draft.kind in ("masthead", "running", "note") or (not found and bold and not draft.all("bold")):
            if draft.kind in ("paragraph", "item", "row"):
                break
        elif draft.kind in ("heading", "title") and not draft.number and draft.all("bold") == bold:
            found.append(draft.text)
            if not bold:
                break
        else:
            break
    return " ".join(found) or None


def _original(drafts: Sequence[Draft], grammars: Sequence[Grammar]) -> tuple[str, ...]:
    """The languages named after "Original:" at the head of the part."""
    for draft in drafts[:_HEAD]:
        for grammar in grammars:
            values = grammar.read("original", draft.text)
            if values is not None:
                return tuple(values["languages"])
    return ()


def _author(title: str | None, grammars: Sequence[Grammar]) -> str | None:
    """Whose text the part is, where its title says so: "Statement by the Press Service of …"."""
    for grammar in grammars:
        values = grammar.read("authored", title or "")
        if values is not None:
            return str(values["author"])
    return None
