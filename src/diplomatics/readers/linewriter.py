"""Writes one line: its words and the marks on them, in one pass, so that neither can drift."""

from __future__ import annotations

from diplomatics.model.transcript import Mark, MarkKind

Active = tuple[tuple[MarkKind, str], ...]
"""The marks in force over a stretch of text: kind and target, the target empty but for links."""


class LineWriter:
    """The words of one line as they come, in pieces, with the marks in force over each piece.

    White space at the ends of a line or cell is left out; a mark begins and ends at words.

    >>> line = LineWriter()
    >>> line.write("Recalling ", (("italic", ""),))
    >>> line.space()
    >>> line.write(" resolution 76/101")
    >>> line.anchor("note-1")
    >>> line.finish()
    ('Recalling resolution 76/101', (Mark(start=0, end=9, kind='italic', target=''), \
Mark(start=27, end=27, kind='anchor', target='note-1')))
    """

    __slots__ = ("_active", "_gap", "_marks", "_open", "_pieces", "_separated", "fresh", "length")

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._marks: list[Mark] = []
        self._open: list[tuple[int, MarkKind, str]] = []
        self._active: Active = ()
        self._gap = ""
        self._separated = False
        self.length = 0
        self.fresh = True
        """Whether no word has been written yet in this line or cell."""

    def write(self, text: str, active: Active = ()) -> None:
        """Add a piece of text over which some marks are in force. Its white space is kept as it is."""
        core = text.strip()
        if not core:
            self._gap += text
            return
        before = ""
        if not self.fresh:
            if self._separated:
                before = " "
            else:
                before = self._gap + text[: len(text) - len(text.lstrip())] if text[0].isspace() else self._gap
        if active is not self._active and active != self._active:
            self._turn(active, self.length + len(before))
        if before:
            self._pieces.append(before)
        self._pieces.append(core)
        self.length += len(before) + len(core)
        self._gap = text[len(text.rstrip()) :] if text[-1].isspace() else ""
        self._separated = False
        self.fresh = False

    def space(self) -> None:
        """A tab, a line break or a border: one space, whatever white space stands around it."""
        self._separated = True

    def cell(self) -> None:
        """The end of a cell."""
        self._turn((), self.length)
        self._pieces.append("\t")
        self.length += 1
        self._gap = ""
        self._separated = False
        self.fresh = True

    def anchor(self, target: str) -> None:
        """A place to which something is anchored: after the last word, without width."""
        self._marks.append(Mark(self.length, self.length, "anchor", target))

    def finish(self) -> tuple[str, tuple[Mark, ...]]:
        """The text of the line and its marks, in order of their starts."""
        self._turn((), self.length)
        if len(self._marks) > 1:
            self._marks.sort(key=lambda mark: mark.start)
        return "".join(self._pieces), tuple(self._marks)

    def _turn(self, active: Active, start: int) -> None:
        """Close the marks that are no longer in force, and open those that come into force."""
        kept: list[tuple[int, MarkKind, str]] = []
        for opened in self._open:
            if opened[1:] in active:
                kept.append(opened)
            else:
                self._marks.append(Mark(opened[0], self.length, opened[1], opened[2]))
        self._open = kept
        for kind, target in active:
            if (kind, target) not in self._active:
                self._open.append((start, kind, target))
        self._active = active
