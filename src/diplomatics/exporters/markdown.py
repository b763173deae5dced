"""A document as Markdown that the program reads back: bold, italics, raised markers, links."""

from __future__ import annotations

import re

from diplomatics.exporters.inline import Piece, pieces
from diplomatics.model.document import Block, Document

_SPECIAL = re.compile(r"([\\`*_\[\]<>#])")
_HEADING = {"title": "# ", "heading": "## "}


def write_markdown(document: Document) -> bytes:
    """The document as Markdown. Footnotes stand at the end of their part, after their markers."""
    out = [_block(document, block) for block in document.blocks if block.kind != "running"]
    return ("\n\n".join(out) + "\n").encode()


def _block(document: Document, block: Block) -> str:
    words = "".join(_piece(piece) for piece in pieces(document, block))
    if block.kind == "note":
        return f"<sup>{_escaped(block.number)}</sup> {words}" if block.number else words
    if block.kind == "row":
        return "| " + words.replace("|", r"\|").replace("\t", " | ") + " |"
    return _HEADING.get(block.kind, "") + words


def _piece(piece: Piece) -> str:
    if piece.marker is not None:
        return f"<sup>{_escaped(piece.marker)}</sup>"
    words = _escaped(piece.text)
    if "superscript" in piece.kinds:
        words = f"<sup>{words}</sup>"
    core = words.strip()
    if core and "italic" in piece.kinds:
        words = words.replace(core, f"*{core}*")
    if core and "bold" in piece.kinds:
        words = words.replace(core, f"**{core}**")
    return f"[{words}]({piece.target})" if piece.target and ")" not in piece.target else words


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
