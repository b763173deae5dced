"""The words of a block cut where their setting changes: what every marked-up format is written from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from diplomatics.model.document import Block, Document
from diplomatics.model.transcript import Mark


class Piece(NamedTuple):
    """A run of words set in one way, or, where `marker` is given, the anchor of a note."""

    text: str
    kinds: frozenset[str] = frozenset()
    target: str = ""
    marker: str | None = None
    note: int = -1


def pieces(document: Document, block: Block) -> Iterator[Piece]:
    """The pieces of a block in order. Marks may overlap: a piece has all the kinds that cover it."""
    marks = [m for m in document.marks if m.start < block.end and m.end > block.start]
    anchors = sorted(
        (at, index, note.marker)
        for index, note in enumerate(document.notes)
        for at in note.anchors
        if block.start <= at <= block.end and not block.start <= note.start <= block.end
    )
    edges = {block.start, block.end}
    edges.update(edge for m in marks for edge in (m.start, m.end) if block.start < edge < block.end)
    edges.update(at for at, _, _ in anchors)
    cuts = sorted(edges)
    for start, end in zip(cuts, [*cuts[1:], block.end], strict=True):
        for _, index, marker in (a for a in anchors if a[0] == start):
            yield Piece("", marker=marker, note=index)
        if start < end:
            yield _piece(document.text[start:end], [m for m in marks if m.start <= start and end <= m.end])


def _piece(text: str, over: list[Mark]) -> Piece:
    return Piece(text, frozenset(m.kind for m in over), next((m.target for m in over if m.kind == "link"), ""))
