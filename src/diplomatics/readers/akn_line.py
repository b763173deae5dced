"""One printed line of an Akoma Ntoso file in the making: its text and its marks, built in one pass."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from diplomatics.model.transcript import Line, Mark, MarkKind, Role

_SPACES: Final = re.compile(r"[ \t\r\n]+")
"""White space as XML knows it. No-break and ideographic spaces are words of the text and stay."""


class Composer:
    r"""Gathers the text of one line, with white space made single, and the marks that stand in it.

    With `exact`, white space is taken as it stands: so this program's own files are read.

    >>> line = Composer()
    >>> line.add("  Takes ")
    >>> start = line.length
    >>> line.add("  note\n")
    >>> line.mark("italic", start)
    >>> line.add(" of it")
    >>> (done,) = line.finish()
    >>> done.text, done.marks
    ('Takes note of it', (Mark(start=6, end=10, kind='italic', target=''),))
    """

    def __init__(self, *, exact: bool = False, keep: bool = False) -> None:
        self.role: Role = ""
        self.number = ""
        self.depth = 0
        self.language = ""
        self.id = ""
        self.exact = exact
        self.keep = keep
        """Whether the line is kept even when it is empty."""
        self.cells = 0
        """The number of cells begun, for a row of a table."""
        self.label_only = False
        """Whether nothing but the number has been read yet."""
        self.titled = False
        """Whether a title has begun in this line."""
        self.stated = False
        """Whether the markup has named the role, so that nothing inside may name another."""
        self.notes: list[Line] = []
        """The lines of the notes anchored here: they follow this one."""
        self._chunks: list[str] = []
        self._length = 0
        self._space = False
        self._marks: list[Mark] = []
        self._pieces: dict[str, int] = {}

    @property
    def length(self) -> int:
        """The length of the text so far, without white space that still waits for a word."""
        return self._length

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._chunks)

    def add(self, words: str) -> None:
        """Append words."""
        if not self.exact:
            if "  " in words or "\n" in words or "\t" in words or "\r" in words:
                words = _SPACES.sub(" ", words)
            if words.startswith(" "):
                self._space, words = True, words[1:]
            after = words.endswith(" ")
            words = words[:-1] if after else words
            if words:
                self._write(words)
            self._space = self._space or after
        elif words:
            self._write(words)

    def _write(self, words: str) -> None:
        if self._space and self._length and not self._chunks[-1].endswith("\t"):
            words = " " + words
        self._space = False
        self._chunks.append(words)
        self._length += len(words)
        self.label_only = False

    def cell(self) -> None:
        """Begin the next cell of a row."""
        if self.cells:
            self._chunks.append("\t")
            self._length += 1
        self.cells += 1
        self._space = False

    def part_words(self) -> None:
        """Make sure that a date does not run into the word before it, where the markup lost the space."""
        last = self._chunks[-1][-1:] if self._chunks and not self._space else ""
        if last.isalpha() and unicodedata.east_asian_width(last) not in "WF":
            self._space = True

    def clear(self) -> None:
        """Forget the text read so far, but not the number."""
        self._chunks.clear()
        self._length = 0
        self._space = False

    def mark(self, kind: MarkKind, start: int, target: str = "", piece: str = "") -> None:
        """Mark the text from `start` to here. Marks of the same `piece` are one mark that the markup cut."""
        if piece and piece in self._pieces:
            place = self._pieces[piece]
            self._marks[place] = Mark(self._marks[place].start, self._length, kind, target)
            return
        if piece:
            self._pieces[piece] = len(self._marks)
        self._marks.append(Mark(start, self._length, kind, target))

    def anchor(self, target: str) -> None:
        """Anchor a note here. White space that waits for a word comes after it."""
        self._marks.append(Mark(self._length, self._length, "anchor", target))

    def finish(self) -> list[Line]:
        """The line, if there is one, and the lines of its notes."""
        text = self.text
        if not (self.keep or text.strip("\t") or any(m.kind == "anchor" for m in self._marks)):
            return self.notes
        marks = self._marks if self.exact else [_tight(mark, text) for mark in self._marks]
        line = Line(
            text=text,
            role=self.role,
            number=self.number,
            depth=self.depth,
            id=self.id,
            whole=True,
            marks=tuple(sorted((m for m in marks if m.start < m.end or m.kind == "anchor"), key=_place)),
            language=self.language,
        )
        return [line, *self.notes]


def _place(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end


def _tight(mark: Mark, text: str) -> Mark:
    """The mark without the white space at its ends, which is not set in any way."""
    if mark.kind == "anchor":
        return mark
    words = text[mark.start : mark.end]
    start = mark.start + len(words) - len(words.lstrip(" \t"))
    return Mark(start, max(start, mark.start + len(words.rstrip(" \t"))), mark.kind, mark.target)
