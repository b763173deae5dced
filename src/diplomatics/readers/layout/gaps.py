"""Where paragraphs begin: what separates a row from the one before, as the geometry shows it."""

from __future__ import annotations

import re
from typing import Final

from diplomatics.model.transcript import Gap
from diplomatics.readers.layout.page import Row

LEADING: Final = 1.2
"""The usual distance of baselines, in ems."""

WIDE: Final = 1.22
"""A distance of baselines larger than the usual by this factor parts paragraphs."""

_LABEL: Final = re.compile(r"[(（\[]?[\w٠-٩]{1,5}(?:[.)）\]/]|\.\d{1,2})*|[•▪➢✓–—−*-]")


def leadings(rows: list[Row]) -> dict[int, float]:
    """The usual distance of baselines for each size (in half points) of text that occurs in these rows.

    It is the smallest distance that at least a quarter of the neighbours of this size have.
    """
    steps: dict[int, list[float]] = {}
    for above, row in zip(rows, rows[1:], strict=False):
        step = row.base - above.base
        if row.page == above.page and row.flow == above.flow and abs(row.size - above.size) < 0.3 and step > 0:
            steps.setdefault(round(2 * row.size), []).append(step)
    out: dict[int, float] = {}
    for size, found in steps.items():
        found.sort()
        usual = [step for step in found if step < 1.3 * size]
        if len(usual) >= 3:
            at = next(
                (step for step in usual if sum(abs(o - step) < 0.6 for o in usual) * 4 >= len(usual)), usual[0]
            )
            out[size] = max(at, size * 0.5)
    return out


def part(rows: list[Row], usual: dict[int, float], right: float) -> None:
    """Sets the gap before each row of one stretch of text, which runs down one column.

    `right` is the right edge of the column. The first row of the stretch keeps its gap.
    """
    fresh = True
    for index in range(1, len(rows)):
        above, row = rows[index - 1], rows[index]
        below = rows[index + 1] if index + 1 < len(rows) else None
        row.gap = gap(above, row, below, fresh, usual, right)
        fresh = row.gap != "line"


def gap(above: Row, row: Row, below: Row | None, fresh: bool, usual: dict[int, float], right: float) -> Gap:
    """What separates two neighbours of one column.

    `fresh` tells that the row above begins a paragraph: its indent says nothing of the margin.
    """
    size = max(above.size, row.size)
    step = row.base - above.base
    leading = usual.get(round(2 * size), LEADING * size)
    if step > max(WIDE * leading, 1.05 * size) or step < 0 or abs(above.size - row.size) > 0.75:
        return "blank"
    if row.cells or above.cells or row.role != above.role or above.bold != row.bold:
        return "blank"
    if _moved(above, row, below, fresh, right):
        return "blank"
    if _ends_short(above, row, right):
        return "break"
    return "line"


def _moved(above: Row, row: Row, below: Row | None, fresh: bool, right: float) -> bool:
    """Whether the row is indented against the text above it, or stands out to its side."""
    if row.rtl:
        shift, kept = above.x1 - row.x1, abs(above.x0 - row.x0) < 2
    else:
        shift, kept = row.x0 - above.x0, abs(above.x1 - row.x1) < 2
    em = row.size
    if abs(shift) <= 0.8 * em or _centred_pair(above, row):
        return False
    if kept and above.x1 < right + 2 and shift > 0 and not _fills(above, right):
        return False  # lines set flush right
    if shift > 0:
        return abs(_hang(above) - shift) > 0.6 * em
    return not fresh


def _hang(row: Row) -> float:
    """How far the text of a row stands in from its label; 0 for a row without a label."""
    first, *rest = row.words
    label = first.text
    edge = first.x1 if not row.rtl else first.x0
    for word in rest:
        apart = (edge - word.x1) if row.rtl else (word.x0 - edge)
        if apart > 0.16 * word.size:
            if not _LABEL.fullmatch(label):
                return 0.0
            return (row.x1 - word.x1) if row.rtl else (word.x0 - row.x0)
        label += word.text
        edge = word.x0 if row.rtl else word.x1
        if len(label) > 8:
            return 0.0
    return 0.0


def _centred_pair(above: Row, row: Row) -> bool:
    return abs((above.x0 + above.x1) - (row.x0 + row.x1)) < 4


def _fills(row: Row, right: float) -> bool:
    return row.x1 > right - 1.5 * row.size


def _ends_short(above: Row, row: Row, right: float) -> bool:
    """Whether the first word of a row would have had room on the row above."""
    if row.rtl:
        return False
    first = row.words[0]
    edge = first.x1
    for word in row.words[1:]:
        if word.x0 - edge > 0.18 * word.size:
            break
        edge = word.x1
    return above.x1 + 0.3 * row.size + (edge - first.x0) < right - 0.3 * row.size
