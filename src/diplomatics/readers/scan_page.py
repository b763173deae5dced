"""A page of a PDF as an image in grey, and the rules that are drawn across it."""

from __future__ import annotations

import ctypes
import re
from typing import Final, NamedTuple

from diplomatics.readers.layout import pdfium
from diplomatics.readers.layout.page import Rule
from diplomatics.readers.scan_read import Image

DPI: Final = 300
"""The resolution at which the engine reads best."""

MOST_PIXELS: Final = 40_000_000
"""Of one page; a larger page is painted at a lower resolution."""

_GREY: Final = 1
_ANNOTATIONS: Final = 0x01
_DARK: Final = bytes([0] * 140 + [255] * 116)
_SHORTEST: Final = 0.07
"""The share of the width that a rule covers at least: letters have no such strokes."""

_THICKEST: Final = 12.0
"""In points; a bar that lies askew is as thick as it is high."""

_ASKEW: Final = 4
_BREAK: Final = 60
"""Pixels: rows seen together, and the longest break in a bar that is badly printed."""


class Painted(NamedTuple):
    """A page in grey, row by row from the top, one byte for each pixel."""

    width: int
    height: int
    pixels: bytes
    dpi: float

    def image(self) -> Image:
        """The page as the engine takes it."""
        header = b"P5\n%d %d\n255\n" % (self.width, self.height)

        def turned(degrees: int) -> Image:
            return self.turned(degrees).image()

        return Image(header + self.pixels, round(self.dpi), turned=turned)

    def turned(self, degrees: int) -> Painted:
        """The page turned clockwise by a multiple of 90 degrees."""
        out = self
        for _ in range(degrees // 90 % 4):
            size, width = len(out.pixels), out.width
            columns = (out.pixels[size - width + x :: -width] for x in range(width))
            out = Painted(out.height, out.width, b"".join(columns), out.dpi)
        return out

    def rules(self) -> list[Rule]:
        """The dark bars across the page, in points.

        Paper lies a little askew: what is dark in one of a few neighbouring rows counts as dark.
        """
        least = max(20, int(_SHORTEST * self.width))
        dark = self.pixels.translate(_DARK)
        run, stretch = b"\x00" * least, re.compile(rb"\x00{%d,}" % least)
        bars: list[list[int]] = []
        rows = [int.from_bytes(dark[at : at + self.width], "big") for at in range(0, len(dark), self.width)]
        for y in range(self.height - _ASKEW + 1):
            together = rows[y]
            for row_below in rows[y + 1 : y + _ASKEW]:
                together &= row_below
            row = together.to_bytes(self.width, "big")
            if run not in row:
                continue
            for found in stretch.finditer(row):
                x0, x1 = found.span()
                same = next(
                    (bar for bar in bars if y - bar[3] <= 4 and bar[0] < x1 + _BREAK and x0 < bar[2] + _BREAK), None
                )
                if same is None:
                    bars.append([x0, y, x1, y])
                else:
                    same[0], same[2], same[3] = min(same[0], x0), max(same[2], x1), y
        points = 72.0 / self.dpi
        rules = [Rule(x0 * points, y0 * points, x1 * points, (y1 + 1) * points) for x0, y0, x1, y1 in bars]
        return [rule for rule in rules if rule.y1 - rule.y0 < _THICKEST]


def paint(document: int, index: int, width: float, height: float) -> Painted:
    """The page of this index (from 0), whose sides are given in points, painted in grey.

    Raises `ValueError` for a page that pdfium cannot load or paint.
    """
    dpi = min(float(DPI), 72.0 * (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    across, down = max(1, round(width * dpi / 72)), max(1, round(height * dpi / 72))
    page = pdfium.load_page(document, index)
    if not page:
        raise ValueError(f"page {index + 1} cannot be loaded")
    try:
        pixels = ctypes.create_string_buffer(across * down)
        bitmap = pdfium.new_bitmap(across, down, _GREY, ctypes.addressof(pixels), across)
        if not bitmap:
            raise ValueError(f"page {index + 1} cannot be painted")
        try:
            pdfium.fill_bitmap(bitmap, 0, 0, across, down, 0xFFFFFFFF)
            pdfium.paint_page(bitmap, page, 0, 0, across, down, 0, _ANNOTATIONS)
        finally:
            pdfium.drop_bitmap(bitmap)
        return Painted(across, down, pixels.raw, dpi)
    finally:
        pdfium.close_page(page)
