"""Which format a file has: told by its first bytes, not by its name."""

from __future__ import annotations

import re
from typing import Final

_SIGNATURES: Final = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"\x1f\x8b", "application/gzip"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"7z\xbc\xaf'\x1c", "application/x-7z-compressed"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
_WORD: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MARKUP: Final = re.compile(rb"<(?:!doctype\s+)?(?:[\w.-]+:)?([\w.-]+)", re.IGNORECASE)
_BYTE_ORDER: Final = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"\xef\xbb\xbf": "utf-8"}
_HTML: Final = frozenset({"html", "head", "body", "meta", "div", "p", "table", "span", "title", "article"})


def media_type(data: bytes, name: str) -> str:
    """The media type of a file's content; "text/plain" for what has no signature of its own.

    A PDF may be preceded by up to a kilobyte of other bytes, as its specification allows.

    >>> media_type(b"%PDF-1.7 ...", "x"), media_type(b"<html><p>x", "y.txt"), media_type(b"Annex", "z")
    ('application/pdf', 'text/html', 'text/plain')
    """
    head = data[:1024]
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return _zip_kind(data) if kind == "application/zip" else kind
    if b"%PDF-" in head:
        return "application/pdf"
    return _markup_kind(data) or "text/plain"


def _zip_kind(data: bytes) -> str:
    """Word documents are zip archives that contain word/document.xml."""
    return _WORD.decode() if b"word/" in data else "application/zip"


def _markup_kind(data: bytes) -> str | None:
    """The kind of XML or HTML by its first element, past declarations and comments."""
    head = data[:65_536]
    for mark, encoding in _BYTE_ORDER.items():
        if head.startswith(mark):
            head = head.decode(encoding, "replace").encode()
            break
    head = re.sub(rb"<!--.*?-->|<\?.*?\?>", b"", head, flags=re.DOTALL).lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.startswith(b"<"):
        return None
    found = _MARKUP.match(head)
    element = found[1].decode().lower() if found else ""
    if element == "akomantoso" or b"docs.oasis-open.org/legaldocml" in head:
        return "application/akn+xml"
    if element in _HTML:
        return "text/html"
    if b"<html" in head.lower():
        return "text/html"
    return "application/akn+xml" if head.startswith(b"<!DOCTYPE") or data[:5] == b"<?xml" else None
