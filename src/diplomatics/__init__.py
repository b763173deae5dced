"""diplomatics reads official documents of the United Nations.

    bytes ─read→ Transcript ─structure→ Document ─record→ Record ─export→ out

    from diplomatics import read
    document = read("letter.txt")
    document.identity.symbols, document.identity.title
    for block in document.blocks:
        print(block.kind, document.words(block))

Every arrow is a function from values to values; nothing is stored inside a document after it is made.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from diplomatics.model.document import Document, outline
from diplomatics.model.errors import DiplomaticsError, InvalidDocument, ReadError, StaleSpan
from diplomatics.model.record import Record

if TYPE_CHECKING:
    from typing import BinaryIO

    from diplomatics.readers.scan_modes import Ocr

__all__ = [
    "DiplomaticsError", "Document", "InvalidDocument", "ReadError", "Record", "StaleSpan",
    "export", "outline", "read", "record",
]  # fmt: skip


def read(
    source: str | os.PathLike[str] | bytes | BinaryIO, *, name: str = "", ocr: Ocr = "auto", seconds: float = 300.0
) -> Document:
    r"""Read a document: from a path, from bytes, or from an open binary file.

    `name` is what messages call it, where the source has no name of its own. `ocr` tells which pages of
    a PDF are read from their image: "never", "auto" (those that need it) or "always". A file that is not
    read in `seconds` gives the pages that were read until then. Raises `ReadError`
    if there is no file, or if its bytes give no document.

    >>> document = read(b"Annex\n\nThe words.", name="x.txt")
    >>> document.words(document.blocks[1])
    'The words.'
    """
    from diplomatics.readers import read_bytes
    from diplomatics.structure import structure

    if isinstance(source, bytes):
        return structure(read_bytes(source, name or "the given bytes", ocr=ocr, seconds=seconds))
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        try:
            return structure(read_bytes(path.read_bytes(), name or path.name, ocr=ocr, seconds=seconds))
        except OSError as error:
            reason = error.strerror or str(error)
            raise ReadError(str(path), f"cannot be opened: {reason.lower()}", "check the path") from error
    return structure(read_bytes(source.read(), name or "the given file", ocr=ocr, seconds=seconds))


def record(document: Document) -> Record:
    """The record of a document: everything that has been read of it, as one flat object."""
    from diplomatics.exporters import json

    return json.record(document)


def export(document: Document, to: str) -> bytes:
    """A document in a format: "json", "jsonl", "akn", "html", "md" or "txt"."""
    from diplomatics.exporters import export as write

    return write(document, to)
