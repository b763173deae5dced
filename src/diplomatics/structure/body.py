"""What each paragraph of a body is: preambular, operative, a heading, an item, a row.

An act has an order: the formula that opens it, a preamble, operative paragraphs, the lines of its
adoption; it may begin anew in each of its sections. Any other body has headings, paragraphs and items.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from diplomatics.grammar import Grammar
from diplomatics.model.document import BlockKind
from diplomatics.structure.draft import Draft
from diplomatics.structure.numbering import Label, Levels, bare

_RULE: Final = re.compile(r"[\s_*\-–—=.·•]{3,}|\*{1,5}")
_ENDS: Final = re.compile(r"[.;:,!?。；：，！？،؛؟…][\s”»\"’)*\d]*$")
_COMMA: Final = re.compile(r"[,，،][\s”»\"]*$")
_NOTE_FIGURE: Final = re.compile(r"[.。]?\s*\d{0,3}$")
_LONGEST_HEADING: Final = 200  # code points
_PLAIN_HEADING: Final = 110  # code points, where nothing but its shape tells it
_ROLES: Final[dict[str, BlockKind]] = {
    "formula": "formula", "preambular": "preambular", "operative": "operative", "paragraph": "paragraph",
    "heading": "heading", "item": "item", "row": "row", "note": "note", "signature": "signature",
    "running": "running", "other": "other", "closing": "other", "vote": "other", "title": "title",
}  # fmt: skip
_HEADING_STYLES: Final = frozenset({"capital", "roman_capital", "chinese_point"})


def body(drafts: Sequence[Draft], grammars: Sequence[Grammar], *, act: bool) -> list[Draft]:
    """The drafts with their kinds, numbers and depths. `act`: whether this is the body of an act."""
    reader = _Reader(grammars, act)
    return [reader.place(current, drafts[i + 1] if i + 1 < len(drafts) else None) for i, current in enumerate(drafts)]


class _Reader:
    """Reads a body from top to bottom, and remembers in which region of an act it is."""

    def __init__(self, grammars: Sequence[Grammar], act: bool) -> None:
        self._grammars = grammars
        self._act = act
        self._region = "before"
        self._levels = Levels()

    def place(self, current: Draft, following: Draft | None) -> Draft:
        """One paragraph with its kind."""
        kind = _ROLES.get(current.role)
        if current.role and kind is None:
            return current.set(kind="masthead", slot=current.role)
        if kind is not None:
            return self._stated(current, kind)
        if _RULE.fullmatch(current.text):
            return current.set(kind="running")
        if "\t" in current.text:
            return current.set(kind="row")
        if self._act and (closing := self._closing(current)):
            return closing
        if self._act and self._reads("enacting", current.text):
            return self._enter("preamble", current, "formula")
        label, depth = self._levels.place(current.text)
        if label is not None:
            return self._labelled(current, label, depth)
        return self._unlabelled(current, following)

    def _stated(self, current: Draft, kind: BlockKind) -> Draft:
        """A paragraph whose kind the markup states."""
        slot = current.role if current.role in ("closing", "vote") else ""
        if kind in ("formula", "preambular"):
            self._region = "preamble"
        elif kind == "operative":
            self._region = "operative"
        if kind in ("row", "heading", "title", "note"):
            return current.set(kind=kind, slot=slot, number=bare(current.number))
        label, depth = self._levels.place(current.text)
        number = bare(current.number) or (label.printed if label and kind in ("operative", "item") else "")
        if not current.number and kind == "paragraph" and label is not None and label.style == "decimal":
            number = bare(label.printed)
        return current.set(kind=kind, slot=slot, number=number, depth=current.depth or (depth if kind == "item" else 0))

    def _labelled(self, current: Draft, label: Label, depth: int) -> Draft:
        """A paragraph that begins with a label."""
        numbered = current.set(number=bare(label.printed), depth=depth)
        if label.style in _HEADING_STYLES and self._looks_like_heading(current):
            self._levels.reset()
            return numbered.set(kind="heading", depth=0)
        if label.style == "decimal":
            if self._act:
                return self._enter("operative", numbered, "operative")
            return numbered.set(kind="paragraph")
        if label.style in _HEADING_STYLES:
            return numbered.set(kind="paragraph", depth=0)
        return numbered.set(kind="item", depth=max(depth, 1))

    def _unlabelled(self, current: Draft, following: Draft | None) -> Draft:
        preambular, operative = self._opens("preambular", current.text), self._opens("operative", current.text)
        if self._act and self._region != "before":
            if preambular and (not operative or _COMMA.search(current.text)):
                return self._enter("preamble", current, "preambular")
            if operative:
                return self._enter("operative", current, "operative")
        if self._looks_like_heading(current) and following is not None:
            self._levels.reset()
            return current.set(kind="heading")
        if self._act and self._region != "operative" and _ENDS.search(current.text) and not current.text.endswith("."):
            return current.set(kind="preambular")
        return current.set(kind="paragraph")

    def _enter(self, region: str, current: Draft, kind: BlockKind) -> Draft:
        if region == "preamble" and kind == "formula":
            self._levels.reset()
        self._region = region
        return current.set(kind=kind)

    def _closing(self, current: Draft) -> Draft | None:
        """A line of the meeting, the date or the vote of adoption, after the operative paragraphs."""
        if self._region != "operative" or len(current.text) > 400:
            return None
        plain = _NOTE_FIGURE.sub("", current.text)
        for name, slot in (("meeting", "closing"), ("issued", "closing"), ("vote", "vote")):
            if self._reads(name, current.text) or self._reads(name, plain):
                return current.set(kind="other", slot=slot)
        return None

    def _looks_like_heading(self, current: Draft) -> bool:
        """Whether a paragraph is set as a heading: bold or centred, or in plain text short and unfinished."""
        text = current.text
        if len(text) > _LONGEST_HEADING or _ENDS.search(text):
            return False
        if current.all("bold") or current.centred:
            return True
        first = text.lstrip('“"«([')[:1]
        shaped = first.isupper() or first.isdigit() or not (first.isascii() or first.islower())
        return not current.whole and len(text) <= _PLAIN_HEADING and shaped

    def _reads(self, name: str, text: str) -> bool:
        return any(grammar.read(name, text) is not None for grammar in self._grammars)

    def _opens(self, group: str, text: str) -> bool:
        return any(grammar.opens(group, text) for grammar in self._grammars)
