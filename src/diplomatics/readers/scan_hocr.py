"""hOCR → printed rows with their words, in PDF points: what the layout pass goes on from.

A row's words stand in reading order, as the engine gives them, also from right to left.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from statistics import median
from typing import Any, Final, NamedTuple

from diplomatics.readers.layout.glyphs import RTL
from diplomatics.readers.layout.page import RAISED, TYPED, Row, Rule, Word, row_of

# lxml carries no types.
_etree: Any = importlib.import_module("lxml.etree")

APART: Final = 1.6
"""In ems: words of a row that stand farther apart belong to different segments."""

LEVEL: Final = 0.4
"""In ems: rows whose baselines differ by less stand side by side; paper in a scanner lies a little askew."""

_SIZE: Final = 1.1
"""The size of a type, by the height of its line from ascent to descent as the engine measures it."""

_CAPITAL: Final = 0.72
"""The height of a capital or figure, in ems."""

_USUAL: Final = 0.14
"""By which share a measured size may differ from that of most words and still be the same."""

_SPECK: Final = 60.0
"""A sign without letter or figure that scores less is dirt on the paper, or a piece of a picture."""

_NOISE: Final = 30.0
"""A row whose words score less than this on the mean is a signature, a stamp or a picture."""

_SCRAP: Final = 65.0
"""A segment of no more than three letters that scores less is a piece of an emblem."""

_BOX: Final = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_BASELINE: Final = re.compile(r"baseline (-?[\d.e-]+) (-?[\d.e-]+)")
_HEIGHT: Final = re.compile(r"x_size ([\d.]+)")
_SCORE: Final = re.compile(r"x_wconf (-?[\d.]+)")
_WIDE: Final = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_GROUP: Final = re.compile(r"\d{3}")
_LEAD: Final = re.compile(r"[1-9]\d{0,2}")
_LINES: Final = frozenset({"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"})


class Recognised(NamedTuple):
    """What an engine read on one image.

    `lines` are its rows from top to bottom, each as its segments from left to right; `rules` the lines
    drawn across; `score` the mean of the words' scores, weighted by their length; `language` the engine's;
    `left_out` how many characters it hardly read, specks and scraps of pictures, that are in no row.
    """

    lines: list[list[Row]]
    rules: list[Rule]
    score: float
    language: str
    left_out: int = 0

    @property
    def text(self) -> str:
        """The words, without regard to how they are set."""
        return "\n".join(" ".join(word.text for word in row.words) for line in self.lines for row in line)

    @property
    def words(self) -> int:
        """How many words were read."""
        return sum(len(row.words) for line in self.lines for row in line)


def parse(hocr: bytes, language: str, page: int, dpi: float) -> Recognised:
    """The rows of an hOCR page, whose pixels are `dpi` to the inch.

    An hOCR that cannot be parsed has no rows.
    """
    parser = _etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root: Any = _etree.fromstring(hocr, parser)
    except _etree.XMLSyntaxError:
        root = None
    if root is None:
        return Recognised([], [], 0.0, language)
    points = 72.0 / dpi
    rules: list[Rule] = []
    lines: list[list[Word]] = []
    elements: list[Any] = list(root.iter("{*}span", "{*}div"))
    for element in elements:
        kind: str = element.get("class", "")
        if kind in _LINES:
            words = list(_words(element, points))
            if words:
                lines.append(words)
        elif kind == "ocr_separator":
            box = _box(element.get("title", ""), points)
            if box[2] - box[0] > 4 * (box[3] - box[1]):
                rules.append(Rule(*box))
    rows = [row for words in _evened(lines) for row in _segments(words, page)]
    letters = sum(len(word.text) for row in rows for word in row.words)
    total = sum(len(word.text) * (word.score or 0.0) for row in rows for word in row.words)
    seen = sum(len("".join(e.itertext()).strip()) for e in elements if e.get("class") == "ocrx_word")
    return Recognised(level(rows), rules, total / letters if letters else 0.0, language, max(0, seen - letters))


def _words(line: Any, points: float) -> Iterator[Word]:
    """The words of a line in reading order."""
    title: str = line.get("title", "")
    left, top, _, bottom = _box(title, points)
    line_base, size = _BASELINE.search(title), _HEIGHT.search(title)
    slope, offset = (float(line_base[1]), float(line_base[2])) if line_base else (0.0, 0.0)
    height = float(size[1]) * points if size else bottom - top
    for element in line.iter("{*}span"):
        if element.get("class") != "ocrx_word":
            continue
        text = "".join(element.itertext()).strip()
        facts: str = element.get("title", "")
        found = _SCORE.search(facts)
        score = max(0.0, float(found[1])) if found else 0.0
        if not text or (score < _SPECK and not any(map(str.isalnum, text))):
            continue
        x0, y0, x1, y1 = _box(facts, points)
        base, em = bottom + offset * points + slope * ((x0 + x1) / 2 - left), height * _SIZE
        if y1 - y0 > 1.35 * height:  # a large letter that the engine put on a line of small ones
            base, em = y1, (y1 - y0) / _CAPITAL
        raised = text.isdigit() and base - y1 > 0.25 * em and y1 - y0 < 0.6 * em
        yield Word(text, x0, y0, x1, y1, base, em, 0, TYPED, RAISED if raised else 0, "", score)


def _evened(lines: list[list[Word]]) -> list[list[Word]]:
    """The lines with their sizes made even: what differs little from most of the page is as large."""
    sizes = [word.size for words in lines for word in words for _ in word.text]
    if not sizes:
        return []
    usual = round(2 * median(sizes)) / 2 or 1.0
    return [
        [
            word._replace(size=usual if abs(word.size - usual) < _USUAL * usual else round(2 * word.size) / 2 or 1.0)
            for word in words
        ]
        for words in lines
    ]


def _segments(words: list[Word], page: int) -> Iterator[Row]:
    """The stretches of a line between wide gaps, without those that are noise."""
    rtl = sum(len(RTL.findall(word.text)) for word in words) * 2 > sum(map(str.isalpha, "".join(w.text for w in words)))
    group: list[Word] = []
    for word in words:
        if group and max(word.x0 - group[-1].x1, group[-1].x0 - word.x1) > APART * max(word.size, group[-1].size):
            yield from _row(group, page, rtl)
            group = []
        group.append(word)
    yield from _row(group, page, rtl)


def _row(group: list[Word], page: int, rtl: bool) -> Iterator[Row]:
    scores = [word.score or 0.0 for word in group]
    if not group:
        return
    letters = sum(char.isalnum() for word in group for char in word.text)
    if sum(scores) / len(scores) < (_SCRAP if letters <= 3 else _NOISE):
        return
    first, *rest = _unspaced(_grouped(group) if rtl else group)
    yield row_of([first._replace(spaced=0), *rest], page, rtl)


def _grouped(words: list[Word]) -> list[Word]:
    """The words of a right-to-left line, figures in groups of three ("1 600") in the order in which they stand."""
    out = list(words)
    at = 0
    while at < len(out):
        end = at
        while end < len(out) and out[end].text.isdigit():
            end += 1
        run = sorted(out[at:end], key=lambda word: word.x0)
        if len(run) > 1 and _LEAD.fullmatch(run[0].text) and all(_GROUP.fullmatch(word.text) for word in run[1:]):
            out[at:end] = run
        at = max(end, at + 1)
    return out


def _unspaced(words: list[Word]) -> list[Word]:
    """The words, those that touch in a script without spaces made one."""
    out: list[Word] = []
    for word in words:
        before = out[-1] if out else None
        if before is not None and _adjoin(before, word):
            score = (before.score or 0.0) * len(before.text) + (word.score or 0.0) * len(word.text)
            text = before.text + word.text
            y0, y1 = min(before.y0, word.y0), max(before.y1, word.y1)
            out[-1] = before._replace(text=text, x1=word.x1, y0=y0, y1=y1, score=score / len(text))
        else:
            out.append(word)
    return out


def _adjoin(before: Word, word: Word) -> bool:
    """Whether no space stands between two words: one of the two signs that meet is full-width."""
    meet = _WIDE.match(before.text[-1]), _WIDE.match(word.text[0])
    gap = word.x0 - before.x1
    return gap < (0.9 if all(meet) else 0.4) * word.size if any(meet) else False


def level(rows: list[Row]) -> list[list[Row]]:
    """Rows grouped by baseline from top to bottom, each group from left to right."""
    lines: list[list[Row]] = []
    for row in sorted(rows, key=lambda row: row.base):
        near = lines and row.base - lines[-1][0].base < LEVEL * min(row.size, lines[-1][0].size)
        if near and not any(row.x0 < other.x1 and other.x0 < row.x1 for other in lines[-1]):
            lines[-1].append(row)
        else:
            lines.append([row])
    for line in lines:
        line.sort(key=lambda row: row.x0)
    return lines


def _box(title: str, points: float) -> tuple[float, float, float, float]:
    found = _BOX.search(title)
    if found is None:
        return (0.0, 0.0, 0.0, 0.0)
    x0, y0, x1, y1 = (float(value) * points for value in found.groups())
    return (x0, y0, x1, y1)
