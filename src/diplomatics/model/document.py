"""A document: one text, and flat layers that point into it.

    text    everything that was read, blocks separated by line feeds
    blocks  its paragraphs, headings, masthead lines, notes: in reading order, disjoint
    parts   the letter or act itself, then each annex, enclosure, appendix
    notes   footnotes, each with the place to which it is anchored
    marks   italics, superscripts, links

Nothing is stored inside a document after it is made: annotations are returned beside it.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from diplomatics.model.errors import InvalidDocument
from diplomatics.model.identity import Identity
from diplomatics.model.span import Span
from diplomatics.model.transcript import Box, Mark, Remark, Role, Source

BlockKind = Literal[
    "masthead", "title", "formula", "preambular", "operative", "paragraph", "heading", "item", "row",
    "note", "signature", "running", "other",
]  # fmt: skip

PartKind = Literal["letter", "act", "annex", "enclosure", "appendix"]


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """One paragraph, heading, masthead line, table row or note, as an interval of the text.

    `number` is the printed label without its closing point or dash ("3", "(a)", "㈠"); the text
    contains the label as printed. `depth` is 0 for a paragraph and grows for its sub-paragraphs.
    `slot` says what a masthead or closing line fills ("symbol", "organ", "session"), where that is known.
    """

    kind: BlockKind
    start: int
    end: int
    slot: Role = ""
    number: str = ""
    depth: int = 0
    language: str = ""
    pages: tuple[int, ...] = ()
    boxes: tuple[Box, ...] = ()


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """The letter or act itself, or one annex, enclosure or appendix, as an interval of the text.

    `original` lists the languages named after "Original:", as codes.
    """

    kind: PartKind
    start: int
    end: int
    label: str = ""
    title: str = ""
    language: str = ""
    original: tuple[str, ...] = ()
    author: str | None = None


class Footnote(Span, frozen=True, kw_only=True):
    """A note, its marker as printed, and the places in the text to which it is anchored.

    The marker itself is not in the text at an anchor: the words around it can be compared with
    their source as they stand.
    """

    marker: str
    anchors: tuple[int, ...] = ()


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A document that has been read. Checks its own invariants once, when it is made.

    Raises `InvalidDocument` if blocks overlap, are out of order, leave characters other than line
    feeds between them, or lie outside the parts.

    >>> from diplomatics.model.transcript import Source
    >>> Document(
    ...     source=Source(name="x", sha256="", media_type="text/plain"), identity=Identity(), text="One.\\nTwo.",
    ...     blocks=(Block(kind="paragraph", start=0, end=4), Block(kind="paragraph", start=3, end=9)),
    ...     parts=(Part(kind="letter", start=0, end=9),))
    Traceback (most recent call last):
    ...
    diplomatics.model.errors.InvalidDocument: block 1 starts at 3, before the block before it ends (4)
    """

    source: Source
    identity: Identity
    text: str
    blocks: tuple[Block, ...]
    parts: tuple[Part, ...]
    notes: tuple[Footnote, ...] = ()
    marks: tuple[Mark, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def __post_init__(self) -> None:
        _check_tiling(self.text, self.blocks, "block")
        _check_tiling(self.text, self.parts, "part")
        _check_containment(self.blocks, self.parts)
        for note in self.notes:
            note.verify(self.text)
            if any(not 0 <= at <= len(self.text) for at in note.anchors):
                raise InvalidDocument(f"note {note.marker!r} is anchored outside the text")
        for mark in self.marks:
            if not 0 <= mark.start <= mark.end <= len(self.text):
                raise InvalidDocument(f"mark {mark.kind} at {mark.start}-{mark.end} is outside the text")

    def words(self, block: Block | Part) -> str:
        """The words of a block or part."""
        return self.text[block.start : block.end]

    def verify(self, *spans: Span) -> None:
        """Raise `StaleSpan` unless each annotation still covers the words it was made from."""
        for span in spans:
            span.verify(self.text)

    def part_of(self, position: int) -> int:
        """The index of the part in which a position of the text lies."""
        for index, part in enumerate(self.parts):
            if position < part.end:
                return index
        return len(self.parts) - 1


class Node(msgspec.Struct, frozen=True):
    """A block with the blocks that hang from it: a paragraph with its sub-paragraphs."""

    block: Block
    children: tuple[Node, ...] = ()


class Branch(msgspec.Struct, frozen=True):
    """A part with the tree of its blocks."""

    part: Part
    nodes: tuple[Node, ...] = ()


def outline(document: Document) -> tuple[Branch, ...]:
    """The tree of a document, derived from its flat layers: parts, paragraphs, sub-paragraphs.

    A block of greater depth hangs from the nearest block before it of lesser depth. Exporters of
    trees (XML, HTML) ask for this; nothing else needs it.
    """
    return tuple(
        Branch(part, _nest([b for b in document.blocks if part.start <= b.start and b.end <= part.end]))
        for part in document.parts
    )


def _nest(blocks: list[Block]) -> tuple[Node, ...]:
    """The forest of a run of blocks. Iterative, so that no depth of nesting can exhaust the stack."""
    forest: list[Node] = []
    pending: list[tuple[Block, list[Node]]] = []

    def close(depth: int) -> None:
        while pending and pending[-1][0].depth >= depth:
            block, children = pending.pop()
            (pending[-1][1] if pending else forest).append(Node(block, tuple(children)))

    for block in blocks:
        close(block.depth)
        pending.append((block, []))
    close(0)
    return tuple(forest)


def _check_tiling(text: str, spans: tuple[Block, ...] | tuple[Part, ...], name: str) -> None:
    """Intervals are in order, disjoint, inside the text, and only line feeds stand between them."""
    end = 0
    for index, span in enumerate(spans):
        if not 0 <= span.start <= span.end <= len(text):
            raise InvalidDocument(f"{name} {index} ({span.start}-{span.end}) is outside the text")
        if span.start < end:
            raise InvalidDocument(f"{name} {index} starts at {span.start}, before the {name} before it ends ({end})")
        if text[end : span.start].strip("\n"):
            raise InvalidDocument(f"text is lost before {name} {index}: {text[end : span.start][:40]!r}")
        end = span.end
    if text[end:].strip("\n"):
        raise InvalidDocument(f"text is lost after the last {name}: {text[end:][:40]!r}")


def _check_containment(blocks: tuple[Block, ...], parts: tuple[Part, ...]) -> None:
    """Each block lies in exactly one part; both run in the same order."""
    index = 0
    for number, block in enumerate(blocks):
        while index < len(parts) and parts[index].end < block.end:
            index += 1
        if index == len(parts) or block.start < parts[index].start:
            raise InvalidDocument(f"block {number} ({block.start}-{block.end}) crosses the border of a part")
