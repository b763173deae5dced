"""Bytes to a Transcript: what a file shows, line by line, before anything is judged.

    read_bytes(data, "letter.pdf")  →  Transcript

A reader is a callable `(data, name) -> Transcript`; it raises `ReadError` for bytes that it cannot
read. The format is found in the content; the name decides only where the content does not. Third
parties add readers by entry points of the group `diplomatics.readers`, named after a media type.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.metadata import entry_points
from typing import Final

from diplomatics.model.errors import ReadError
from diplomatics.model.transcript import Transcript
from diplomatics.readers.formats import media_type
from diplomatics.readers.scan_modes import SECONDS, Ocr

__all__ = ["LARGEST", "Ocr", "Reader", "read_bytes"]

Reader = Callable[[bytes, str], Transcript]

LARGEST: Final = 200_000_000
"""Bytes; a larger file is refused unread."""


def read_bytes(data: bytes, name: str, *, ocr: Ocr = "auto", seconds: float = SECONDS) -> Transcript:
    r"""What one file shows. `name` is what messages call it; it need not exist on a disk.

    `ocr` tells which pages are read from their image: "never", "auto" (those that need it), "always".
    `seconds` are looked at between pages; what was read until then is given.

    Raises `ReadError` for an empty, oversized or damaged file, and for one of a kind that is not read.

    >>> read_bytes(b"Annex\n\nThe words.", "x.txt").lines[1].text
    'The words.'
    """
    if not data.strip(b"\0 \t\r\n\x0c"):
        raise ReadError(name, "the file is empty", "check that the download or the copy was complete")
    if len(data) > LARGEST:
        raise ReadError(name, f"the file has {len(data):,} bytes, more than the {LARGEST:,} that are read", "split it")
    return _reader(media_type(data, name), name, ocr, seconds)(data, name)


def _reader(kind: str, name: str, ocr: Ocr, seconds: float) -> Reader:
    """The reader of a media type, imported only now: a PDF does not wait for the Word reader."""
    if kind == "text/plain":
        from diplomatics.readers.text import read_text

        return read_text
    if kind == "application/akn+xml":
        from diplomatics.readers.akn import read_akn

        return read_akn
    if kind.endswith("wordprocessingml.document"):
        from diplomatics.readers.docx import read_docx

        return read_docx
    if kind in ("application/msword", "application/rtf"):
        from diplomatics.readers.doc import read_doc

        return read_doc
    if kind == "text/html":
        from diplomatics.readers.html import read_html

        return read_html
    if kind == "application/pdf":
        from diplomatics.readers.pdf import read_pdf

        return partial(read_pdf, ocr=ocr, seconds=seconds)
    if kind in ("image/png", "image/jpeg", "image/tiff"):
        from diplomatics.readers.scan import read_image

        return partial(read_image, ocr=ocr, seconds=seconds)
    for point in entry_points(group="diplomatics.readers", name=kind):
        reader: Reader = point.load()
        return reader
    raise ReadError(
        name, f"this is {kind}, which is not read", "give PDF, Word, HTML, Akoma Ntoso, plain text or an image"
    )
