"""Acronyms that a document expands itself: "internally displaced persons (IDPs)"."""

from __future__ import annotations

import re
from typing import Final

from diplomatics.model.record import Acronym

_SHORT: Final = re.compile(r"\((?:“|\"|«|the |“the )?([A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Яa-z&-]{0,9}[A-ZÀ-ÞА-Яs])(?:”|\"|»)?\)")
_WORDS: Final = re.compile(r"[\w’'-]+")
_SMALL: Final = 3  # letters; shorter lower-case words may be skipped


def acronyms(text: str) -> tuple[Acronym, ...]:
    """Every acronym that a text expands, each once, where it is expanded.

    The letters of the short form must be the first letters of the words before the bracket, in order;
    small words between them may be passed over.

    >>> [(a.short, a.long) for a in acronyms("… residing as internally displaced persons (IDPs). The IDPs …")]
    [('IDPs', 'internally displaced persons')]
    """
    found: dict[str, Acronym] = {}
    for match in _SHORT.finditer(text):
        short = match[1]
        long = _expansion(text[max(0, match.start() - 200) : match.start()], short)
        if long and short not in found:
            found[short] = Acronym.of(text, match.start(1), match.end(1), short=short, long=long)
    return tuple(found.values())


def _expansion(before: str, short: str) -> str | None:
    """The words just before a bracket whose initials are the letters of the short form, from the last back."""
    letters = [c for c in short if c.isupper()]
    if len(letters) < 2:
        return None
    words = list(_WORDS.finditer(before[before.rfind("\n") + 1 :]))
    pieces = [(m.start() + before.rfind("\n") + 1, part) for m in words for part in _pieces(m)]
    place = len(pieces) - 1
    start = None
    for letter in reversed(letters):
        while place >= 0 and pieces[place][1][:1].upper() != letter:
            if len(pieces[place][1]) > _SMALL and start is not None and not pieces[place][1].islower():
                return None
            if start is None or len(pieces[place][1]) > _SMALL:
                return None
            place -= 1
        if place < 0:
            return None
        start = pieces[place][0]
        place -= 1
    return before[start:].strip() if start is not None else None


def _pieces(word: re.Match[str]) -> list[str]:
    """A hyphenated word counts as each of its halves: Nagorno-Karabakh is N and K."""
    return [piece for piece in word[0].split("-") if piece]
