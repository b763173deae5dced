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
    title = _title(part.body)
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


def _title(drafts: Sequence[Draft]) -> str | None:
    """The first heading, if it stands at the head of the part."""
    for draft in drafts[:_HEAD]:
        if draft.kind in ("heading", "title"):
            return draft.text
        if draft.kind not in ("masthead", "running", "note"):
            return None
    return None


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
