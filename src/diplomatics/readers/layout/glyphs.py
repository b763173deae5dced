"""A page of a PDF → words with their place, size and style, rules, and addresses.

Each character is touched at most once. A word is a stretch between spaces in one text object of the
file, so that two characters of it, the first and the last, tell its box and its style. Only on pages
with right-to-left writing is every character a word of its own: there the order of the file is not
the order of reading.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from diplomatics.readers.layout import pdfium
from diplomatics.readers.layout.normal import HYPHEN_MARKS, UNKNOWN, normal
from diplomatics.readers.layout.page import BOLD, DRAWN, ITALIC, TYPED, Page, Rule, Word

MOST_CHARACTERS: Final = 200_000
"""Characters of one page that are read."""

MOST_OBJECTS: Final = 20_000
"""Objects of one page that are searched for rules and images."""

RTL: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_TOKEN: Final = re.compile(rf"[^\s\u200b{HYPHEN_MARKS}\x00]+[{HYPHEN_MARKS}]*|[{HYPHEN_MARKS}]+")
_GLYPH: Final = re.compile(r"[^\s\x00]| ")
_BOLD_NAME: Final = re.compile(r"bold|black|heavy|demi|[-,]bd|\bbd\b", re.IGNORECASE)
_ITALIC_NAME: Final = re.compile(r"italic|oblique|[-,]it\b", re.IGNORECASE)
_ITALIC_FLAG: Final = 1 << 6
_PATH, _IMAGE, _FORM = 2, 3, 5
_INVISIBLE: Final = 3
_URI: Final = 3
_FINE, _THIN = 3.2, 6.0

SPACE: Final = 0.18
"""In ems: where the pen was moved farther than this, there is a space."""


class Frame(NamedTuple):
    """How the coordinates of a page's content become those of the page as shown."""

    width: float
    height: float
    ax: float
    bx: float
    cx: float
    ay: float
    by: float
    cy: float

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """A rectangle, as left, top, right, bottom."""
        xa, xb = self.ax * x0 + self.bx * y0 + self.cx, self.ax * x1 + self.bx * y1 + self.cx
        ya, yb = self.ay * x0 + self.by * y0 + self.cy, self.ay * x1 + self.by * y1 + self.cy
        return (min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))


class Run(NamedTuple):
    """What the characters of one text object share."""

    base: float
    size: float
    style: int
    upright: bool
    hidden: bool


def read_page(document: int, index: int) -> Page:
    """The page of this index (from 0) of an open document, given by the address of its handle.

    Raises `ValueError` for a page that pdfium cannot load. The page is closed again.
    """
    page = pdfium.load_page(document, index)
    if not page:
        raise ValueError(f"page {index + 1} cannot be loaded")
    try:
        frame = _frame(page)
        across, down, pictured = _drawings(page, frame)
        links = _links(document, page, frame)
        text = pdfium.load_text(page)
        if not text:
            raise ValueError(f"the text of page {index + 1} cannot be loaded")
        try:
            return _Reading(text, frame, links).page(index + 1, across, down, pictured)
        finally:
            pdfium.close_text(text)
    finally:
        pdfium.close_page(page)


class _Reading:
    """The text of one page while it is read: the objects' shared facts are asked for once."""

    def __init__(self, text: int, frame: Frame, links: list[tuple[Rule, str]]) -> None:
        self.text = text
        self.frame = frame
        self.links = links
        self.runs: dict[int, Run] = {}
        self.fonts: dict[int, int] = {}
        self._matrix = (ctypes.c_float * 6)()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()

    def page(self, number: int, across: list[Rule], down: list[Rule], pictured: float) -> Page:
        count: int = pdfium.count_chars(self.text)
        cut = count > MOST_CHARACTERS
        count = max(0, min(count, MOST_CHARACTERS))
        string = self._string(count)
        glyphwise = RTL.search(string) is not None
        words: list[Word] = []
        aside: list[Word] = []
        hidden = 0
        for word, run in self._glyphs(string) if glyphwise else self._words(string):
            if run.hidden:
                hidden += len(word.text)
            (words if run.upright else aside).append(word)
        return Page(
            number,
            self.frame.width,
            self.frame.height,
            tuple(self._linked(words) if self.links else words),
            tuple(aside),
            tuple(across),
            tuple(down),
            characters=sum(len(word.text) for word in words),
            hidden=hidden,
            unknown=sum(len(UNKNOWN.findall(word.text)) for word in words),
            pictured=pictured,
            cut=cut,
        )

    def _string(self, count: int) -> str:
        """The characters of the page, one code point for each index of pdfium's."""
        buffer = ctypes.create_string_buffer(2 * count + 2)
        pdfium.get_text(self.text, 0, count, ctypes.addressof(buffer))
        string = buffer.raw[: 2 * count].decode("utf-16-le", "replace")
        if len(string) == count and "\x00" not in string:
            return string
        # Characters that pdfium drops from the text, or that take two units, shift the indices.
        codes = map(pdfium.get_unicode, [self.text] * count, range(count))
        return "".join(chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)

    def _words(self, string: str) -> Iterator[tuple[Word, Run]]:
        """The words in the order of the file; a word in several objects is given in pieces."""
        spans = [found.span() for found in _TOKEN.finditer(string)]
        starts = [span[0] for span in spans]
        ends = [span[1] - 1 for span in spans]
        first, last = self._objects(starts), self._objects(ends)
        left, right = self._boxes(starts), self._boxes(ends)
        edge, above = 0.0, 0
        for i, (start, end) in enumerate(zip(starts, ends, strict=True)):
            a, b = left[i], right[i]
            if first[i] != last[i]:
                for word, run in self._pieces(string, start, end + 1):
                    yield word, run
                edge, above = 0.0, 0
                continue
            run = self.runs.get(first[i]) or self._run(first[i], start)
            # Within one object, words that stand well apart need no question about the space.
            apart = first[i] == above and a[0] - edge >= run.size * 0.25
            spaced = TYPED if apart else self._space(string, start, a[0], run.size)
            yield self._word(string[start : end + 1], a, b, run, spaced), run
            edge, above = b[2], first[i]

    def _pieces(self, string: str, start: int, end: int) -> Iterator[tuple[Word, Run]]:
        """The pieces of a word that lies in several text objects."""
        places = list(range(start, end))
        objects, boxes = self._objects(places), self._boxes(places)
        begin = 0
        for at in range(1, len(places) + 1):
            if at < len(places) and objects[at] == objects[begin]:
                continue
            run = self.runs.get(objects[begin]) or self._run(objects[begin], places[begin])
            spaced = 0 if begin else self._space(string, start, boxes[0][0], run.size)
            word = self._word(string[places[begin] : places[at - 1] + 1], boxes[begin], boxes[at - 1], run, spaced)
            yield word, run
            begin = at

    def _glyphs(self, string: str) -> Iterator[tuple[Word, Run]]:
        """Each character as a word of its own, spaces of the file among them."""
        places = [found.start() for found in _GLYPH.finditer(string)]
        objects, boxes = self._objects(places), self._boxes(places)
        for place, handle, box in zip(places, objects, boxes, strict=True):
            if string[place] == " " and (not handle or box[2] - box[0] < 0.01):
                continue  # an invention of pdfium's
            run = self.runs.get(handle) or self._run(handle, place)
            yield self._word(string[place], box, box, run, 0), run

    def _word(
        self,
        text: str,
        a: tuple[float, float, float, float],
        b: tuple[float, float, float, float],
        run: Run,
        spaced: int,
    ) -> Word:
        return Word(
            normal(text),
            min(a[0], b[0]),
            min(a[1], b[1]),
            max(a[2], b[2]),
            max(a[3], b[3]),
            run.base,
            run.size,
            run.style,
            spaced,
        )

    def _space(self, string: str, start: int, x0: float, size: float) -> int:
        """What space stands before the word at this place, which begins at `x0`.

        pdfium also gives spaces that are not in the file, wherever the pen was moved a little. Such a
        space lies where the pen was; how far it moved tells whether a reader sees a space.
        """
        if not start or string[start - 1] not in " \u00a0":
            return 0
        if pdfium.text_object(self.text, start - 1):
            return TYPED
        pen = self._boxes([start - 1])[0][0]
        return DRAWN if x0 - pen > SPACE * size else 0

    def _objects(self, places: list[int]) -> list[int]:
        return [handle or 0 for handle in map(pdfium.text_object, [self.text] * len(places), places)]

    def _boxes(self, places: list[int]) -> list[tuple[float, float, float, float]]:
        """The loose boxes of characters (from origin to advance, from ascent to descent), as shown."""
        count = len(places)
        rects = (ctypes.c_float * (4 * count))()
        base = ctypes.addressof(rects)
        list(map(pdfium.loose_box, [self.text] * count, places, range(base, base + 16 * count, 16)))
        values = rects[:]
        frame = self.frame
        if frame.ax == 1.0:
            dx, top = frame.cx, frame.cy
            return [
                (values[k] + dx, top - values[k + 1], values[k + 2] + dx, top - values[k + 3])
                for k in range(0, 4 * count, 4)
            ]
        return [frame.box(values[k], values[k + 1], values[k + 2], values[k + 3]) for k in range(0, 4 * count, 4)]

    def _run(self, handle: int, place: int) -> Run:
        """The facts of a text object, asked of one of its characters, and remembered."""
        matrix = self._matrix
        if not pdfium.char_matrix(self.text, place, ctypes.addressof(matrix)):
            matrix[:] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        a, b, c, d = matrix[0], matrix[1], matrix[2], matrix[3]
        pdfium.char_origin(self.text, place, ctypes.addressof(self._x), ctypes.addressof(self._y))
        frame = self.frame
        dx, dy = frame.ax * a + frame.bx * b, frame.ay * a + frame.by * b
        size = round(abs(pdfium.font_size(self.text, place)) * (c * c + d * d) ** 0.5, 2)
        run = Run(
            base=frame.ay * self._x.value + frame.by * self._y.value + frame.cy,
            size=size or 1.0,
            style=self._style(handle, place),
            upright=dx > 0 and abs(dy) < 0.3 * dx,
            hidden=bool(handle) and pdfium.render_mode(handle) == _INVISIBLE,
        )
        if handle:
            self.runs[handle] = run
        return run

    def _style(self, handle: int, place: int) -> int:
        font = pdfium.text_font(handle) if handle else 0
        style = self.fonts.get(font or 0)
        if style is None:
            self._name.value = b""
            self._flags.value = 0
            pdfium.font_info(self.text, place, ctypes.addressof(self._name), 128, ctypes.addressof(self._flags))
            name = self._name.value.decode("utf-8", "replace")
            style = BOLD if _BOLD_NAME.search(name) else 0
            if self._flags.value & _ITALIC_FLAG or _ITALIC_NAME.search(name):
                style |= ITALIC
            if font:
                self.fonts[font] = style
        return style

    def _linked(self, words: list[Word]) -> list[Word]:
        """The words, those within the rectangle of a link with its address."""
        out: list[Word] = []
        for word in words:
            x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
            for area, target in self.links:
                if area.x0 <= x <= area.x1 and area.y0 <= y <= area.y1:
                    word = word._replace(link=target)
                    break
            out.append(word)
        return out


def _frame(page: int) -> Frame:
    box = (ctypes.c_float * 4)()
    pdfium.page_box(page, ctypes.addressof(box))
    left, top, right, bottom = box
    width, height = right - left, top - bottom
    turns = pdfium.page_rotation(page)
    if turns == 1:
        return Frame(height, width, 0.0, 1.0, -bottom, 1.0, 0.0, -left)
    if turns == 2:
        return Frame(width, height, -1.0, 0.0, right, 0.0, 1.0, -bottom)
    if turns == 3:
        return Frame(height, width, 0.0, -1.0, top, -1.0, 0.0, right)
    return Frame(width, height, 1.0, 0.0, -left, 0.0, -1.0, top)


def _drawings(page: int, frame: Frame) -> tuple[list[Rule], list[Rule], float]:
    """Horizontal rules, vertical rules, and the share of the page that its largest image covers."""
    across: list[Rule] = []
    down: list[Rule] = []
    pictured = 0.0
    bounds = (ctypes.c_float * 4)()
    base = ctypes.addressof(bounds)
    for index in range(min(pdfium.page_object_count(page), MOST_OBJECTS)):
        handle = pdfium.page_object(page, index)
        kind = pdfium.object_type(handle)
        if kind not in (_PATH, _IMAGE, _FORM):
            continue
        if not pdfium.object_bounds(handle, base, base + 4, base + 8, base + 12):
            continue
        rule = Rule(*frame.box(bounds[0], bounds[1], bounds[2], bounds[3]))
        width, height = rule.x1 - rule.x0, rule.y1 - rule.y0
        if kind == _IMAGE:
            pictured = max(pictured, width * height / max(frame.width * frame.height, 1.0))
        elif kind == _PATH and height <= _THIN and width > (2 if height < _FINE else 10) * height:
            across.append(rule)
        elif kind == _PATH and width <= _FINE and height > 3 * width:
            down.append(rule)
    return across, down, pictured


def _links(document: int, page: int, frame: Frame) -> list[tuple[Rule, str]]:
    """The areas of links that lead to an address, one for each line that a link covers."""
    found: list[tuple[Rule, str]] = []
    position = ctypes.c_int(0)
    link = ctypes.c_void_p()
    while len(found) < 2_000 and pdfium.next_link(page, ctypes.addressof(position), ctypes.addressof(link)):
        action = pdfium.link_action(link.value)
        if not action or pdfium.action_type(action) != _URI:
            continue
        size = pdfium.action_uri(document, action, None, 0)
        if not 1 < size < 10_000:
            continue
        buffer = ctypes.create_string_buffer(size)
        pdfium.action_uri(document, action, ctypes.addressof(buffer), size)
        target = buffer.value.decode("utf-8", "replace")
        found.extend((area, target) for area in _areas(link.value, frame))
    return found


def _areas(link: Any, frame: Frame) -> list[Rule]:
    quads = (ctypes.c_float * 8)()
    areas: list[Rule] = []
    for index in range(pdfium.link_quads(link)):
        if pdfium.link_quad(link, index, ctypes.addressof(quads)):
            xs, ys = quads[0::2], quads[1::2]
            areas.append(Rule(*frame.box(min(xs), min(ys), max(xs), max(ys))))
    if not areas:
        rect = (ctypes.c_float * 4)()
        if pdfium.link_rect(link, ctypes.addressof(rect)):
            areas.append(Rule(*frame.box(rect[0], rect[1], rect[2], rect[3])))
    return areas
