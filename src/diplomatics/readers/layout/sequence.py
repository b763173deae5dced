"""Pages in order → the lines of a transcript: each page is put in order beside those around it."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from diplomatics.model.transcript import Box, Line
from diplomatics.readers.layout import running
from diplomatics.readers.layout.compose import Resolve, compose
from diplomatics.readers.layout.page import Page, Row
from diplomatics.readers.layout.sheet import Sheet, put_in_order

_AROUND: Final = 2
"""Pages before and after a page with which its running lines are compared (left and right pages differ)."""


class Rowed(NamedTuple):
    """A page and its rows from top to bottom, each as its segments from left to right (see `rows`)."""

    page: Page
    lines: list[list[Row]]


def lines_of(pages: Iterable[Rowed]) -> tuple[Line, ...]:
    """The lines of all pages in reading order. The pages are taken one by one, and forgotten."""
    lines = _Lines()
    for page, sheet in _sheets(pages):
        lines.add(page, sheet)
    return tuple(lines.done)


class _Open(NamedTuple):
    """A page that was read and waits to be put in order."""

    page: Page
    lines: list[list[Row]]
    keys: set[running.Key]


def _sheets(pages: Iterable[Rowed]) -> Iterator[tuple[Page, Sheet]]:
    """The pages put in order; each is held against those around it, and is then forgotten."""
    sizes: Counter[float] = Counter()
    window: deque[_Open] = deque()
    at = 0

    def next_sheet() -> tuple[Page, Sheet]:
        current = window[at]
        around: set[running.Key] = set()
        for index, other in enumerate(window):
            if index != at:
                around |= other.keys
        body = sizes.most_common(1)[0][0] if sizes else 10.0
        return current.page, put_in_order(current.page, current.lines, around, body)

    for page, lines in pages:
        for line in lines:
            for row in line:
                sizes[row.size] += sum(len(word.text) for word in row.words)
        window.append(_Open(page, lines, running.keys(lines, page)))
        if len(window) > at + _AROUND:
            yield next_sheet()
            at += 1
            if at > _AROUND:
                window.popleft()
                at -= 1
    while at < len(window):
        yield next_sheet()
        at += 1


class _Lines:
    """The lines of the transcript as they grow, page by page."""

    def __init__(self) -> None:
        self.done: list[Line] = []
        self.note_end = 0
        """Where the last note ends, so that its continuation on the next page can be joined to it."""

    def add(self, page: Page, sheet: Sheet) -> None:
        """Adds the lines of a page. A note that goes on from the page before is joined to its beginning."""
        for row in sheet.head:
            self._put(row, _no_note)
        places = [(index, row) for index, row in enumerate([*sheet.text, *sheet.notes]) if row.number and row.id]
        for index, row in enumerate(sheet.text):
            self._put(row, _resolver(places, index) if places and row.role != "note" else _no_note)
        for row in sheet.notes:
            if not row.id and self.note_end:
                self.done.insert(self.note_end, _line(row, _no_note))
                self.note_end += 1
                continue
            self._put(row, _no_note)
            self.note_end = len(self.done)
        for row in sheet.foot:
            self._put(row, _no_note)

    def _put(self, row: Row, resolve: Resolve) -> None:
        line = _line(row, resolve)
        if line.text:
            self.done.append(line)


def _no_note(marker: str) -> str | None:
    return None


def _resolver(places: list[tuple[int, Row]], at: int) -> Resolve:
    """Finds the note of a marker: the next one on the page (tables repeat their letters)."""

    def resolve(marker: str) -> str | None:
        found = [(index, row) for index, row in places if row.number.rstrip("/") == marker.rstrip("/")]
        after = [row for index, row in found if index > at]
        return after[0].id if after else found[-1][1].id if found else None

    return resolve


def _line(row: Row, resolve: Resolve) -> Line:
    text, marks = compose(row, resolve)
    return Line(
        text=text,
        role=row.role,
        number=row.number,
        id=row.id if row.number else "",
        page=row.page,
        gap=row.gap,
        marks=marks,
        size=row.size,
        centred=row.centred,
        box=Box(row.page, round(row.x0, 2), round(row.y0, 2), round(row.x1, 2), round(row.y1, 2)),
        score=_score(row),
    )


def _score(row: Row) -> float | None:
    """The mean score of the words of a row that was read from an image."""
    if not row.words or row.words[0].score is None:
        return None
    scores = [word.score for word in row.words if word.score is not None]
    return round(sum(scores) / len(scores), 1)
