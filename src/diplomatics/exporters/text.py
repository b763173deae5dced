"""A document as plain text: one block a paragraph, notes at the end of their part."""

from __future__ import annotations

from diplomatics.model.document import Block, Document

_INDENT = "    "


def write_text(document: Document) -> bytes:
    """The text of a document with a blank line between blocks, and footnote markers in square brackets."""
    pieces = [_paragraph(document, block) for block in document.blocks if block.kind != "running"]
    return ("\n\n".join(pieces) + "\n").encode()


def _paragraph(document: Document, block: Block) -> str:
    anchors = sorted(
        ((at, note.marker) for note in document.notes for at in note.anchors if block.start <= at <= block.end),
        reverse=True,
    )
    words = document.words(block)
    for at, marker in anchors:
        words = f"{words[: at - block.start]}[{marker}]{words[at - block.start :]}"
    label = f"[{block.number}] " if block.kind == "note" and block.number else ""
    return _INDENT * block.depth + label + words
