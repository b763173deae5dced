"""The masthead of page 1: what stands at the left and at the right, each block read as a whole.

United Nations                              A/79/000–S/2025/00      above the first rule
General Assembly                            Distr.: General         above the second
Security Council                            2 May 2025
─────────────────────────────────────────────────────────
General Assembly          Security Council                          joint documents: two blocks
Seventy-ninth session     Eightieth year                            side by side
Agenda item 34
"""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple

from diplomatics.readers.layout.page import Page, Row
from diplomatics.readers.layout.rows import join
from diplomatics.readers.layout.rules import joined

Lines = list[list[Row]]

LOWEST: Final = 0.48
"""A masthead ends within this share of the height of page 1."""

_MIDDLE: Final = 0.5
_TOGETHER: Final = 4.0
_HEADS: Final = 2
"""Lines at the head of two blocks side by side that are statements of their own: an organ, its session."""

_NARROW: Final = 0.7
"""Names of organs that leave more of their block free than this stand on lines of their own."""


class Masthead(NamedTuple):
    """The blocks of a masthead in reading order, the rows that stand for themselves, and its end.

    `loose` rows are each a statement of their own, however close they stand. `bottom` is the y of the
    rule that closes the masthead, 0 for a page without one.
    """

    blocks: list[list[Row]]
    loose: list[Row]
    bottom: float


def split(lines: Lines, page: Page) -> tuple[Masthead, Lines]:
    """The masthead, and the lines below it. A page without the rules of a masthead has none."""
    ruled = [
        rule.y0
        for rule in joined(page.across)
        if rule.x1 - rule.x0 > 0.6 * page.width and rule.y0 < LOWEST * page.height
    ][:2]
    above = [line for line in lines if ruled and line[0].base < ruled[-1]]
    top = [row for line in above if line[0].base < ruled[0] for row in line]
    if page.number != 1 or not any(row.x0 > _MIDDLE * page.width for row in top):
        return Masthead([], [], 0.0), lines
    blocks: list[list[Row]] = []
    loose: list[Row] = []
    begin = 0.0
    for end in ruled:
        zone = [line for line in above if begin <= line[0].base < end]
        edge = _right_edge(zone, page)
        left, right = _two_sides(zone, edge)
        blocks.extend(block for block in (left, right) if block)
        loose.extend(right)
        if left and max(row.x1 - row.x0 for row in left) < _NARROW * (edge - left[0].x0):
            loose.extend(left)
        begin = end
    sides, beside, rest = _side_by_side(lines[len(above) :], page)
    return Masthead([*blocks, *sides], [*loose, *beside], ruled[-1]), rest


def _two_sides(zone: Lines, edge: float) -> tuple[list[Row], list[Row]]:
    """What stands at the left of a zone, and what stands at its right."""
    left = [join(part) for line in zone if (part := [row for row in line if row.x0 < edge])]
    right = [join(part) for line in zone if (part := [row for row in line if row.x0 >= edge])]
    return left, right


def _right_edge(zone: Lines, page: Page) -> float:
    """Where the block at the right begins: where most of its lines do, or else the first of them."""
    starts = Counter(round(row.x0) for line in zone for row in line if row.x0 > _MIDDLE * page.width)
    if not starts:
        return page.width
    most, count = max(starts.items(), key=lambda item: (item[1], -item[0]))
    return (most if count > 2 else min(starts)) - 2.0


def _side_by_side(lines: Lines, page: Page) -> tuple[list[list[Row]], list[Row], Lines]:
    """Two blocks that stand side by side directly below the masthead; the left one may be longer.

    Returns the blocks, the rows that stand beside one another, and the lines below.
    """
    if not lines or len(lines[0]) < 2:
        return [], [], lines
    left, right = lines[0][0], lines[0][-1]
    if right.x0 - left.x1 < 2 * right.size or right.x0 < 0.3 * page.width or abs(left.size - right.size) > 0.6:
        return [], [], lines
    lefts: list[Row] = []
    rights: list[Row] = []
    level: list[Row] = []
    end = 0
    for line in lines:
        beside = [row for row in line if abs(row.x0 - right.x0) < _TOGETHER]
        ours = [row for row in line if row not in beside]
        if ours and (ours[0].x0 - left.x0 > ours[0].size or ours[0].size > left.size + 1.5):
            break
        rights.extend(beside)
        if ours:
            lefts.append(join(ours))
            if beside and len(lefts) <= _HEADS:
                level.append(lefts[-1])
        end += 1
    return [lefts, rights], [*level, *rights[:_HEADS]], lines[end:]
