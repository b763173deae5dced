"""Words → printed rows: words on one baseline, superscripts on the line to which they belong."""

from __future__ import annotations

from typing import Final
from unicodedata import combining

from diplomatics.readers.layout.bidi import is_rtl, logical
from diplomatics.readers.layout.glyphs import RTL
from diplomatics.readers.layout.page import LOWERED, RAISED, TYPED, Row, Word, row_of

APART: Final = 1.25
"""In ems: words of a row that stand farther apart belong to different segments until joined."""

_ENDS: Final = frozenset(".,;:،؛")

SMALL: Final = 0.82
"""A superscript is smaller than its line by this factor at least."""


def rows_of(words: tuple[Word, ...], page: int) -> list[list[Row]]:
    """The rows of a page from top to bottom, each as its segments from left to right."""
    lines = _baselines(words)
    _reunite(lines)
    _seat_scripts(lines)
    mixed = any(RTL.search(word.text) for word in words)
    leftwards = mixed and is_rtl(list(words))
    out: list[list[Row]] = []
    for line in filter(None, lines):
        line.sort(key=lambda word: word.x0)
        segments = _segments(line, page, mixed and _runs_leftwards(line, leftwards))
        if segments:
            out.append(segments)
    return out


def _runs_leftwards(line: list[Word], leftwards: bool) -> bool:
    """Whether a row is read from right to left.

    A row with letters of both directions runs as most rows of the page do (`leftwards`), or as most of
    its letters. On such a page a row that has a full stop at its left ends there.
    """
    if any(RTL.search(word.text) for word in line):
        return leftwards or is_rtl(line)
    return leftwards and line[0].text[:1] in _ENDS


def _baselines(words: tuple[Word, ...]) -> list[list[Word]]:
    """The words grouped by baseline. Baselines that differ by less than a tenth of an em are one."""
    lines: list[list[Word]] = []
    base = -1e9
    marks = [word for word in words if word.text[:1] >= "\u0300" and combining(word.text[0])]
    letters = [word for word in words if not combining(word.text[:1] or " ")] if marks else words
    for word in sorted(letters, key=lambda word: word.base):
        if word.base - base > max(0.9, 0.12 * word.size):
            lines.append([])
            base = word.base
        lines[-1].append(word)
    for mark in marks:
        _seat_mark(mark, lines)
    return lines


def _seat_mark(mark: Word, lines: list[list[Word]]) -> None:
    """Puts a vowel sign or accent, which may have a baseline of its own, into the row of its letter."""
    centre = (mark.x0 + mark.x1) / 2
    best: list[Word] | None = None
    least = 1.5 * mark.size
    for line in lines:
        away = abs(line[0].base - mark.base)
        if away < least and any(word.x0 - 2 < centre < word.x1 + 2 for word in line):
            best, least = line, away
    if best is None:
        lines.append([mark])
    else:
        best.append(mark._replace(base=best[0].base))


def _reunite(lines: list[list[Word]]) -> None:
    """Moves words back that touch a word of another size on a baseline a little lower or higher.

    The first letter of a symbol in a masthead is set large, and not quite on the line.
    """
    for index in range(len(lines) - 1):
        above, below = lines[index], lines[index + 1]
        if not above or below[0].base - above[0].base > 2.5:
            continue
        for one in list(above):
            for other in below:
                touches = min(abs(other.x0 - one.x1), abs(one.x0 - other.x1)) < 0.15 * other.size
                if touches and one.size != other.size:
                    above.remove(one)
                    below.append(one._replace(base=other.base))
                    break


def _seat_scripts(lines: list[list[Word]]) -> None:
    """Moves superscripts and subscripts into the row of the words that they adjoin."""
    lines[:] = [line for line in lines if line]
    tops = [(min(word.base for word in line), max(word.size for word in line)) for line in lines]
    for index, line in enumerate(lines):
        smallest = min(word.size for word in line)
        for other in _near(tops, index, smallest):
            up = other > index
            moved: list[Word] = []
            for word in lines[index]:
                host = _host(word, lines[other], up)
                if host is not None:
                    lines[other].append(word._replace(rise=RAISED if up else LOWERED))
                    moved.append(word)
            if moved:
                gone = set(map(id, moved))
                lines[index] = [word for word in lines[index] if id(word) not in gone]
            if not lines[index]:
                break


def _near(tops: list[tuple[float, float]], index: int, size: float) -> list[int]:
    """Rows of larger words whose baseline is just below (for superscripts) or just above."""
    base = tops[index][0]
    found: list[int] = []
    for step in (1, -1):
        at = index + step
        while 0 <= at < len(tops) and abs(tops[at][0] - base) < 0.62 * max(tops[at][1], size):
            if tops[at][1] * SMALL >= size:
                found.append(at)
            at += step
    return found


def _host(word: Word, line: list[Word], up: bool) -> Word | None:
    """The larger word that a script adjoins at its left or (a note's marker) at its right."""
    for other in line:
        if other.rise or word.size > other.size * SMALL:
            continue
        shift = other.base - word.base if up else word.base - other.base
        if not 0.12 * other.size < shift < 0.62 * other.size:
            continue
        before, after = word.x0 - other.x1, other.x0 - word.x1
        if -0.3 * other.size < before < 0.6 * other.size or (up and -0.3 * other.size < after < 1.5 * other.size):
            return other
    # A second marker beside the first: "1, 2".
    for other in line:
        if other.rise and abs(other.base - word.base) < 1 and 0 <= word.x0 - other.x1 < 0.6 * word.size:
            return other
    return None


def _segments(line: list[Word], page: int, rtl: bool) -> list[Row]:
    """The stretches of a row, sorted from left to right, between wide gaps; each in reading order."""
    groups: list[list[Word]] = []
    group: list[Word] = []
    edge, size = -1e9, 0.0
    for word in line:
        if group and word.text == group[-1].text and _overprinted(word, group[-1]):
            continue
        if word.text == " ":
            group.append(word)
            continue
        wide = word.size if word.size > size else size
        if word.x0 - edge > APART * wide:
            group = []
            groups.append(group)
        group.append(word)
        size = word.size
        if word.x1 > edge:
            edge = word.x1
    return [row for group in groups if (row := _row(group, page, rtl)) is not None]


def _overprinted(word: Word, other: Word) -> bool:
    """Whether a word is printed over itself, slightly moved, to look bold or to cast a shadow."""
    return abs(other.x0 - word.x0) + abs(other.x1 - word.x1) < 0.35 * word.size


def _row(group: list[Word], page: int, rtl: bool) -> Row | None:
    words = logical(group) if rtl else _without_spaces(group)
    return row_of(words, page, rtl) if words else None


def _without_spaces(group: list[Word]) -> list[Word]:
    """The words, spaces that stand as words of their own told by the next word's `spaced`."""
    if not any(word.text == " " for word in group):
        return group
    out: list[Word] = []
    pending = False
    for word in group:
        if word.text == " ":
            pending = True
        else:
            out.append(word._replace(spaced=TYPED) if pending else word)
            pending = False
    return out


def join(segments: list[Row]) -> Row:
    """One row of several segments that belong together, in reading order."""
    if len(segments) == 1:
        return segments[0]
    rtl = segments[0].rtl
    ordered = sorted(segments, key=lambda row: -row.x1 if rtl else row.x0)
    words: list[Word] = []
    for segment in ordered:
        head, *rest = segment.words
        words.append(head._replace(spaced=TYPED if words else 0))
        words.extend(rest)
    return row_of(words, segments[0].page, rtl)
