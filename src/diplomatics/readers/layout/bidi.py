"""The visual order of a right-to-left row → the order in which it is read.

A PDF places characters; their order in the file may be anything. Here they are sorted by place and the
bidirectional algorithm is run backwards: the row is read from right to left, and each stretch that
runs from left to right (a Latin word, a number with its separators, a symbol) is turned round.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from diplomatics.readers.layout.page import Word

SPACE: Final = 0.16
"""In ems: characters of a right-to-left row that stand farther apart are set apart by a space."""

_PAIRS: Final = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))
_OPENING: Final = frozenset("([{«‹")
_CLASSES: Final[dict[str, str]] = {
    "R": "R", "AL": "R", "L": "L", "EN": "N", "AN": "N", "ES": "S", "CS": "S", "ET": "T", "NSM": "M",
}  # fmt: skip
# Classes of the characters of a row: L letter, N digit, S separator of digits, T sign of a number (%, $),
# M mark, R letter of right-to-left writing, O anything else.
_STRETCH: Final = re.compile("[LNSTOM]+")
_NUMBER: Final = re.compile("T*N(?:S?N)*T*")


def is_rtl(words: list[Word]) -> bool:
    """Whether a row is read from right to left: most of its letters are."""
    right = left = 0
    for word in words:
        for char in word.text:
            kind = unicodedata.bidirectional(char)
            if kind in ("R", "AL"):
                right += 1
            elif kind == "L":
                left += 1
    return right > left


def logical(glyphs: list[Word]) -> list[Word]:
    """The characters of a right-to-left row in the order of reading, spaces told by `spaced`.

    The argument holds one character each, spaces of the file among them, in any order. In a stretch
    that runs from left to right, digits with a separator between them stay together.

    >>> row = [Word(char, 10 * i, 0, 10 * i + 10, 10, 8, 10) for i, char in enumerate("76/134 رقم"[:7] + "مقر")]
    >>> "".join((" " if word.spaced else "") + word.text for word in logical(row))
    'رقم 76/134'
    """
    marks = [word for word in glyphs if unicodedata.combining(word.text[:1] or " ")]
    letters = [word for word in glyphs if not unicodedata.combining(word.text[:1] or " ")]
    letters.sort(key=lambda word: (word.x0 + word.x1, word.x0))
    ordered = _marks_on_letters(_spaced(letters), marks)
    ordered.reverse()
    # Now a word's `spaced` tells of the space at its left, between it and the next in this order.
    kinds = "".join(_kind(word) for word in ordered)
    out: list[Word] = []
    gaps: list[int] = [0]
    outside: list[int] = []
    at = 0
    while at < len(ordered):
        stop = _turned(kinds, at)
        if stop > at:
            stretch = ordered[at:stop][::-1]
            gaps.extend([word.spaced for word in stretch[1:]] + [ordered[stop - 1].spaced])
        else:
            stop = at + 1
            stretch = [ordered[at]]
            outside.append(len(out))
            gaps.append(ordered[at].spaced)
        # Within a stretch a space at the left of a word stands before it, as everywhere in the result.
        out.extend(stretch)
        at = stop
    turned = [word._replace(spaced=gap) for word, gap in zip(out, gaps, strict=False)]
    return _brackets(turned, outside)


def _turned(kinds: str, at: int) -> int:
    """Where a left-to-right stretch that begins here ends; `at` if none begins here.

    With a letter in it, it reaches to its last letter, whatever lies between; without one it is a number.
    """
    if kinds[at] not in "LNT":
        return at
    reach = _STRETCH.match(kinds, at)
    if reach and "L" in reach[0]:
        return at + reach[0].rfind("L") + 1
    found = _NUMBER.match(kinds, at)
    return found.end() if found else at


def _kind(word: Word) -> str:
    return _CLASSES.get(unicodedata.bidirectional(word.text[:1] or " "), "O")


def _spaced(ordered: list[Word]) -> list[Word]:
    """The characters without the spaces, each told whether a space stands at its left."""
    out: list[Word] = []
    pending = False
    for word in ordered:
        if word.text.isspace():
            pending = True
            continue
        apart = bool(out) and word.x0 - out[-1].x1 > SPACE * max(word.size, out[-1].size)
        out.append(word._replace(spaced=int((pending or apart) and bool(out))))
        pending = False
    return out


def _marks_on_letters(letters: list[Word], marks: list[Word]) -> list[Word]:
    """The letters, each with the combining marks that stand over it; a mark alone stands for itself."""
    if not letters:
        return marks
    out = list(letters)
    for mark in marks:
        centre = (mark.x0 + mark.x1) / 2
        nearest = min(range(len(out)), key=lambda i: abs((out[i].x0 + out[i].x1) / 2 - centre))
        letter = out[nearest]
        out[nearest] = letter._replace(text=unicodedata.normalize("NFC", letter.text + mark.text))
    return out


def _brackets(words: list[Word], outside: list[int]) -> list[Word]:
    """The words with brackets that open before they close.

    Fonts name the shape that is seen, which outside of left-to-right stretches is the mirrored one, but
    not all do: the reading that leaves fewer brackets without a partner is taken.
    """
    places = [at for at in outside if words[at].text in _PAIRS]
    shapes = [words[at].text for at in places]
    if not shapes or _unpaired(shapes) < _unpaired([_PAIRS[shape] for shape in shapes]):
        return words
    out = list(words)
    for at in places:
        out[at] = out[at]._replace(text=_PAIRS[out[at].text])
    return out


def _unpaired(brackets: list[str]) -> int:
    """How many brackets have no partner."""
    depth = alone = 0
    for bracket in brackets:
        if bracket in _OPENING:
            depth += 1
        elif depth:
            depth -= 1
        else:
            alone += 1
    return alone + depth
