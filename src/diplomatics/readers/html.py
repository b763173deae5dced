"""Web pages as lines: pages of UN sites that were saved, and documents that Word saved as pages."""

from __future__ import annotations

import hashlib
import re
from importlib import import_module
from typing import Any, Final
from urllib.parse import urljoin

import msgspec

from diplomatics.model.errors import ReadError
from diplomatics.model.transcript import Remark, Source, Transcript
from diplomatics.readers.docx_styles import code
from diplomatics.readers.html_notes import BLOCKS, find_notes
from diplomatics.readers.html_page import Page
from diplomatics.readers.text import decode

etree: Any = import_module("lxml.etree")  # has no types of its own

_DECLARED: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_MEANT: Final = {
    # What these names mean on the web, where they are declared for what contains them.
    "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "gb2312": "gb18030", "gbk": "gb18030", "iso-8859-9": "cp1254", "x-sjis": "cp932",
    "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8", "utf-7": "utf-8",
}  # fmt: skip
_TAG: Final = re.compile("<(/?)([a-zA-Z][^\\s/>]*)[^>]*>")
_DEEPEST: Final = 500
_VOID: Final = frozenset(("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"))
_UNENDED: Final = frozenset(("p", "li", "td", "th", "tr", "dt", "dd", "tbody", "thead", "tfoot", "option"))
"""Elements that often end without saying so: they do not count in the depth."""
_CONTROLS: Final = {number: None for number in range(32) if number not in (9, 10, 12, 13)}


def read_html(data: bytes, name: str) -> Transcript:
    """What a page shows. Menus, banners and the like are lines of their own, marked as running.

    Raises `ReadError` for bytes that are no text, and for a page that shows none.

    >>> page = b"<h1>Letter</h1><p>See <a href='https://docs.un.org/en/A/80/6'>A/80/6</a>."
    >>> [(line.role, line.text) for line in read_html(page, "x.html").lines]
    [('heading', 'Letter'), ('', 'See A/80/6.')]
    """
    text, remarks = _text(data, name)
    text = text.translate(_CONTROLS)
    root, too_deep = _parse(text)
    if too_deep:
        remarks = (*remarks, Remark("html.depth", "elements that are nested too deeply were read as one"))
        root, _ = _parse(_shallow(text))
    if root is None:
        raise ReadError(name, "the page is empty", "check that it was saved completely")
    page = Page(find_notes(root), _address(root))
    lines = page.lines(root)
    if not lines:
        raise ReadError(name, "the page shows no text", "if scripts build it, save it again from the browser")
    if page.hidden:
        remarks = (
            *remarks,
            Remark("html.hidden_text", f"characters of hidden text are left out: {page.hidden}"),
        )
    language = code(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    return Transcript(
        source=Source(name=name, sha256=hashlib.sha256(data).hexdigest(), media_type="text/html"),
        lines=tuple(
            msgspec.structs.replace(line, language="") if line.language == language else line for line in lines
        ),
        remarks=remarks,
        language=language,
    )


def _parse(text: str) -> tuple[Any, bool]:
    """The tree of a page, or None if it has no elements, and whether the parser gave up on its depth."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    return root, any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def _shallow(text: str) -> str:
    """A page without the tags that stand deeper than the parser can follow."""
    depth = 0

    def keep(tag: re.Match[str]) -> str:
        nonlocal depth
        name = tag[2].lower()
        ends = bool(tag[1])
        if name not in _VOID and name not in _UNENDED:
            depth = max(0, depth - 1) if ends else depth + 1
            ends = ends and depth >= _DEEPEST
        if depth + ends <= _DEEPEST or name in _VOID:
            return tag[0]
        return "<br>" if name in BLOCKS else ""

    return _TAG.sub(keep, text)


def _text(data: bytes, name: str) -> tuple[str, tuple[Remark, ...]]:
    """The characters of a page: by its byte-order mark, its declaration, or what its bytes look like."""
    declared = _DECLARED.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        encoding = declared[1].decode("ascii").lower()
        try:
            return data.decode(_MEANT.get(encoding, encoding)), ()
        except (LookupError, UnicodeError):
            pass
    text, _, remarks = decode(data, name)
    return text, remarks


def _address(root: Any) -> str:
    """Where the page came from, as far as it says so itself: relative links start there."""
    base: list[str] = root.xpath("//base/@href")
    canonical: list[str] = root.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    address = canonical[0] if canonical else ""
    return urljoin(address, base[0]) if base else address
