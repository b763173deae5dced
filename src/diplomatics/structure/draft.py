"""A block in the making, and how lines become one: joined text, moved marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from diplomatics.model.document import BlockKind
from diplomatics.model.transcript import Box, Line, Mark, Role

_UNEVEN: Final = re.compile(r"[^\S \u00a0\u202f\u3000]|\s\s")
_LONGEST_WORD: Final = 64  # code points
_FIGURE: Final = re.compile(r"(?:\s?[.,。]\s*\d{0,3}|\s+\d{1,3})\s?\.?$")
_UNSPACED: Final = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A block before it has a place in the text of its document.

    `breaks` are the offsets in `text` at which a line of the original began.
    """

    text: str
    kind: BlockKind = "paragraph"
    slot: Role = ""
    number: str = ""
    depth: int = 0
    id: str = ""
    language: str = ""
    marks: tuple[Mark, ...] = ()
    pages: tuple[int, ...] = ()
    boxes: tuple[Box, ...] = ()
    breaks: tuple[int, ...] = ()
    role: Role = ""
    whole: bool = False
    centred: bool = False
    size: float = 0.0

    def set(self, **changes: object) -> Draft:
        """The same draft with some fields changed."""
        return msgspec.structs.replace(self, **changes)

    def all(self, kind: str) -> bool:
        """Whether (nearly) the whole text is marked so, as the headings of plain documents are bold."""
        covered = sum(mark.end - mark.start for mark in self.marks if mark.kind == kind)
        return bool(self.text) and covered >= 0.9 * len(self.text)


def without_figure(text: str) -> str:
    """A closing line without its point and the plain figure of a note: "Adopted at the 2nd meeting. 22"."""
    return _FIGURE.sub("", text)


def draft(lines: Sequence[Line], known: frozenset[str] = frozenset()) -> Draft:
    """One draft of the lines of one paragraph.

    `known` are words that the document uses elsewhere: a hyphen at the end of a line is dropped
    where the joined word is one of them.
    """
    first = lines[0]
    if len(lines) == 1:
        return _single(first)
    text = ""
    marks: list[Mark] = []
    breaks: list[int] = []
    for line in lines:
        words, moved = squeeze(line.text, line.marks, row=line.role == "row")
        if not words and not moved:
            continue
        text, marks = _glue(text, marks, words, known)
        breaks.append(len(text))
        marks.extend(Mark(m.start + len(text), m.end + len(text), m.kind, m.target) for m in moved)
        text += words
    pages = tuple(dict.fromkeys(line.page for line in lines))
    return _made(first, text, _joined(marks), pages, _boxes(lines), tuple(breaks))


def _single(line: Line) -> Draft:
    """The draft of one line: nothing to join."""
    text, marks = squeeze(line.text, line.marks, row=line.role == "row")
    return _made(line, text, marks, (line.page,), (line.box,) if line.box else (), (0,))


def _made(
    first: Line,
    text: str,
    marks: tuple[Mark, ...],
    pages: tuple[int, ...],
    boxes: tuple[Box, ...],
    breaks: tuple[int, ...],
) -> Draft:
    """A draft of these words, with all else as it is on its first line."""
    return Draft(
        text=text,
        role=first.role,
        number=first.number,
        depth=first.depth,
        id=first.id,
        language=first.language,
        marks=marks,
        pages=pages,
        boxes=boxes,
        breaks=breaks,
        whole=first.whole,
        centred=first.centred,
        size=first.size,
    )


def squeeze(text: str, marks: Sequence[Mark], *, row: bool = False) -> tuple[str, tuple[Mark, ...]]:
    """A text with its runs of spaces made single and its ends trimmed, and its marks moved along.

    No-break spaces stay what they are; in a row of a table the tabs between cells stay.
    """
    if text == text.strip() and not _UNEVEN.search(text):
        return text, tuple(marks)
    out: list[str] = []
    moved = [0] * (len(text) + 1)
    length = 0
    for position, char in enumerate(text):
        moved[position] = length
        if char.isspace() and not (row and char == "\t"):
            if not length or out[-1].isspace():
                continue
            char = char if char in "\u00a0\u202f\u3000" else " "
        out.append(char)
        length += 1
    while out and out[-1].isspace() and not (row and out[-1] == "\t"):
        out.pop()
    moved[len(text)] = len(out)
    shifted = (Mark(min(moved[m.start], len(out)), min(moved[m.end], len(out)), m.kind, m.target) for m in marks)
    return "".join(out), tuple(m for m in shifted if m.start < m.end or m.kind == "anchor")


def _glue(text: str, marks: list[Mark], following: str, known: frozenset[str]) -> tuple[str, list[Mark]]:
    """A text made ready for the words of the next line: a space, nothing, or a hyphen dropped."""
    if not text or not following or text[-1].isspace():
        return text, marks
    if _UNSPACED.match(text[-1]) and (_UNSPACED.match(following[0]) or not following[0].isalpha()):
        return text, marks
    if _UNSPACED.match(following[0]) and not text[-1].isalpha():
        return text, marks
    if text[-1] in "-\u00ad" and len(text) > 1 and text[-2].isalpha() and following[0].isalpha():
        head, tail = re.search(r"\w*$", text[-_LONGEST_WORD:-1]), re.match(r"\w*", following)
        joined = (head[0] if head else "") + (tail[0] if tail else "")
        if text[-1] == "\u00ad" or joined.casefold() in known:
            return text[:-1], [Mark(m.start, min(m.end, len(text) - 1), m.kind, m.target) for m in marks]
        return text, marks
    if text[-1] in "-‑–/" and len(text) > 1 and not text[-2].isspace() and following[0].isalnum():
        return text, marks
    return f"{text} ", marks


def _joined(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks of one kind that a line end had cut are one mark again."""
    out: list[Mark] = []
    last: dict[tuple[str, str], int] = {}
    for mark in sorted(marks, key=lambda m: (m.start, m.end)):
        place = last.get((mark.kind, mark.target))
        if place is not None and mark.kind not in ("anchor", "link") and 0 <= mark.start - out[place].end <= 1:
            out[place] = Mark(out[place].start, mark.end, mark.kind, mark.target)
            continue
        last[mark.kind, mark.target] = len(out)
        out.append(mark)
    return tuple(out)


def _boxes(lines: Sequence[Line]) -> tuple[Box, ...]:
    """One box per page: the rectangle around the lines that stand on it."""
    around: dict[int, Box] = {}
    for line in lines:
        if line.box is None:
            continue
        seen = around.get(line.box.page)
        around[line.box.page] = (
            line.box
            if seen is None
            else Box(
                seen.page,
                min(seen.x0, line.box.x0),
                min(seen.y0, line.box.y0),
                max(seen.x1, line.box.x1),
                max(seen.y1, line.box.y1),
            )
        )
    return tuple(around.values())
