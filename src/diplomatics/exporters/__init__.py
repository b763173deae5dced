"""A Document to bytes, one file per format: the record, Akoma Ntoso, HTML, Markdown, plain text.

An exporter is a callable `Document -> bytes`. Third parties add exporters by entry points of the
group `diplomatics.exporters`, named after the format.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points
from typing import Final

from diplomatics.model.document import Document
from diplomatics.model.errors import DiplomaticsError

__all__ = ["FORMATS", "Exporter", "export"]

Exporter = Callable[[Document], bytes]

FORMATS: Final = ("json", "jsonl", "akn", "html", "md", "txt")
"""The formats in which a document is written."""


def export(document: Document, to: str) -> bytes:
    """A document in one of the formats. Raises `DiplomaticsError` for a format that is not known."""
    return exporter(to)(document)


def exporter(to: str) -> Exporter:
    """The exporter of a format, imported only now."""
    if to in ("json", "jsonl"):
        from diplomatics.exporters import json

        return json.write_json if to == "json" else json.write_line
    if to == "akn":
        from diplomatics.exporters.akn import write_akn

        return write_akn
    if to == "html":
        from diplomatics.exporters.html import write_html

        return write_html
    if to == "md":
        from diplomatics.exporters.markdown import write_markdown

        return write_markdown
    if to == "txt":
        from diplomatics.exporters.text import write_text

        return write_text
    for point in entry_points(group="diplomatics.exporters", name=to):
        written: Exporter = point.load()
        return written
    raise DiplomaticsError(f"there is no format {to!r}; there is {', '.join(FORMATS)}")
