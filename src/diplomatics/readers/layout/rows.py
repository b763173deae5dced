"""Words → printed rows: words on one baseline, superscripts on the line to which they belong."""

from __future__ import annotations

from typing import Final

from diplomatics.readers.layout.bidi import is_rtl, logical
from diplomatics.readers.layout.glyphs import RTL
from diplomatics.readers.layout.page import LOWERED, RAISED, TYPED, Row, Word, row_of

APART: Final = 1.25
"""In ems: words of a row that stand farther apart belong to different segments until joined."""

SMALL: Final = 0.82
"""A superscript is smaller than its line by this factor at least."""


def rows_of(words: tuple[Word, ...], page: int) -> list[list[Row]]:
    """The rows of a page from top to bottom, each as its segments from left to right."""
    lines = _baselines(words)
    _seat_scripts(lines)
    return [segments for line in lines if line and (segments := _segments(line, page))]


def _baselines(words: tuple[Word, ...]) -> list[list[Word]]:
    """The words grouped by baseline. Baselines that differ by less than a tenth of an em are one."""
    lines: list[list[Word]] = []
    base = -1e9
    for word in sorted(words, key=lambda word: word.base):
        if word.base - base > max(0.9, 0.12 * word.size):
            lines.append([])
            base = word.base
        lines[-1].append(word)
    return lines


def _seat_scripts(lines: list[list[Word]]) -> None:
    """Moves superscripts and subscripts into the row of the words that they adjoin."""
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


def _segments(line: list[Word], page: int) -> list[Row]:
    """The stretches of a row between wide gaps, each in reading order."""
    line.sort(key=lambda word: word.x0)
    groups: list[list[Word]] = [[]]
    edge = line[0].x0
    for word in line:
        if _overprinted(word, groups[-1]):
            continue
        blank = word.text == " "
        if not blank and word.x0 - edge > APART * max(word.size, _last_size(groups[-1])):
            groups.append([])
        groups[-1].append(word)
        if not blank:
            edge = max(edge, word.x1)
    return [row for group in groups if (row := _row(group, page)) is not None]


def _overprinted(word: Word, group: list[Word]) -> bool:
    """Whether a word is printed over itself, slightly moved, to look bold or to cast a shadow."""
    return any(
        other.text == word.text and abs(other.x0 - word.x0) + abs(other.x1 - word.x1) < 0.35 * word.size
        for other in group[-2:]
    )


def _last_size(group: list[Word]) -> float:
    return group[-1].size if group else 0.0


def _row(group: list[Word], page: int) -> Row | None:
    glyphwise = any(RTL.search(word.text) for word in group)
    if glyphwise and is_rtl(group):
        words = logical(group)
        return row_of(words, page, rtl=True) if words else None
    words = _without_spaces(group)
    return row_of(words, page) if words else None


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
    rtl = sum(len(s.words) for s in segments if s.rtl) * 2 > sum(len(s.words) for s in segments)
    ordered = sorted(segments, key=lambda row: -row.x1 if rtl else row.x0)
    words: list[Word] = []
    for segment in ordered:
        head, *rest = segment.words
        words.append(head._replace(spaced=TYPED if words else 0))
        words.extend(rest)
    return row_of(words, segments[0].page, rtl)
