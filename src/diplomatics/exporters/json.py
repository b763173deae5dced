"""The record as JSON: one object, or one line of JSON Lines. Text stays in its own script, unescaped."""

from __future__ import annotations

from typing import Any

import msgspec

from diplomatics.model.document import Document
from diplomatics.model.record import AnnexRecord, BlockRecord, FootnoteRecord, PartRecord, Record
from diplomatics.structure.acronyms import acronyms


def record(document: Document) -> Record:
    """The record of a document."""
    annexes = [part for part in document.parts if part.kind in ("annex", "enclosure", "appendix")]
    return Record(
        source=document.source,
        **msgspec.structs.asdict(document.identity),
        annexes=tuple(_only(AnnexRecord, part) for part in annexes),
        footnotes=tuple(_only(FootnoteRecord, note) for note in document.notes),
        acronyms=acronyms(document.text),
        text=document.text,
        parts=tuple(_only(PartRecord, part) for part in document.parts),
        blocks=tuple(_only(BlockRecord, block) for block in document.blocks),
        marks=document.marks,
        remarks=document.remarks,
    )


def _only(kind: type[Any], value: msgspec.Struct) -> Any:
    """A struct of another kind with the fields that both have."""
    return kind(**{name: getattr(value, name) for name in kind.__struct_fields__})


def write_line(document: Document) -> bytes:
    """The record on one line."""
    return msgspec.json.encode(record(document)) + b"\n"


def write_json(document: Document) -> bytes:
    """The record, indented for reading."""
    return msgspec.json.format(msgspec.json.encode(record(document)), indent=1) + b"\n"


def schema() -> bytes:
    """The JSON Schema of the record, indented."""
    made = msgspec.json.schema(Record)
    return msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n"
