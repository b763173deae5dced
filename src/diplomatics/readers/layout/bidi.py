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
# Classes of a row read from right to left: L letter, N digit, S separator of digits, T sign of a number
# (%, $), M mark, R letter of right-to-left writing, O anything else.
_RUN: Final = re.compile("[LNT](?:[LNSTOM]*[LT])?|T*N(?:[SN]*N)?T*")
_LATIN: Final = re.compile("[LN](?:[LNSTOM]*[LN])?")
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
    ordered = _marks_on_letters(_spaced(sorted(glyphs, key=lambda word: (word.x0 + word.x1, word.x0))))
    ordered.reverse()
    # Now a word's `spaced` tells of the space at its left, between it and the next in this order.
    kinds = "".join(_kind(word) for word in ordered)
    out: list[Word] = []
    gaps: list[int] = []
    at = 0
    while at < len(ordered):
        stop = _turned(kinds, at)
        if stop > at:
            stretch = ordered[at:stop][::-1]
            out.extend(stretch)
            gaps.extend([word.spaced for word in stretch[1:]] + [ordered[stop - 1].spaced])
            at = stop
        else:
            out.append(ordered[at])
            gaps.append(ordered[at].spaced)
            at += 1
    turned = [word._replace(spaced=gap) for word, gap in zip(out, [0, *gaps[:-1]], strict=True)]
    return _brackets(turned)


def _turned(kinds: str, at: int) -> int:
    """Where a left-to-right stretch that begins here ends; `at` if none begins here."""
    if kinds[at] not in "LNT":
        return at
    stop = at
    reach = re.match("[LNSTOM]+", kinds[at:])
    if reach and "L" in reach[0]:
        return at + max(reach[0].rfind("L"), reach[0].rfind("N") if reach[0].rfind("L") < 0 else -1) + 1
    found = _NUMBER.match(kinds, at)
    return found.end() if found else stop


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


def _marks_on_letters(ordered: list[Word]) -> list[Word]:
    """The characters, each combining mark behind (in reading order) the letter over which it stands."""
    out: list[Word] = []
    loose: list[Word] = []
    for word in ordered:
        (loose if unicodedata.combining(word.text[:1] or " ") else out).append(word)
    for mark in loose:
        centre = (mark.x0 + mark.x1) / 2
        if out:
            nearest = min(range(len(out)), key=lambda i: abs((out[i].x0 + out[i].x1) / 2 - centre))
            letter = out[nearest]
            out[nearest] = letter._replace(text=unicodedata.normalize("NFC", letter.text + mark.text))
    return out


def _brackets(words: list[Word]) -> list[Word]:
    """The words with brackets that open before they close; some files store the mirrored shape."""
    depth = wrong = right = 0
    for word in words:
        if word.text in _PAIRS:
            depth += 1 if word.text in _OPENING else -1
            if depth < 0:
                wrong += 1
                depth = 0
            else:
                right += word.text not in _OPENING
    if wrong <= right:
        return words
    return [word._replace(text=_PAIRS.get(word.text, word.text)) for word in words]
