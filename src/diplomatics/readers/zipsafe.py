"""Zip archives from strangers, opened with limits: Word files are zip archives."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from typing import Final

from diplomatics.model.errors import ReadError

ENTRIES: Final = 10_000
UNPACKED: Final = 200_000_000
"""Bytes that all entries together may hold when they are unpacked."""
_SUSPECT: Final = 20_000_000
_RATIO: Final = 250
"""Markup of Word shrinks up to a hundredfold; beyond this, and beyond 20 MB, it is a bomb."""
_DAMAGE: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError,
    NotImplementedError, RuntimeError, OverflowError, IndexError, KeyError,
)  # fmt: skip


class Archive:
    """The entries of one zip archive, by name, read when they are asked for.

    Names are compared without regard to case and of kind of slash, as Office does. Raises `ReadError`
    for an archive that is damaged, encrypted, or larger unpacked than the limits of this module.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except _DAMAGE as fault:
            raise ReadError(
                name, "the file is damaged: it is no complete zip archive", "fetch or copy it again"
            ) from fault
        if len(entries) > ENTRIES:
            raise ReadError(name, f"the archive has {len(entries):,} entries, more than {ENTRIES:,}")
        total = sum(entry.file_size for entry in entries)
        if total > UNPACKED or (total > _SUSPECT and total > _RATIO * max(len(data), 1)):
            raise ReadError(name, f"the archive would unpack to {total:,} bytes", "it is not opened")
        if any(entry.flag_bits & 1 for entry in entries):
            raise ReadError(name, "the file is encrypted", "save it without a password")
        self._entries = {entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in entries}

    def __contains__(self, path: str) -> bool:
        return path.lower() in self._entries

    def read(self, path: str) -> bytes:
        """The bytes of one entry. Raises `ReadError` if it is missing or damaged."""
        entry = self._entries.get(path.lower())
        if entry is None:
            raise ReadError(self.name, f"{path} is missing from the file", "open it in Word and save it again")
        try:
            return self._zip.read(entry)
        except _DAMAGE as fault:
            raise ReadError(self.name, f"{path} is damaged", "fetch or copy the file again") from fault
