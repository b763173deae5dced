"""Where the notes of a document are written, and where they are printed.

The UN writes a note at its anchor, inside the words. Print has the notes of a part at its end, before
running lines. A note that is printed anywhere else gets a reference in that place.
"""

from __future__ import annotations

from typing import NamedTuple

from diplomatics.model.document import Document


class Note(NamedTuple):
    """A footnote of a document: its marker, its blocks, the block and place of each anchor, in order."""

    marker: str
    blocks: tuple[int, ...]
    anchors: tuple[tuple[int, int], ...]


class Plan(NamedTuple):
    """What is written where. All numbers are indices of notes, or of blocks."""

    notes: tuple[Note, ...]
    inside: frozenset[int]
    """The notes written at their first anchor. The others are written where they are printed."""
    placed: frozenset[int]
    """Those of them that are not printed at the end of the part of their anchor."""
    of_block: dict[int, int]
    """The note of a block."""


def plan(document: Document, part_of: list[int]) -> Plan:
    """Decide for each note of a document. `part_of` gives the part of each block."""
    blocks = document.blocks
    of_block: dict[int, int] = {}
    for number, note in enumerate(document.notes):
        for index, block in enumerate(blocks):
            if block.kind == "note" and note.start <= block.start and block.end <= note.end:
                of_block.setdefault(index, number)
    notes: list[Note] = []
    for number, note in enumerate(document.notes):
        own = tuple(index for index, owner in of_block.items() if owner == number)
        anchors = sorted((_host(document, at), at) for at in note.anchors) if own else []
        notes.append(Note(note.marker, own, tuple(anchor for anchor in anchors if anchor[0] >= 0)))
    inside = frozenset(
        number
        for number, note in enumerate(notes)
        if note.anchors and blocks[note.anchors[0][0]].kind != "note" and _together(note.blocks)
    )
    default = _at_the_end(document, part_of, notes, inside, of_block)
    return Plan(tuple(notes), inside, inside - default, of_block)


def _host(document: Document, place: int) -> int:
    """The block in which a place of the text lies; -1 if it lies in none."""
    return next((i for i, block in enumerate(document.blocks) if block.start <= place <= block.end), -1)


def _together(blocks: tuple[int, ...]) -> bool:
    return blocks == tuple(range(blocks[0], blocks[-1] + 1))


def _at_the_end(
    document: Document,
    part_of: list[int],
    notes: list[Note],
    inside: frozenset[int],
    of_block: dict[int, int],
) -> frozenset[int]:
    """The notes that stand at the end of the part of their anchor, before running lines, in order."""
    found: set[int] = set()
    for part in range(len(document.parts)):
        own = [index for index, home in enumerate(part_of) if home == part]
        while own and document.blocks[own[-1]].kind == "running":
            own.pop()
        last: list[int] = []
        while own:
            number = of_block.get(own[-1], -1)
            if number not in inside or part_of[notes[number].anchors[0][0]] != part:
                break
            if not last or last[0] != number:
                last.insert(0, number)
            own.pop()
        # The reader sets the notes before all running lines at the end, and must not pass over others.
        passed = bool(own) and document.blocks[own[-1]].kind == "running"
        if not passed and last == sorted(last, key=lambda number: (notes[number].anchors[0], number)):
            found.update(last)
    return frozenset(found)
