"""The reading order of lines that may stand in one to three columns."""

from __future__ import annotations

import itertools
from typing import Final

from diplomatics.readers.layout.page import Row
from diplomatics.readers.layout.rows import join

Lines = list[list[Row]]

FEWEST: Final = 6
"""Lines that must stand on both sides of a gutter before it parts columns."""

NARROWEST: Final = 0.22
"""A column takes at least this share of the width of the text."""


def in_order(lines: Lines) -> list[list[Row]]:
    """The rows in reading order, in stretches: each list is the part of one column.

    Segments of a line that no gutter parts are joined.
    """
    if not lines:
        return []
    x0 = min(row.x0 for line in lines for row in line)
    x1 = max(row.x1 for line in lines for row in line)
    gutter = _gutter(lines, x0, x1)
    if gutter is None:
        return [[join(line) for line in lines]]
    out: list[list[Row]] = []
    begin, end = _band(lines, gutter)
    out.extend(in_order(lines[:begin]))
    band = lines[begin:end]
    out.extend(in_order([part for line in band if (part := [row for row in line if row.x1 <= gutter])]))
    out.extend(in_order([part for line in band if (part := [row for row in line if row.x0 >= gutter])]))
    out.extend(in_order(lines[end:]))
    return [stretch for stretch in out if stretch]


def _gutter(lines: Lines, x0: float, x1: float) -> float | None:
    """The place of a gutter between columns of running text, or None.

    On both sides of it most lines must fill their column: a list of figures is not a column, nor are
    the labels at the head of paragraphs.
    """
    wide = NARROWEST * (x1 - x0)
    places: list[float] = []
    for line in lines:
        for left, right in itertools.pairwise(line):
            if left.x1 - left.x0 > wide / 2 and right.x1 - right.x0 > wide / 2:
                places.append((left.x1 + right.x0) / 2)
    best: float | None = None
    most = FEWEST - 1
    for place in sorted(set(places), reverse=True):
        begin, end = _band(lines, place)
        sides = [_sides(line, place) for line in lines[begin:end]]
        both = [(left, right) for left, right in sides if left > 0 and right > 0]
        if len(both) <= most or len(both) < 0.4 * len(sides):
            continue
        lefts, rights = sorted(left for left, _ in sides if left), sorted(right for _, right in sides if right)
        left_full, right_full = lefts[len(lefts) // 2] / lefts[-1], rights[len(rights) // 2] / rights[-1]
        if lefts[-1] > wide and rights[-1] > wide and left_full > 0.7 and right_full > 0.7:
            best, most = place, len(both)
    return best


def _sides(line: list[Row], place: float) -> tuple[float, float]:
    """How wide the text of a line is at the left and at the right of a place."""
    left = [row for row in line if row.x1 <= place]
    right = [row for row in line if row.x0 >= place]
    return (
        left[-1].x1 - left[0].x0 if left else 0.0,
        right[-1].x1 - right[0].x0 if right else 0.0,
    )


def _band(lines: Lines, place: float) -> tuple[int, int]:
    """The longest run of lines none of which crosses a place."""
    best = (0, 0)
    begin = 0
    for index in range(len(lines) + 1):
        if index == len(lines) or any(row.x0 < place < row.x1 for row in lines[index]):
            if index - begin > best[1] - best[0]:
                best = (begin, index)
            begin = index + 1
    return best
