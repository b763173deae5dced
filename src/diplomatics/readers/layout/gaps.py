"""Where paragraphs begin: what separates a row from the one before, as the geometry shows it."""

from __future__ import annotations

import itertools
import re
from typing import Final

from diplomatics.model.transcript import Gap
from diplomatics.readers.layout.page import BOLD, TYPED, Row

LEADING: Final = 1.2
"""The usual distance of baselines, in ems."""

WIDE: Final = 1.22
"""A distance of baselines larger than the usual by this factor parts paragraphs."""

_FLUSH: Final = 0.6
"""Lines set flush right may take this share of their column before they are broken."""

_ENUMERATION: Final = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[A-Z]|[IVX]{1,5})[.)]|[•▪➢✓]")
_LEADERS: Final = re.compile(r"[.…]{3}|^[.…]+$")
_LABEL: Final = re.compile(r"[(（\[‘]?\w{1,5}(?:[./–-]\w{1,4})*[.)）\]/:’]*|[•▪➢✓–—−*-]")


def leadings(rows: list[Row]) -> dict[int, float]:
    """The usual distance of baselines for each size (in half points) of text that occurs in these rows.

    It is the smallest distance that at least a quarter of the neighbours of this size have.
    """
    steps: dict[int, list[float]] = {}
    for above, row in itertools.pairwise(rows):
        step = row.base - above.base
        if row.page == above.page and row.flow == above.flow and abs(row.size - above.size) < 0.3 and step > 0:
            steps.setdefault(round(2 * row.size), []).append(step)
    out: dict[int, float] = {}
    for size, found in steps.items():
        found.sort()
        usual = [step for step in found if step < 1.3 * size]
        if len(usual) >= 3:
            at = next((step for step in usual if sum(abs(o - step) < 0.6 for o in usual) * 4 >= len(usual)), usual[0])
            out[size] = max(at, size * 0.5)
    return out


def part(rows: list[Row], usual: dict[int, float], left: float, right: float) -> None:
    """Sets the gap before each row of one stretch of text, which runs down one column.

    `left` and `right` are the edges of the column. The first row of the stretch keeps its gap.
    """
    fresh = True
    for index in range(1, len(rows)):
        above, row = rows[index - 1], rows[index]
        row.gap = gap(above, row, fresh, usual, left, right)
        fresh = row.gap != "line"
    begin = 0
    for index in range(1, len(rows) + 1):
        if index == len(rows) or rows[index].gap != "line":
            _break_short(rows[begin:index], left, right)
            begin = index


def _break_short(block: list[Row], left: float, right: float) -> None:
    """Marks the rows of a block that begin on a new line although there was room on the row above.

    A block narrower than its column (a title) is held against its own widest row; lines set flush
    right (a signature) against the greater part of the column.
    """
    last = block[-1]
    flush = max(abs(row.x1 - last.x1) for row in block) < 2.5 and not last.rtl
    if flush and max(row.x0 for row in block) - left > 0.4 * (right - left):
        for above, row in itertools.pairwise(block):
            if above.x1 - above.x0 + _first_width(row) < _FLUSH * (right - left):
                row.gap = "break"
        return
    edge = max(row.x1 for row in block)
    if edge > right - 1.5 * last.size:
        edge = right
    for above, row in itertools.pairwise(block):
        if not row.rtl and above.x1 + 0.3 * row.size + _first_width(row) < edge - 0.3 * row.size:
            row.gap = "break"


def gap(above: Row, row: Row, fresh: bool, usual: dict[int, float], left: float, right: float) -> Gap:
    """What separates two neighbours of one column.

    `fresh` tells that the row above begins a paragraph: its indent says nothing of the margin.
    """
    size = max(above.size, row.size)
    step = row.base - above.base
    leading = usual.get(round(2 * size), LEADING * size)
    if step > max(WIDE * leading, 1.05 * size) or step < 0 or abs(above.size - row.size) > 0.75:
        return "blank"
    if row.cells or above.cells or row.role != above.role or _changes_weight(above, row):
        return "blank"
    if _ends_with_leaders(above) or _is_labelled(row) or _is_tabbed(above, row):
        return "blank"
    return "blank" if _moved(above, row, fresh, left, right) else "line"


def _moved(above: Row, row: Row, fresh: bool, left: float, right: float) -> bool:
    """Whether the row is indented against the text above it, or stands out to its side."""
    if row.rtl:
        shift, kept = above.x1 - row.x1, abs(above.x0 - row.x0) < 2
    else:
        shift, kept = row.x0 - above.x0, abs(above.x1 - row.x1) < 2
    em = row.size
    if abs(shift) <= 0.8 * em or _centred_pair(above, row):
        return False
    inside = min(above.x0, row.x0) > left + 4 * em if not row.rtl else max(above.x1, row.x1) < right - 4 * em
    if kept and inside:
        return False  # lines set flush to the far margin
    if shift > 0:
        return not _hangs(above, row)
    return not fresh


def _hangs(above: Row, row: Row) -> bool:
    """Whether a row begins where the text of the row above does, behind its label."""
    label = above.words[0].text
    for before, word in zip(above.words, above.words[1:], strict=False):
        apart = (before.x0 - word.x1) if row.rtl else (word.x0 - before.x1)
        away = abs(word.x1 - row.x1) if row.rtl else abs(word.x0 - row.x0)
        if away < 2.5 and (apart > 0.45 * word.size or _LABEL.fullmatch(label)):
            return True
        label += word.text
    return False


def _ends_with_leaders(row: Row) -> bool:
    """Whether a row of a table of contents ends: dots that lead to the number of a page."""
    last = row.words[-1].text.lstrip(".…")
    dots = row.words[-2].text if len(row.words) > 1 and len(last) == len(row.words[-1].text) else row.words[-1].text
    return last.isdigit() and _LEADERS.search(dots) is not None


def _is_labelled(row: Row) -> bool:
    """Whether a row begins with a number or letter that a gap, wider than its spaces, sets apart."""
    if len(row.words) < 3 or row.rtl or not _ENUMERATION.fullmatch(row.words[0].text):
        return False
    gaps = [word.x0 - before.x1 for before, word in itertools.pairwise(row.words) if word.spaced]
    return bool(gaps) and gaps[0] == max(gaps) and gaps[0] > 0.75 * row.size and gaps[0] > 1.6 * min(gaps)


def _is_tabbed(above: Row, row: Row) -> bool:
    """Whether both rows are parted by a wide gap at one place: a list in columns that no rule frames."""
    if row.rtl:
        return False
    places = [word.x0 for before, word in itertools.pairwise(row.words) if word.x0 - before.x1 > 2.5 * row.size]
    return any(
        word.x0 - before.x1 > 2.5 * row.size and any(abs(word.x0 - place) < 2 for place in places)
        for before, word in (itertools.pairwise(above.words) if places else ())
    )


def _changes_weight(above: Row, row: Row) -> bool:
    """Whether a bold row meets one that is not, or the reverse, just at the end of the line."""
    if above.bold == row.bold:
        return False
    return (above.words[-1].style & BOLD) != (row.words[0].style & BOLD)


def _centred_pair(above: Row, row: Row) -> bool:
    return abs((above.x0 + above.x1) - (row.x0 + row.x1)) < 4


def _first_width(row: Row) -> float:
    """The width of the first word of a row, with those that a no-break space ties to it.

    A space that is not in the file but only in its geometry is a no-break space.
    """
    first = row.words[0]
    edge = first.x1
    for word in row.words[1:]:
        if word.x0 - edge > 0.18 * word.size and (word.spaced == TYPED or word.style != first.style):
            break
        edge = word.x1
    return edge - first.x0
