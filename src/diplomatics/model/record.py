"""The record: everything that has been read of a document, as one flat object.

`diplomatics read FILE --to json` prints it; the library and the web use the same one. Its schema is
docs/reference/record.schema.json, generated from the types here.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from diplomatics.model.document import BlockKind, PartKind
from diplomatics.model.identity import (
    AgendaItem,
    Circulation,
    DocumentKind,
    Sender,
    Session,
    Signature,
    Vote,
)
from diplomatics.model.span import Span
from diplomatics.model.transcript import Box, Mark, Remark, Role, Source

FORMAT = "diplomatics/1"


class PartRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the document and the interval of the text that it covers."""

    kind: PartKind
    label: str
    title: str
    language: str
    original: tuple[str, ...]
    author: str | None
    start: int
    end: int


class BlockRecord(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A block of the document; `slot`, `number`, `depth` and `boxes` are left out where they say nothing."""

    kind: BlockKind
    start: int
    end: int
    language: str
    pages: tuple[int, ...]
    slot: Role = ""
    number: str = ""
    depth: int = 0
    boxes: tuple[Box, ...] = ()


class AnnexRecord(msgspec.Struct, frozen=True, kw_only=True):
    """An annex, enclosure or appendix, as the parts describe it."""

    label: str
    title: str
    language: str
    original: tuple[str, ...]
    author: str | None


class FootnoteRecord(Span, frozen=True, kw_only=True):
    """A footnote; `anchors` are the places of the text at which its marker stands."""

    marker: str
    anchors: tuple[int, ...]


class Acronym(Span, frozen=True, kw_only=True):
    """A short form that the document itself expands. The span is that of the short form."""

    short: str
    long: str


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What has been read of one document. Names and meanings are explained in docs/reference/record.md."""

    format: Literal["diplomatics/1"] = FORMAT
    source: Source
    kind: DocumentKind
    symbols: tuple[str, ...]
    organs: tuple[str, ...]
    distribution: str | None
    issued: str | None
    language: str | None
    original: tuple[str, ...]
    sessions: tuple[Session, ...]
    agenda_items: tuple[AgendaItem, ...]
    title: str | None
    dated: str | None
    senders: tuple[Sender, ...]
    addressees: tuple[str, ...]
    addressee_codes: tuple[str | None, ...]
    signed: tuple[Signature, ...]
    circulation: Circulation
    annexes: tuple[AnnexRecord, ...]
    job_number: str | None
    adopted: str | None
    meeting: str | None
    number: str | None
    committee: str | None
    origin: str | None
    vote: Vote | None
    footnotes: tuple[FootnoteRecord, ...]
    acronyms: tuple[Acronym, ...]
    text: str
    parts: tuple[PartRecord, ...]
    blocks: tuple[BlockRecord, ...]
    marks: tuple[Mark, ...]
    remarks: tuple[Remark, ...]
