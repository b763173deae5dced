"""A row → its text and marks, built in one loop: every mark lies where its words are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from diplomatics.model.transcript import Mark, MarkKind
from diplomatics.readers.layout.glyphs import SPACE
from diplomatics.readers.layout.page import BOLD, ITALIC, LOWERED, RAISED, Row, Word

STARS: Final = re.compile(r"[*†‡]+$")
_UNIT: Final = re.compile("[kcdm]?m")
_MARKERS: Final = re.compile(r"[*†‡]+|[^\W\d_]{1,2}/?|\d+")
_MARKED: Final = re.compile(rf"[\s,()]*(?:(?:{_MARKERS.pattern})[\s,()]*)+")

Resolve = Callable[[str], str | None]
"""The id of the note with this marker, if one is at hand."""


def spaced(before: Word, word: Word) -> bool:
    """Whether a space stands between two neighbours of a left-to-right row.

    Where the characters overlap, a space of the file is no space.
    """
    size = word.size if word.rise or word.size > before.size else before.size
    if word.base - before.base > 0.8 * size or word.x1 <= before.x0:
        return not before.text.endswith("-")  # the next line of a cell
    gap = word.x0 - before.x1
    return gap > SPACE * size or (word.spaced > 0 and gap > -0.12 * size)


def compose(row: Row, resolve: Resolve) -> tuple[str, tuple[Mark, ...]]:
    """The text of a row and its marks. Cells are separated by tabs; markers of notes become anchors."""
    pen = _Pen(resolve)
    for index, cell in enumerate(row.cells or [row.words]):
        if index:
            pen.put("\t")
        pen.words(cell, row.rtl)
    return pen.text, pen.finished()


class _Pen:
    """Text as it grows, and the marks that are open at its end."""

    def __init__(self, resolve: Resolve) -> None:
        self.resolve = resolve
        self.parts: list[str] = []
        self.length = 0
        self.marks: list[Mark] = []
        self.open: dict[tuple[MarkKind, str], int] = {}
        self.ends: dict[tuple[MarkKind, str], int] = {}

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def words(self, words: list[Word], rtl: bool) -> None:
        before: Word | None = None
        at = 0
        while at < len(words):
            word = words[at]
            apart = before is not None and (word.spaced > 0 if rtl else spaced(before, word))
            if word.rise == RAISED or (before is not None and not apart and STARS.fullmatch(word.text)):
                end = _markers_end(words, at)
                anchors = self._anchors("".join(other.text for other in words[at:end]), before)
                if anchors:
                    self.marks.extend(anchors)
                    # The space that follows the marker stands after the marker in the file.
                    last = words[end - 1]
                    before = last if before is None else before._replace(x1=last.x1, spaced=int(apart))
                    at = end
                    continue
            text, anchors = self._starred(word)
            if apart:
                self.put(" ")
            self._mark(word, len(text))
            self.put(text)
            self.marks.extend(anchors)
            before = word
            at += 1

    def _anchors(self, text: str, before: Word | None) -> list[Mark]:
        """The anchors for raised words, if they are markers that all have their notes.

        A raised figure behind a unit of length is a power, and no marker.
        """
        if before is not None and text in ("2", "3") and _UNIT.fullmatch(before.text):
            return []
        if not _MARKED.fullmatch(text):
            return []
        targets = [self.resolve(marker) for marker in _MARKERS.findall(text)]
        return (
            [Mark(self.length, self.length, "anchor", target) for target in targets if target] if all(targets) else []
        )

    def _starred(self, word: Word) -> tuple[str, list[Mark]]:
        """The word without a star that leads to a note, and the anchor."""
        found = STARS.search(word.text)
        if found and found.start() and (target := self.resolve(found[0])):
            at = self.length + found.start()
            return word.text[: found.start()], [Mark(at, at, "anchor", target)]
        return word.text, []

    def _mark(self, word: Word, length: int) -> None:
        """Opens, continues or closes marks for a word about to be put."""
        for key in _styles(word):
            if key in self.open and self.ends[key] >= self.length - 1:
                self.ends[key] = self.length + length
                continue
            self._close(key)
            self.open[key] = self.length
            self.ends[key] = self.length + length

    def _close(self, key: tuple[MarkKind, str]) -> None:
        if key in self.open:
            self.marks.append(Mark(self.open.pop(key), self.ends[key], key[0], key[1]))

    def finished(self) -> tuple[Mark, ...]:
        for key in list(self.open):
            self._close(key)
        return tuple(sorted(self.marks, key=lambda mark: (mark.start, mark.end, mark.kind)))


def _markers_end(words: list[Word], at: int) -> int:
    """Where a run of raised words and stars ends."""
    end = at + 1
    while end < len(words) and (words[end].rise == RAISED or STARS.fullmatch(words[end].text)):
        end += 1
    return end


def _styles(word: Word) -> Iterable[tuple[MarkKind, str]]:
    if word.style & BOLD:
        yield "bold", ""
    if word.style & ITALIC:
        yield "italic", ""
    if word.rise == RAISED:
        yield "superscript", ""
    elif word.rise == LOWERED:
        yield "subscript", ""
    if word.link:
        yield "link", word.link
