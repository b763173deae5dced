"""What an element of a page says of its own look: the part of inline styles that bears on reading."""

from __future__ import annotations

import functools
import re
from typing import Any, Final

import msgspec

from diplomatics.model.transcript import MarkKind

_BANDS: Final = frozenset(("nav", "aside", "footer", "header"))
_BAND_ROLES: Final = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "menubar"))
_BAND_NAMES: Final = frozenset((
    "breadcrumb", "breadcrumbs", "navbar", "nav", "menu", "sidebar", "pager", "pagination", "toolbar",
    "skip-link", "skip-to-content", "cookie-banner", "cookies", "share-links", "social-links",
    "site-header", "site-footer",
))  # fmt: skip
_SIZE: Final = re.compile(r"([\d.]{1,6})(pt|px)")
_POINTS_PER_PIXEL: Final = 0.75
_BOLD_FROM: Final = 600


class Styling(msgspec.Struct, frozen=True, kw_only=True):
    """What an inline style states. `numbers`: Word's mark for an automatic number."""

    marks: tuple[MarkKind, ...] = ()
    size: float = 0.0
    centred: bool | None = None
    hidden: bool = False
    page_break: bool = False
    list_style: str = ""
    numbers: bool = False


_PLAIN: Final = Styling()


def styling(element: Any) -> Styling:
    """What an element states of its look, by its style and its old attributes."""
    written = element.get("style")
    style = parse_style(written) if written else _PLAIN
    if style.centred is None and (align := element.get("align")):
        return msgspec.structs.replace(style, centred=align.strip().lower() == "center")
    return style


@functools.lru_cache(maxsize=4096)
def parse_style(written: str) -> Styling:
    """Read an inline style. What does not bear on reading is passed over.

    >>> style = parse_style("font-style: italic; font-size: 12.0pt; text-align: center")
    >>> style.marks, style.size, style.centred
    (('italic',), 12.0, True)
    """
    values: dict[str, str] = {}
    for declaration in written.lower().split(";"):
        name, _, value = declaration.partition(":")
        values[name.strip()] = value.replace("!important", "").strip()
    marks: list[MarkKind] = []
    weight = values.get("font-weight", "")
    if weight in ("bold", "bolder") or (weight.isascii() and weight.isdigit() and int(weight[:5]) >= _BOLD_FROM):
        marks.append("bold")
    if values.get("font-style", "") in ("italic", "oblique"):
        marks.append("italic")
    if "underline" in values.get("text-decoration", ""):
        marks.append("underline")
    raised = values.get("vertical-align", "")
    if raised in ("super", "sub"):
        marks.append("superscript" if raised == "super" else "subscript")
    align = values.get("text-align")
    breaks = (values.get("page-break-before", ""), values.get("break-before", ""))
    lists = values.get("list-style-type") or values.get("list-style") or ""
    return Styling(
        marks=tuple(marks),
        size=_points(values.get("font-size", "")),
        centred=None if align is None else align == "center",
        hidden=values.get("display") == "none"
        or values.get("visibility") == "hidden"
        or values.get("mso-hide") == "all",
        page_break="always" in breaks or "page" in breaks,
        list_style=lists.split()[0] if lists else "",
        numbers=values.get("mso-list") == "ignore",
    )


def _points(size: str) -> float:
    found = _SIZE.fullmatch(size)
    if not found or found[1].count(".") > 1 or found[1] == ".":
        return 0.0
    return float(found[1]) * (1 if found[2] == "pt" else _POINTS_PER_PIXEL)


def is_hidden(element: Any, style: Styling) -> bool:
    """Whether an element is not shown."""
    return style.hidden or element.get("hidden") is not None or element.get("type") == "hidden"


def is_boilerplate(element: Any, *, kept: bool) -> bool:
    """Whether a block belongs to the site and not to the document: a menu, a banner, a search form.

    `kept`: the block lies in what the page calls its main matter, where a header or an aside is part
    of the document. A form that holds paragraphs or headings wraps a page: it is no boilerplate.
    """
    tag = element.tag
    if tag == "nav" or (tag in _BANDS and not kept):
        return True
    if tag == "form":
        return next(element.iterdescendants("p", "h1", "h2", "h3", "table", "li"), None) is None
    if element.get("role") in _BAND_ROLES:
        return True
    if kept:
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
    return not _BAND_NAMES.isdisjoint(names)
