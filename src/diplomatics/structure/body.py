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
from diplomatics.structure.draft import Draft, without_figure
from diplomatics.structure.numbering import Label, Levels, bare, labels
from diplomatics.structure.paragraphs import is_rule

_ENDS: Final = re.compile(r"[.;:,!?。；：，！？،؛؟…][\s”»\"’)*\d]*$")
_COMMA: Final = re.compile(r"[,，،][\s”»\"*\d]*$")
_LONGEST_CLOSING: Final = 400  # code points; a vote with its tally
_LONGEST_LABEL: Final = 80  # code points; a meeting, a date, the side of a vote
_AHEAD: Final = 3  # paragraphs; headings of three levels may follow one another
_LONGEST_TITLE: Final = 600  # code points; the title of an annex, set in bold
_LONGEST_HEADING: Final = 200  # code points
_PLAIN_HEADING: Final = 180  # code points, where nothing but its shape tells it
_ROLES: Final[dict[str, BlockKind]] = {
    "formula": "formula", "preambular": "preambular", "operative": "operative", "paragraph": "paragraph",
    "heading": "heading", "item": "item", "row": "row", "note": "note", "signature": "signature",
    "running": "running", "other": "other", "closing": "other", "vote": "other", "title": "title",
}  # fmt: skip
_HEADING_STYLES: Final = frozenset({"capital", "roman_capital", "chinese_point"})


def body(drafts: Sequence[Draft], grammars: Sequence[Grammar], *, act: bool, adopted: bool) -> list[Draft]:
    """The drafts with their kinds, numbers and depths.

    `act`: whether this is the body of an act, with a preamble and operative paragraphs. `adopted`:
    whether it may close with the lines of its adoption, as decisions do, which have neither.
    """
    reader = _Reader(grammars, act, adopted)
    return [reader.place(current, drafts[i + 1 : i + 1 + _AHEAD]) for i, current in enumerate(drafts)]


class _Reader:
    """Reads a body from top to bottom, and remembers in which region of an act it is."""

    def __init__(self, grammars: Sequence[Grammar], act: bool, adopted: bool) -> None:
        self._grammars = grammars
        self._act = act
        self._adopted = adopted
        self._region = "before"
        self._first = True
        """Whether nothing but headings has been read yet."""
        self._voting = False
        self._listing = False
        self._levels = Levels()

    def place(self, current: Draft, following: Sequence[Draft]) -> Draft:
        """One paragraph with its kind."""
        kind = _ROLES.get(current.role)
        if current.role and kind is None:
            return current.set(kind="masthead", slot=current.role)
        if kind is not None:
            return self._stated(current, kind)
        if is_rule(current.text):
            return current.set(kind="running")
        if not self._act and self._reads("original", current.text):
            return current.set(kind="masthead", slot="original")
        if self._adopted and (closing := self._closing(current)):
            return closing
        named = self._region == "before" and self._reads("organ", current.text)  # the formula without its comma
        if self._act and (named or self._reads("enacting", current.text)):
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
        self._listing = self._first = False
        numbered = current.set(number=bare(label.printed), depth=depth)
        if label.style in _HEADING_STYLES and self._looks_like_heading(current, None):
            self._levels.reset()
            return numbered.set(kind="heading", depth=0)
        if label.style == "decimal":
            if self._act:
                return self._enter("operative", numbered, "operative")
            return numbered.set(kind="paragraph")
        if label.style in _HEADING_STYLES:
            return numbered.set(kind="paragraph", depth=0)
        if self._act and self._region != "operative" and self._opens("operative", current.text[label.length :]):
            return self._enter("operative", numbered.set(depth=0), "operative")
        return numbered.set(kind="item", depth=max(depth, 1))

    def _unlabelled(self, current: Draft, following: Sequence[Draft]) -> Draft:
        preambular, operative = self._opens("preambular", current.text), self._opens("operative", current.text)
        if self._act and self._region != "before":
            paused = bool(_COMMA.search(current.text))
            if (preambular and (paused or not operative)) or (paused and self._region == "preamble"):
                return self._enter("preamble", current, "preambular")
            if operative:
                return self._enter("operative", current, "operative")
        if self._looks_like_heading(current, following):
            self._levels.reset()
            return current.set(kind="heading")
        self._first = False
        self._listing = not _ENDS.search(current.text)
        if self._act and self._region != "operative" and _ENDS.search(current.text) and not current.text.endswith("."):
            return current.set(kind="preambular")
        return current.set(kind="paragraph")

    def _enter(self, region: str, current: Draft, kind: BlockKind) -> Draft:
        if region == "preamble" and kind == "formula":
            self._levels.reset()
        self._region = region
        return current.set(kind=kind)

    def _closing(self, current: Draft) -> Draft | None:
        """A line of the vote of adoption; after the operative paragraphs, of its meeting or its date."""
        if self._voting:
            self._voting = False
            return current.set(kind="other", slot="vote")
        length = len(current.text)
        if length > _LONGEST_CLOSING:
            return None
        ended = not self._act or self._region == "operative"
        if length <= _LONGEST_LABEL and self._reads("vote_side", current.text):
            self._voting = True
            return current.set(kind="other", slot="vote")
        for words in dict.fromkeys((current.text, without_figure(current.text))):
            if ended and length <= _LONGEST_LABEL and (self._reads("meeting", words) or self._reads("issued", words)):
                return current.set(kind="other", slot="closing")
            if self._reads("vote", words):
                return current.set(kind="other", slot="vote")
        return None

    def _looks_like_heading(self, current: Draft, following: Sequence[Draft] | None) -> bool:
        """Whether a paragraph is set as a heading: bold or centred, or in plain text short and unfinished.

        In plain text a heading has something under it: a run of short lines is a list of names.
        """
        text = current.text
        bold = current.all("bold")
        if bold and self._first and len(text) <= _LONGEST_TITLE:
            return True
        if len(text) > _LONGEST_HEADING or _ENDS.search(text):
            return False
        if bold or current.centred:
            return True
        first = text.lstrip('“"«([')[:1]
        shaped = first.isupper() or first.isdigit() or not (first.isascii() or first.islower())
        if current.whole or self._listing or len(text) > _PLAIN_HEADING or not shaped:
            return False
        return following is None or any(
            len(d.text) > _PLAIN_HEADING or _ENDS.search(d.text) or labels(d.text) for d in following
        )

    def _reads(self, name: str, text: str) -> bool:
        return any(grammar.read(name, text) is not None for grammar in self._grammars)

    def _opens(self, group: str, text: str) -> bool:
        return any(grammar.opens(group, text) for grammar in self._grammars)
