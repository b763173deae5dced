"""The sizes of an image file, told by its first bytes, before anything is decoded."""

from __future__ import annotations

import struct
from typing import Final, NamedTuple

from diplomatics.model.errors import ReadError

MOST_PIXELS: Final = 100_000_000
"""Of one page of an image file; a larger one is refused undecoded."""

LONGEST: Final = 32_000
"""Pixels of one side; the engine takes no more."""

MOST_PAGES: Final = 1_000
"""Pages of one TIFF that are counted."""

_PAPER: Final = 8.27
"""Inches: how wide the paper is thought to be where a file does not tell its resolution."""

_UNSIZED: Final = frozenset({0xC4, 0xC8, 0xCC})
_INCH: Final = 2.54


class Size(NamedTuple):
    """Pixels across and down, and pixels to the inch."""

    width: int
    height: int
    dpi: int


def sizes(data: bytes, kind: str, name: str) -> list[Size]:
    """The size of each page of an image file of a media type.

    Raises `ReadError` for a damaged file, and for one with more pixels than are decoded.
    """
    try:
        found = {"image/png": _png, "image/jpeg": _jpeg, "image/tiff": _tiff}[kind](data)
    except (struct.error, IndexError, ZeroDivisionError) as error:
        raise ReadError(name, "the image is damaged and cannot be opened", "save or scan it again") from error
    if not found or any(width <= 0 or height <= 0 for width, height, _ in found):
        raise ReadError(name, "the image is damaged and cannot be opened", "save or scan it again")
    for width, height, _ in found:
        if width * height > MOST_PIXELS or max(width, height) > LONGEST:
            raise ReadError(name, f"the image has {width:,} × {height:,} pixels, more than are read", "make it smaller")
    return [Size(width, height, _plausible(dpi, width)) for width, height, dpi in found]


def _plausible(dpi: float, width: int) -> int:
    """The resolution stated, if letters could be read at it; else that at which the image is a sheet of paper."""
    return round(dpi) if 100 <= dpi <= 1_200 else min(1_200, max(70, round(width / _PAPER)))


def _png(data: bytes) -> list[tuple[int, int, float]]:
    width, height = struct.unpack_from(">II", data, 16)
    dpi, at = 0.0, 8
    for _ in range(50):
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind == b"pHYs":
            across, _, unit = struct.unpack_from(">IIB", data, at + 8)
            dpi = across * _INCH / 100 if unit == 1 else 0.0
        if kind in (b"IDAT", b"pHYs"):
            break
        at += length + 12
    return [(width, height, dpi)]


def _jpeg(data: bytes) -> list[tuple[int, int, float]]:
    at, dpi = 2, 0.0
    while True:
        marker, length = struct.unpack_from(">xBH", data, at)
        if marker == 0xE0 and data[at + 4 : at + 9] == b"JFIF\0":
            unit, across = struct.unpack_from(">BH", data, at + 11)
            dpi = across * {1: 1.0, 2: _INCH}.get(unit, 0.0)
        if 0xC0 <= marker <= 0xCF and marker not in _UNSIZED:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return [(width, height, dpi)]
        at += length + 2


def _tiff(data: bytes) -> list[tuple[int, int, float]]:
    order = "<" if data[:2] == b"II" else ">"
    (at,) = struct.unpack_from(order + "I", data, 4)
    found: list[tuple[int, int, float]] = []
    seen: set[int] = set()
    while at and at not in seen and len(found) < MOST_PAGES:
        seen.add(at)
        (count,) = struct.unpack_from(order + "H", data, at)
        tags: dict[int, int] = {}
        for entry in range(at + 2, at + 2 + 12 * count, 12):
            tag, kind = struct.unpack_from(order + "HH", data, entry)
            tags[tag] = struct.unpack_from(order + ("H" if kind == 3 else "I"), data, entry + 8)[0]
        dpi = 0.0
        if 282 in tags:
            upper, lower = struct.unpack_from(order + "II", data, tags[282])
            dpi = upper / (lower or 1) * (_INCH if tags.get(296) == 3 else 1.0)
        found.append((tags.get(256, 0), tags.get(257, 0), dpi))
        (at,) = struct.unpack_from(order + "I", data, at + 2 + 12 * count)
    return found
