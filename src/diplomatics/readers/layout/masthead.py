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
from typing import Final

from diplomatics.readers.layout.page import Page, Row
from diplomatics.readers.layout.rows import join
from diplomatics.readers.layout.rules import joined

Lines = list[list[Row]]

LOWEST: Final = 0.48
"""A masthead ends within this share of the height of page 1."""

_MIDDLE: Final = 0.5
_TOGETHER: Final = 4.0


def split(lines: Lines, page: Page) -> tuple[list[list[Row]], Lines]:
    """The blocks of the masthead in reading order, and the lines below it.

    A page without the rules of a masthead has none.
    """
    ruled = [
        rule.y0
        for rule in joined(page.across)
        if rule.x1 - rule.x0 > 0.6 * page.width and rule.y0 < LOWEST * page.height
    ]
    if page.number != 1 or not ruled:
        return [], lines
    ruled = ruled[:2]
    above = [line for line in lines if line[0].base < ruled[-1]]
    if not any(row.x0 > _MIDDLE * page.width for line in above for row in line):
        return [], lines
    below = lines[len(above) :]
    blocks: list[list[Row]] = []
    begin = 0.0
    for end in ruled:
        zone = [line for line in above if begin <= line[0].base < end]
        blocks.extend(_two_sides(zone, page))
        begin = end
    sides, rest = _side_by_side(below, page)
    return [*blocks, *sides], rest


def _two_sides(zone: Lines, page: Page) -> list[list[Row]]:
    """What stands at the left of a zone, then what stands at its right."""
    edge = _right_edge(zone, page)
    left = [join(part) for line in zone if (part := [row for row in line if row.x0 < edge])]
    right = [join(part) for line in zone if (part := [row for row in line if row.x0 >= edge])]
    return [block for block in (left, right) if block]


def loosen(block: list[Row], page: Page) -> None:
    """Each line at the right of a masthead says something of its own, however close they stand."""
    if block and block[0].x0 > _MIDDLE * page.width:
        for row in block:
            row.gap = "blank"


def _right_edge(zone: Lines, page: Page) -> float:
    """Where the block at the right begins: a little left of most of its lines."""
    starts = Counter(round(row.x0) for line in zone for row in line if row.x0 > _MIDDLE * page.width)
    return max(starts.items(), key=lambda item: (item[1], item[0]))[0] - 2.0 if starts else page.width


def _side_by_side(lines: Lines, page: Page) -> tuple[list[list[Row]], Lines]:
    """Two blocks that stand side by side directly below the masthead; the left one may be longer."""
    if not lines or len(lines[0]) < 2:
        return [], lines
    left, right = lines[0][0], lines[0][-1]
    if right.x0 - left.x1 < 2 * right.size or right.x0 < 0.3 * page.width or abs(left.size - right.size) > 0.6:
        return [], lines
    lefts: list[Row] = []
    rights: list[Row] = []
    end = 0
    for line in lines:
        beside = [row for row in line if abs(row.x0 - right.x0) < _TOGETHER]
        ours = [row for row in line if row not in beside]
        if ours and (ours[0].x0 - left.x0 > ours[0].size or ours[0].size > left.size + 1.5):
            break
        if len(beside) < len(line) and ours and ours[-1].x1 > right.x0 and not beside and not rights:
            break
        rights.extend(beside)
        if ours:
            lefts.append(join(ours))
        end += 1
    return [lefts, rights], lines[end:]
