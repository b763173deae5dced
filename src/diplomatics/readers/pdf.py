"""PDF → a Transcript: every printed line in reading order, as pdfium's characters and boxes show it.

Embedded files, forms and scripts are never opened or run. pdfium is not thread-safe: read in processes.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter, deque
from collections.abc import Iterator
from typing import Final, NamedTuple

from diplomatics.model.errors import ReadError
from diplomatics.model.transcript import Box, Line, Remark, Source, Transcript
from diplomatics.readers.layout import pdfium, running
from diplomatics.readers.layout.compose import Resolve, compose
from diplomatics.readers.layout.glyphs import MOST_CHARACTERS, read_page
from diplomatics.readers.layout.page import Page, Row
from diplomatics.readers.layout.rows import rows_of
from diplomatics.readers.layout.sheet import Sheet, put_in_order

MOST_PAGES: Final = 5_000
"""Pages of one file that are read."""

SECONDS: Final = 120.0
"""Time for one file, looked at between pages."""

_AROUND: Final = 2
"""Pages before and after a page with which its running lines are compared (left and right pages differ)."""

_UNKNOWN: Final = 0.02


class _Open(NamedTuple):
    """A page that was read and waits to be put in order."""

    page: Page
    lines: list[list[Row]]
    keys: set[running.Key]


def read_pdf(data: bytes, name: str, *, seconds: float = SECONDS, most_pages: int = MOST_PAGES) -> Transcript:
    """The printed lines of a PDF in reading order.

    Every page that can be read is read; what could not be read is told in remarks. Raises `ReadError`
    for a file that needs a password or that pdfium cannot open.
    """
    with _open(data, name) as document:
        if not document.pages:
            raise ReadError(name, "the PDF has no pages", "check that the download was complete")
        remarks = _Remarks(document)
        lines = _Lines()
        limits = _Limits(time.monotonic() + seconds, seconds, most_pages)
        for page, sheet in _sheets(_pages(document, limits, remarks)):
            lines.add(page, sheet)
        digest = hashlib.sha256(data).hexdigest()
        source = Source(name=name, sha256=digest, media_type="application/pdf", pages=document.pages)
        return Transcript(source=source, lines=tuple(lines.done), remarks=tuple(remarks.found))


def _open(data: bytes, name: str) -> pdfium.Opened:
    try:
        return pdfium.Opened(data)
    except pdfium.CannotOpen as error:
        if error.encrypted:
            raise ReadError(name, "the PDF is encrypted and needs a password", "save it without one") from error
        raise ReadError(name, "the PDF is damaged and cannot be opened", "download or export it again") from error


class _Limits(NamedTuple):
    """When to stop: the moment, the seconds that it stands for, and the number of pages."""

    deadline: float
    seconds: float
    pages: int


class _Remarks:
    """What could not be read, or was read with difficulty."""

    def __init__(self, document: pdfium.Opened) -> None:
        self.found: list[Remark] = []
        attached: int = pdfium.attachment_count(document.handle)
        if attached > 0:
            self.add("pdf.embedded_files", f"{attached} embedded files were not opened")

    def add(self, code: str, message: str, page: int | None = None) -> None:
        self.found.append(Remark(code, message, page))

    def look_at(self, page: Page) -> None:
        number = page.number
        if not page.characters and page.pictured > 0.02:
            self.add("page.image", f"page {number} is an image and was not read", number)
        if page.hidden * 2 > page.characters > 0:
            self.add("pdf.ocr_layer", f"the words of page {number} are those of a scanner", number)
        if page.unknown > max(3, _UNKNOWN * page.characters):
            self.add("pdf.unreadable_characters", f"{page.unknown} characters of page {number} have no meaning", number)
        if page.cut:
            self.add("pdf.limit", f"page {number} was read up to {MOST_CHARACTERS:,} characters", number)


def _pages(document: pdfium.Opened, limits: _Limits, remarks: _Remarks) -> Iterator[Page]:
    """The pages that can be read, within the limits of number and time."""
    count = document.pages
    for index in range(count):
        if index >= limits.pages:
            beyond = f"there are more than {limits.pages:,}"
            remarks.add("pdf.limit", f"pages {index + 1} to {count} were not read: {beyond}")
            return
        if time.monotonic() > limits.deadline:
            over = f"{limits.seconds:g} seconds were over"
            remarks.add("pdf.time", f"pages {index + 1} to {count} were not read: {over}")
            return
        try:
            page = read_page(document.handle, index)
        except ValueError:
            remarks.add("pdf.damaged_page", f"page {index + 1} is damaged and was not read", index + 1)
            continue
        remarks.look_at(page)
        yield page


def _sheets(pages: Iterator[Page]) -> Iterator[tuple[Page, Sheet]]:
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

    for page in pages:
        lines = rows_of(page.words, page.number)
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
    )
