"""Ruled tables → rows of cells, the lines of a wrapped cell joined.

A table is what stands between horizontal rules of about one width and is parted by vertical channels.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from diplomatics.readers.layout.bidi import is_rtl
from diplomatics.readers.layout.page import TYPED, Page, Row, Rule, Word, row_of
from diplomatics.readers.layout.rules import hull, levels, underlines

Lines = list[list[Row]]
Channel = tuple[float, float]

_FIGURE: Final = re.compile(r"[\d\s.,()%$€+−–—-]+")
_MARGIN: Final = 9.0
_SHORTEST: Final = 60.0
_DEEPEST: Final = 40.0
"""A rule this far below the last line before it does not close its table."""

_LOOSEST: Final = 1.35
"""In ems: lines of one cell stand no farther apart than this."""


class Table(NamedTuple):
    """A table: the first and the last (exclusive) of the lines that it takes, and its rows."""

    start: int
    end: int
    rows: list[Row]


def find(lines: Lines, page: Page, top: float = 0.0) -> list[Table]:
    """The ruled tables among the lines of a page, from top to bottom; rules above `top` are not theirs."""
    if not lines:
        return []
    drawn = [rule for rule in page.across if rule.y0 > top + 1 and not underlines(rule, lines)]
    ruled = [rule for level in levels(drawn) if (rule := hull(level)).x1 - rule.x0 > _SHORTEST]
    found: list[Table] = []
    index = 0
    while index < len(ruled):
        own = _rules_of_table(lines, page, ruled, index)
        table = _table(lines, page, own) if len(own) > 1 else None
        if table is not None and (not found or table.start >= found[-1].end):
            found.append(table)
            bottom = own[-1].y0
            index = next((i for i in range(index, len(ruled)) if ruled[i].y0 > bottom), len(ruled))
        else:
            index += 1
    return found


def _between(lines: Lines, top: Rule, bottom: Rule) -> Lines:
    return [line for line in lines if top.y0 < line[0].base < bottom.y1 + 1]


def _rules_of_table(lines: Lines, page: Page, ruled: list[Rule], first: int) -> list[Rule]:
    """The rules of the table that begins with a rule; that rule alone if none does."""
    own = [ruled[first]]
    for bottom in ruled[first + 1 :]:
        top = own[-1]
        shared = min(top.x1, bottom.x1) - max(top.x0, bottom.x0)
        widths = (top.x1 - top.x0, bottom.x1 - bottom.x0)
        if shared < 0.6 * min(widths) or min(widths) < 0.25 * max(widths):
            break
        whole = hull([*own, bottom])
        inside = _between(lines, top, bottom)
        if any(row.x0 < whole.x0 - _MARGIN or row.x1 > whole.x1 + _MARGIN for line in inside for row in line):
            break
        if not _drawn(page, hull([top, bottom])):
            if inside and bottom.y0 - inside[-1][0].base > _DEEPEST:
                break
            if inside and not any(len(line) > 1 for line in inside) and bottom.y0 - top.y0 > _DEEPEST:
                break
        own.append(bottom)
    return own


def _table(lines: Lines, page: Page, ruled: list[Rule]) -> Table | None:
    whole = hull(ruled)
    start = next((i for i, line in enumerate(lines) if line[0].base > whole.y0), len(lines))
    end = next((i for i, line in enumerate(lines) if line[0].base > whole.y1), len(lines))
    if end - start < 1:
        return None
    gutters = _drawn(page, whole)
    if gutters:
        return Table(start, end, _rows(lines[start:end], gutters, ruled, boxed=True))
    if sum(len(line) > 1 for line in lines[start:end]) * 5 < end - start:
        return None
    channels = _channels(lines[start:end], whole)
    end, channels = _grown(lines, end, channels, whole)
    gutters = [(left + right) / 2 for left, right in channels]
    return Table(start, end, _rows(lines[start:end], gutters, ruled, boxed=False)) if gutters else None


def _channels(lines: Lines, whole: Rule) -> list[Channel]:
    """The vertical channels that part the columns of a table. Lines that span it are not asked."""
    inner = [line for line in lines if len(line) > 1 or line[0].x1 - line[0].x0 < 0.55 * (whole.x1 - whole.x0)]
    spans = sorted((word.x0, word.x1) for line in inner for row in line for word in row.words)
    channels: list[Channel] = []
    reach = spans[0][1] if spans else 0.0
    for x0, x1 in spans:
        if x0 - reach > 2.5:
            channels.append((reach, x0))
        reach = max(reach, x1)
    return [channel for channel in channels if _parts(inner, sum(channel) / 2)]


def _grown(lines: Lines, end: int, channels: list[Channel], whole: Rule) -> tuple[int, list[Channel]]:
    """The end of a table that goes on below its last rule, and the channels that are left then.

    At the foot of a page a table often has no rule to close it. It ends before the first line that
    runs across its channels, or stands far below the line before. The head of a table leaves wide
    channels; its lines may leave several places free in one of them, until another line decides.
    """
    last = end
    free = [[channel] for channel in channels]
    kept = free
    for index in range(end, len(lines)):
        line = lines[index]
        step = line[0].base - lines[index - 1][0].base
        if line[0].x0 < whole.x0 - _MARGIN or line[-1].x1 > whole.x1 + _MARGIN or step > 4 * line[0].size:
            break
        left = [_cut(places, line) for places in free]
        if sum(map(bool, left)) < max(1, 0.75 * len(channels)):
            if _heads_rows(lines, index, free):
                continue
            break
        free = left
        if len(line) > 1 or (last == index and step < 1.6 * line[0].size):
            last, kept = index + 1, free
    widest = [max(places, key=lambda place: place[1] - place[0]) for places in kept if places]
    return last, widest


def _heads_rows(lines: Lines, index: int, free: list[list[Channel]]) -> bool:
    """Whether a line that spans the table is a heading among its rows: the next line has cells again."""
    if len(lines[index]) > 1 or index + 1 == len(lines) or len(lines[index + 1]) < 2:
        return False
    return all(_cut(places, lines[index + 1]) for places in free if places)


def _cut(places: list[Channel], line: list[Row]) -> list[Channel]:
    """What a line leaves free of some places between columns."""
    room = 0.3 * line[0].size
    for row in line:
        for word in row.words:
            if any(word.x0 < right and word.x1 > left for left, right in places):
                parts = [
                    part
                    for left, right in places
                    for part in ((left, min(right, word.x0)), (max(left, word.x1), right))
                ]
                places = list({part for part in parts if part[1] - part[0] > room})
    return places


def _parts(lines: Lines, place: float) -> bool:
    """Whether lines are really set apart at a place, not only by the chance of their word spaces."""
    apart = both = 0
    for line in lines:
        if line[0].x0 < place < line[-1].x1:
            both += 1
            apart += not any(row.x0 < place < row.x1 for row in line)
    return both > 0 and apart * 2 >= both


def _drawn(page: Page, whole: Rule) -> list[float]:
    """The places of vertical rules inside a table that together are at least half as high as it."""
    heights: dict[int, list[Rule]] = {}
    for rule in page.down:
        if whole.x0 + 4 < rule.x0 < whole.x1 - 4 and rule.y1 > whole.y0 and rule.y0 < whole.y1:
            heights.setdefault(round(rule.x0 / 3), []).append(rule)
    return sorted(
        sum(rule.x0 for rule in rules) / len(rules)
        for rules in heights.values()
        if sum(rule.y1 - rule.y0 for rule in rules) > 0.5 * (whole.y1 - whole.y0)
    )


def _rows(lines: Lines, gutters: list[float], ruled: list[Rule], *, boxed: bool) -> list[Row]:
    """The rows of the table: lines joined where a cell is wrapped. In a `boxed` table rules part all rows."""
    grid = [_cells(line, gutters) for line in lines]
    steps = _steps(lines, grid)
    head = ruled[1].y1 if len(ruled) > 1 else 0.0
    known = sorted(
        step
        for line, own in zip(lines, steps, strict=True)
        for step in own
        if step > 0.9 * line[0].size and line[0].base - step > head
    )
    tight = known[len(known) // 10] * 1.15 + 0.5 if known else 0.0
    even = not known or known[-1] <= tight
    groups: list[list[int]] = []
    for index in range(len(lines)):
        parted = index > 0 and _ruled_off(lines[index - 1], lines[index], ruled)
        if not index or parted or (not boxed and _begins(lines, grid, index, steps[index], tight, even, ruled)):
            groups.append([])
        groups[-1].append(index)
    return [_merged([grid[index] for index in group], lines[group[0]][0].page) for group in groups]


def _ruled_off(above: list[Row], line: list[Row], ruled: list[Rule]) -> bool:
    return any(above[0].base < (rule.y0 + rule.y1) / 2 < line[0].base for rule in ruled)


def _steps(lines: Lines, grid: list[list[list[Word]]]) -> list[list[float]]:
    """For each line and column, how far below the last words of its column the words stand; 0 for none."""
    out: list[list[float]] = []
    last = [0.0] * len(grid[0])
    for line, cells in zip(lines, grid, strict=True):
        base = line[0].base
        out.append([base - last[column] if cell and last[column] else 0.0 for column, cell in enumerate(cells)])
        last = [base if cell else last[column] for column, cell in enumerate(cells)]
    return out


def _begins(
    lines: Lines,
    grid: list[list[list[Word]]],
    index: int,
    steps: list[float],
    tight: float,
    even: bool,
    ruled: list[Rule],
) -> bool:
    """Whether a line begins a row of its own rather than going on in the cells above it.

    It goes on where the words of any column stand as close below those before them as lines of one cell
    do. Figures below figures are rows; so is every line with a first cell in a table without spacing.
    """
    above, line = lines[index - 1][0].base, lines[index][0].base
    if len(ruled) > 2 and line < ruled[1].y1:
        return False  # the head of the table
    figures = [_is_figure(a) and _is_figure(b) for a, b in zip(grid[index - 1][1:], grid[index][1:], strict=True)]
    if any(figures):
        return True
    if any(0 < step <= min(tight, _LOOSEST * lines[index][0].size) for step in steps):
        return even and bool(grid[index][0]) and sum(map(bool, grid[index])) > 1
    return bool(grid[index][0]) or line - above > tight


def _is_figure(words: list[Word]) -> bool:
    return bool(words) and _FIGURE.fullmatch(" ".join(word.text for word in words if not word.rise) or "x") is not None


def _cells(line: list[Row], gutters: list[float]) -> list[list[Word]]:
    """The words of a line by column."""
    cells: list[list[Word]] = [[] for _ in range(len(gutters) + 1)]
    for row in line:
        if not any(row.x0 < gutter < row.x1 for gutter in gutters):
            column = sum(gutter < (row.x0 + row.x1) / 2 for gutter in gutters)
            cells[column].extend(_apart(row.words, cells[column]))
            continue
        spans = any(word.x0 < gutter < word.x1 for word in row.words for gutter in gutters)
        for word in row.words:
            at = row.x0 + 1 if spans else (word.x0 + word.x1) / 2
            cells[sum(gutter < at for gutter in gutters)].append(word)
    return cells


def _apart(words: list[Word], before: list[Word]) -> list[Word]:
    return [words[0]._replace(spaced=TYPED), *words[1:]] if before and words else words


def _merged(parts: list[list[list[Word]]], page: int) -> Row:
    """One row of the lines of its cells."""
    cells: list[list[Word]] = []
    for column in range(len(parts[0])):
        words: list[Word] = []
        for part in parts:
            words.extend(_apart(part[column], words))
        cells.append(words)
    words = [word for cell in cells for word in cell]
    row = row_of(words, page, is_rtl(words))
    if row.rtl:
        cells.reverse()
    row.cells = cells
    row.role = "row"
    return row
