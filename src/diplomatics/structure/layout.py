"""The last step: parts and drafts laid out as one text with its layers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from diplomatics.grammar import Grammar
from diplomatics.model.document import Block, Document, Footnote, Part
from diplomatics.model.identity import Identity
from diplomatics.model.transcript import Mark, Remark, Transcript
from diplomatics.structure.draft import Draft
from diplomatics.structure.languages import language
from diplomatics.structure.masthead import Reading
from diplomatics.structure.notes import Anchor, anchor
from diplomatics.structure.parts import Section


class Composed(NamedTuple):
    """A part whose body has been told, with the grammars of its language."""

    section: Section
    readings: Sequence[Reading]
    body: Sequence[Draft]
    grammars: Sequence[Grammar]

    def drafts(self) -> list[Draft]:
        """Everything in the part, in printed order."""
        head = [r.draft.set(kind="title" if r.slot == "title" else "masthead", slot=r.slot) for r in self.readings]
        return [_numbered_title(d, r) for d, r in zip(head, self.readings, strict=True)] + [
            *self.section.heading,
            *self.body,
        ]


def _numbered_title(title: Draft, reading: Reading) -> Draft:
    """A title keeps the number of its act as its number; its slot is its kind."""
    if reading.slot != "title":
        return title
    return title.set(slot="", number=str(reading.values["number"]) if reading.formula == "act_title" else "", depth=0)


def lay_out(
    transcript: Transcript,
    identity: Identity,
    parts: Sequence[Composed],
    described: Sequence[Part],
    running: Sequence[Draft],
    spoken: str,
    remarks: tuple[Remark, ...],
) -> Document:
    """The document: one text, its blocks in reading order, notes at the end of their part, running lines last."""
    drafts: list[Draft] = []
    home: list[int] = []
    for index, part in enumerate(parts):
        own = part.drafts()
        drafts += own
        home += [index] * len(own)
    noted = anchor(drafts)
    order = _order(noted.drafts, noted.anchors, home, len(parts))
    set_aside = [d for d in noted.drafts if d.kind == "running"] + list(running)
    builder = _Builder()
    spans: list[tuple[int, int]] = []
    for index, places in enumerate(order):
        first = len(builder.blocks)
        default = described[index].language or spoken
        for place in places:
            builder.add(noted.drafts[place], default, place)
        if index == len(order) - 1:
            for current in set_aside:
                builder.add(current, spoken)
        spans.append(builder.extent(first))
    return Document(
        source=transcript.source,
        identity=identity,
        text=builder.text(),
        blocks=tuple(builder.blocks),
        parts=_placed(described, spans, spoken),
        notes=builder.notes(noted.anchors),
        marks=tuple(builder.marks),
        remarks=remarks,
    )


def _order(drafts: Sequence[Draft], anchors: Sequence[Anchor], home: list[int], parts: int) -> list[list[int]]:
    """The places of the drafts of each part: the body, then the notes that are anchored in it."""
    anchored: dict[int, int] = {}
    for found in anchors:
        anchored.setdefault(found.note, home[found.draft])
    bodies: list[list[int]] = [[] for _ in range(parts)]
    notes: list[list[int]] = [[] for _ in range(parts)]
    for place, current in enumerate(drafts):
        if current.kind == "note":
            notes[anchored.get(place, home[place])].append(place)
        elif current.kind != "running":
            bodies[home[place]].append(place)
    return [body + note for body, note in zip(bodies, notes, strict=True)]


def _placed(described: Sequence[Part], spans: Sequence[tuple[int, int]], spoken: str) -> tuple[Part, ...]:
    """The parts with their places; a first part without a block of its own is left out."""
    placed = [
        replace(part, start=start, end=end, language=part.language or spoken)
        for part, (start, end) in zip(described, spans, strict=True)
    ]
    kept = [part for part in placed if part.end > part.start]
    return tuple(kept or placed[:1])


class _Builder:
    """Collects blocks into a text."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.marks: list[Mark] = []
        self._pieces: list[str] = []
        self._length = 0
        self._starts: dict[int, int] = {}
        self._notes: dict[int, tuple[int, int, str]] = {}

    def add(self, current: Draft, default: str, place: int | None = None) -> None:
        """Append one draft as a block."""
        if not current.text:
            return
        if self._pieces:
            self._pieces.append("\n")
            self._length += 1
        start, end = self._length, self._length + len(current.text)
        if place is not None:
            self._starts[place] = start
            if current.kind == "note":
                self._notes[place] = (start, end, current.number)
        self.blocks.append(
            Block(
                kind=current.kind,
                start=start,
                end=end,
                slot=current.slot,
                number=current.number,
                depth=current.depth,
                language=current.language or language(current.text, default),
                pages=current.pages,
                boxes=current.boxes,
            )
        )
        self.marks += [replace(m, start=m.start + start, end=m.end + start) for m in current.marks]
        self._pieces.append(current.text)
        self._length = end

    def extent(self, first: int) -> tuple[int, int]:
        """The interval from the block of an index to the last one."""
        if first == len(self.blocks):
            return self._length, self._length
        return self.blocks[first].start, self._length

    def text(self) -> str:
        """The whole text."""
        return "".join(self._pieces)

    def notes(self, anchors: Sequence[Anchor]) -> tuple[Footnote, ...]:
        """The footnotes, with the places in the text of their anchors."""
        places: dict[int, list[int]] = {}
        for found in anchors:
            if found.draft in self._starts:
                places.setdefault(found.note, []).append(self._starts[found.draft] + found.offset)
        text = self.text()
        return tuple(
            Footnote.of(text, start, end, marker=marker, anchors=tuple(places.get(place, ())))
            for place, (start, end, marker) in self._notes.items()
        )
