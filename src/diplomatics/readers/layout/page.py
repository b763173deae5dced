"""The values that the layout pass works on: words, rules, pages, rows.

Lengths are PDF points; the origin is the top left corner of the page as it is shown, y grows downwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from diplomatics.model.transcript import Gap, Role

BOLD: Final = 1
ITALIC: Final = 2

RAISED: Final = 1
LOWERED: Final = -1

DRAWN: Final = 1
TYPED: Final = 2


class Word(NamedTuple):
    """One unbroken stretch of characters of one style; on right-to-left pages, one character.

    `base` is the y of the baseline. `style` is a sum of `BOLD` and `ITALIC`. `spaced` tells of
    the space before the word: `TYPED` if the file has one, `DRAWN` if only the pen was moved, else 0.
    `rise` is `RAISED` for a superscript, `LOWERED` for a subscript, else 0. `link` is an address.
    `score`, from 0 to 100, is given to words read from an image by the engine that read them.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    style: int = 0
    spaced: int = 0
    rise: int = 0
    link: str = ""
    score: float | None = None


class Rule(NamedTuple):
    """A thin straight line or bar drawn on the page."""

    x0: float
    y0: float
    x1: float
    y1: float


class Page(NamedTuple):
    """What stands on one page, before any order is found.

    `aside` are words set vertically or upside down. `hidden` counts characters that are not painted
    (the text layer of a scanner); `unknown` those without a Unicode value; `pictured` is the share of
    the page that images cover.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    aside: tuple[Word, ...] = ()
    across: tuple[Rule, ...] = ()
    down: tuple[Rule, ...] = ()
    characters: int = 0
    hidden: int = 0
    unknown: int = 0
    pictured: float = 0.0
    cut: bool = False


@dataclass(slots=True)
class Row:
    """A printed line, or a part of one: words that stand on one baseline, in reading order.

    `cells` holds the words of each cell where the row is one of a table. `flow` numbers the stretch of
    text (a column, a block of the masthead) to which the row belongs.
    """

    words: list[Word]
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    rtl: bool = False
    role: Role = ""
    gap: Gap = "blank"
    number: str = ""
    id: str = ""
    flow: int = 0
    centred: bool = False
    cells: list[list[Word]] = field(default_factory=list[list[Word]])

    @property
    def bold(self) -> bool:
        """Whether all words are bold, superscripts aside."""
        return all(word.style & BOLD for word in self.words if not word.rise)


def row_of(words: list[Word], page: int, rtl: bool = False) -> Row:
    """A row of these words (at least one), which stand in reading order.

    Its size is that of most characters; its baseline that of the widest word of this size.
    """
    if len(words) == 1:
        word = words[0]
        return Row(words, page, word.x0, word.y0, word.x1, word.y1, word.base, word.size, rtl)
    share: dict[float, int] = {}
    first = words[0]
    x0, y0, x1, y1 = first.x0, first.y0, first.x1, first.y1
    for word in words:
        share[word.size] = share.get(word.size, 0) + (1 if word.rise else 4) * len(word.text)
        if word.x0 < x0:
            x0 = word.x0
        if word.x1 > x1:
            x1 = word.x1
        if word.y0 < y0:
            y0 = word.y0
        if word.y1 > y1:
            y1 = word.y1
    size = max(share, key=lambda key: share[key]) if len(share) > 1 else first.size
    widest, base = -1.0, first.base
    for word in words:
        if word.size == size and word.x1 - word.x0 > widest:
            widest, base = word.x1 - word.x0, word.base
    return Row(words, page, x0, y0, x1, y1, base, size, rtl)
