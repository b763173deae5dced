"""One page put in order: heads, text, notes, feet, every row with its role and the gap before it."""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple

from diplomatics.readers.layout import columns, gaps, masthead, notes, running, tables
from diplomatics.readers.layout.page import Page, Row, row_of

_INDENT: Final = 1.5


class Sheet(NamedTuple):
    """The rows of a page in reading order."""

    head: list[Row]
    text: list[Row]
    notes: list[Row]
    foot: list[Row]


def put_in_order(page: Page, lines: list[list[Row]], repeated: set[running.Key], body: float) -> Sheet:
    """The rows of a page in reading order.

    `lines` are the page's rows in segments (see `rows`), `repeated` the keys of the running lines of
    the pages around it, `body` the size in which most of the document is set.
    """
    head, rest, foot = running.split(lines, page, repeated, body)
    rest, drawn, below = notes.split(rest, page, body)
    mast, rest = masthead.split(rest, page)
    flows = list(mast.blocks)
    begin = 0
    for table in tables.find(rest, page, mast.bottom):
        flows.extend(columns.in_order(rest[begin : table.start]))
        flows.append(table.rows)
        begin = table.end
    flows.extend(columns.in_order(rest[begin:]))
    flows = [flow for flow in flows if flow]
    for number, flow in enumerate(flows):
        for row in flow:
            row.flow = number
    text = [row for flow in flows for row in flow]
    usual = gaps.leadings(text)
    _part(flows, usual, page)
    for row in mast.loose:
        row.gap = "blank"
    notes.below_tables(text, body, f"table-note-{page.number}-")
    for row in text:
        if not row.role and notes.is_drawn(row):
            row.role = "other"
    rules = _as_running(drawn)
    return Sheet(
        _as_running(head),
        text,
        notes.group(below, f"note-{page.number}-"),
        [*rules, *_as_running(foot), *_sideways(page)],
    )


def _part(flows: list[list[Row]], usual: dict[int, float], page: Page) -> None:
    """Sets the gaps in every stretch, and between stretches."""
    above: list[Row] = []
    for flow in flows:
        left, right = edges(flow)
        gaps.part(flow, usual, left, right)
        for row in flow:
            row.centred = _is_centred(row, left, right)
        first = flow[0]
        if above and not first.cells and not above[-1].cells and _goes_on(above, first, left):
            first.gap = "line"
        above = flow
    if flows and page.number > 1:
        flows[0][0].gap = "page"


def _goes_on(above: list[Row], first: Row, left: float) -> bool:
    """Whether a paragraph goes on at the top of the next column."""
    last = above[-1]
    full = last.x1 > edges(above)[1] - last.size
    higher = first.base < last.base
    return higher and full and abs(first.x0 - left) < 0.5 * first.size and abs(first.size - last.size) < 0.3


def edges(rows: list[Row]) -> tuple[float, float]:
    """The left and right edges of a stretch of text: where most of its lines begin and end."""
    ends = Counter(round(row.x1 / 2) for row in rows)
    starts = Counter(round(row.x0 / 2) for row in rows)
    most, count = max(ends.items(), key=lambda item: (item[1], item[0]))
    right = 2.0 * most if count >= 4 else max(row.x1 for row in rows)
    most, count = max(starts.items(), key=lambda item: (item[1], -item[0]))
    left = 2.0 * most if count >= 4 else min(row.x0 for row in rows)
    return left, right


def _is_centred(row: Row, left: float, right: float) -> bool:
    inset = _INDENT * row.size
    return row.x0 > left + inset and row.x1 < right - inset and abs((row.x0 + row.x1) - (left + right)) < 8


def _as_running(lines: list[list[Row]]) -> list[Row]:
    rows = [row for line in lines for row in line]
    for row in rows:
        row.role, row.gap = "running", "blank"
    return rows


def _sideways(page: Page) -> list[Row]:
    """The words that are set vertically, in the order of the file, as one row for each line."""
    out: list[Row] = []
    for word in page.aside:
        near = out and abs(out[-1].words[-1].x1 - word.x1) < 2 and abs(out[-1].words[-1].y1 - word.y0) < 300
        if near:
            out[-1] = row_of([*out[-1].words, word], page.number)
        else:
            out.append(row_of([word], page.number))
    for row in out:
        row.role = "running"
    return out
