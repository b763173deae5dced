"""What a reader saw: lines, and only what the markup states about them.

A reader reports and does not judge. Whether a line is a masthead, a preambular paragraph or a
signature is for `structure` to decide, unless the markup itself says so (`Line.role`).
"""

from __future__ import annotations

from typing import Literal

import msgspec

Role = Literal[
    "",
    # what a line is, where the markup states it: the kinds of blocks …
    "title", "formula", "preambular", "operative", "paragraph", "heading", "item", "row", "note",
    "signature", "running", "other",
    # … the slots of a masthead …
    "publisher", "symbol", "organ", "distribution", "issued", "edition", "original", "session",
    "session_dates", "agenda_item", "agenda_title", "adoption", "origin", "number", "masthead",
    # … the lines that close an act, and the heads of parts
    "closing", "vote", "act", "annex",
]  # fmt: skip

MarkKind = Literal["bold", "italic", "underline", "superscript", "subscript", "link", "anchor"]

Gap = Literal["line", "break", "blank", "page"]


class Mark(msgspec.Struct, frozen=True):
    """How a stretch of a line (or of a document's text) is set, or where it leads.

    `target` is the address of a link, or the `Line.id` of the note to which an anchor belongs.
    An anchor has no width: the marker itself is not part of the text.
    """

    start: int
    end: int
    kind: MarkKind
    target: str = ""


class Box(msgspec.Struct, frozen=True):
    """A rectangle on a page, in PDF points, origin at the top left."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


class Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line as it was seen, or one whole paragraph where the format has paragraphs.

    `whole`: the format says that this is a paragraph (a cell row, a heading) of its own; such lines
    are never joined with their neighbours.
    `number`: the label with which `text` begins, where the markup sets it apart ("1.", "(a)").
    `gap`: what separates the line from the one before: a mere line end, an explicit line break,
    a blank line, or the end of a page.
    A `row` of a table holds its cells separated by tab characters.
    Sizes and boxes are in points; 0 and None mean that the format does not tell.
    `score`: for a line read from an image, the mean of its words' scores, from 0 to 100, as the engine
    that read them gave them. They are the engine's own, and no measure of ours.
    """

    text: str
    role: Role = ""
    number: str = ""
    depth: int = 0
    id: str = ""
    page: int = 1
    whole: bool = False
    gap: Gap = "line"
    marks: tuple[Mark, ...] = ()
    language: str = ""
    style: str = ""
    size: float = 0.0
    centred: bool = False
    box: Box | None = None
    score: float | None = None


class Fact(msgspec.Struct, frozen=True):
    """Something the file states about its document outside the printed text (a vote, a date)."""

    name: str
    value: str


class Remark(msgspec.Struct, frozen=True):
    """What could not be read, or was read with difficulty: shown to the user, never dropped."""

    code: str
    message: str
    page: int | None = None


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where a transcript came from. `sha256` is of the bytes, in hexadecimal."""

    name: str
    sha256: str
    media_type: str
    pages: int | None = None


class Transcript(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a reader saw in one file, in reading order."""

    source: Source
    lines: tuple[Line, ...]
    facts: tuple[Fact, ...] = ()
    remarks: tuple[Remark, ...] = ()
    language: str = ""
