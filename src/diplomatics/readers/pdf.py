"""PDF → a Transcript: every printed line in reading order, as pdfium's characters and boxes show it.

Embedded files, forms and scripts are never opened or run. Pages that are images, or whose letters are not to
be trusted, go to `scan`. pdfium is not thread-safe: read in processes.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from typing import Final, NamedTuple

from diplomatics.model.errors import ReadError
from diplomatics.model.transcript import Remark, Source, Transcript
from diplomatics.readers.layout import pdfium
from diplomatics.readers.layout.glyphs import MOST_CHARACTERS, read_page
from diplomatics.readers.layout.rows import rows_of
from diplomatics.readers.layout.sequence import Rowed, lines_of
from diplomatics.readers.scan import Scanner
from diplomatics.readers.scan_modes import SECONDS, Ocr

MOST_PAGES: Final = 5_000
"""Pages of one file that are read."""


def read_pdf(
    data: bytes, name: str, *, seconds: float = SECONDS, most_pages: int = MOST_PAGES, ocr: Ocr = "auto"
) -> Transcript:
    """The printed lines of a PDF in reading order.

    Every page that can be read is read; what could not be read is told in remarks. `ocr` tells which
    pages are read from their image (see `scan`). Raises `ReadError` for a file that needs a password
    or that pdfium cannot open.
    """
    with _open(data, name) as document:
        if not document.pages:
            raise ReadError(name, "the PDF has no pages", "check that the download was complete")
        remarks = _Remarks(document)
        limits = _Limits(time.monotonic() + seconds, seconds, most_pages)
        lines = lines_of(_pages(document, limits, remarks, Scanner(ocr)))
        digest = hashlib.sha256(data).hexdigest()
        source = Source(name=name, sha256=digest, media_type="application/pdf", pages=document.pages)
        return Transcript(source=source, lines=lines, remarks=tuple(remarks.found))


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


def _pages(document: pdfium.Opened, limits: _Limits, remarks: _Remarks, scanner: Scanner) -> Iterator[Rowed]:
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
        if page.cut:
            remarks.add("pdf.limit", f"page {page.number} was read up to {MOST_CHARACTERS:,} characters", page.number)
        rowed = Rowed(page, rows_of(page.words, page.number))
        rowed, said = scanner.look(document.handle, rowed, limits.deadline - time.monotonic())
        remarks.found.extend(said)
        yield rowed
