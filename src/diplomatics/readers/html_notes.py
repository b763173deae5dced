"""Which links of a page lead to footnotes, and where those footnotes stand.

A note is reached by a link within the page whose words are a marker (1, [1], *), which leads to a
place further down; the note usually leads back. Word, wikis, e-book tools and the UN's sites write
this in different ways, but all of them so.
"""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import unquote

import msgspec

Element = Any

_MARKER: Final = re.compile(r"[\[(]?\s*([0-9]{1,4}|[a-zA-Z]|[ivxlcIVXLC]{1,6}|[*†‡§¶#]{1,4})\s*[\])]?\.?")
_RAISED: Final = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_NOTED: Final = re.compile(r"note|ftn", re.IGNORECASE)
_NEAR: Final = 8
"""Elements: further up or down nothing is looked for that belongs to a marker or a note."""
BLOCKS: Final = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu",
    "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "ul",
))  # fmt: skip
_HOLDERS: Final = frozenset(("div", "li", "aside", "section", "p", "dd", "dt", "td", "blockquote"))


class PageNotes(msgspec.Struct, kw_only=True):
    """The notes of a page.

    `references`: links that are markers, with the id of their note and the marker;
    `holders`: elements that hold a note, with its id; `returns`: links from a note back to its marker.
    """

    references: dict[Element, tuple[str, str]]
    holders: dict[Element, str]
    returns: set[Element]


def find_notes(root: Element) -> PageNotes:
    """The notes of a page, found by the links that lead to them."""
    links: list[Element] = root.xpath("//a[starts-with(@href, '#') and string-length(@href) > 1]")
    notes = PageNotes(references={}, holders={}, returns=set())
    if not links:
        return notes
    order = {element: place for place, element in enumerate(root.iter("*"))}
    places: dict[str, Element] = {}
    for element in root.xpath("//*[@id] | //a[@name]"):
        for key in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if key:
                places.setdefault(key, element)
    targets: dict[str, Element] = {}
    for link in links:
        id_ = unquote(link.get("href")[1:])
        place = places.get(id_)
        marker = _MARKER.fullmatch("".join(link.itertext()).strip())
        if place is None or marker is None:
            continue
        if order[place] > order[link] and _is_reference(link, id_):
            notes.references[link] = (id_, marker[1])
            targets[id_] = place
    origins = {_nearest_block(link): id_ for link, (id_, _) in notes.references.items()}
    holders = {id_: _holder(place, targets, origins) for id_, place in targets.items()}
    for id_, holder in holders.items():
        if holder is not None and holder not in notes.holders:
            notes.holders[holder] = id_
    # A note leads back to its marker by the marker itself, an arrow or a word: not part of its text.
    near = {item: id_ for link, (id_, _) in notes.references.items() for item in _around(link)}
    for holder, id_ in notes.holders.items():
        for link in holder.iter("a"):
            address = link.get("href") or ""
            back = places.get(unquote(address[1:])) if address.startswith("#") else None
            if back is not None and near.get(back) == id_:
                notes.returns.add(link)
    held = set(notes.holders.values())
    notes.references = {link: found for link, found in notes.references.items() if found[0] in held}
    return notes


def _is_reference(link: Element, id_: str) -> bool:
    """Whether a link with a marker for its words is raised, bracketed, or called a note."""
    words = "".join(link.itertext()).strip()
    if words[0] in "[*†‡§¶" or _NOTED.search(id_) or _NOTED.search(link.get("role") or link.get("class") or ""):
        return True
    around = _around(link)
    return any(item.tag == "sup" or _RAISED.search(item.get("style") or "") for item in around)


def _around(link: Element) -> list[Element]:
    """A link, what is in it, and the inline elements that it is in."""
    around = [*link.iter("*")]
    for above in link.iterancestors():
        if above.tag in BLOCKS or len(around) > _NEAR:
            break
        around.append(above)
    return around


def _nearest_block(element: Element) -> Element | None:
    while element is not None and element.tag not in BLOCKS:
        element = element.getparent()
    return element


def _holder(place: Element, targets: dict[str, Element], origins: dict[Element, str]) -> Element | None:
    """The element that holds a whole note, given a place in it: as large as holds no other words.

    None if that would hold the marker of a note too: then the place is part of the running text.
    """
    block = _nearest_block(place)
    if block is None or block.tag not in _HOLDERS or block in origins:
        return None
    others = set(targets.values()) - {place}
    for _ in range(_NEAR):
        parent = block.getparent()
        if parent is None or parent.tag not in _HOLDERS or parent[0] is not block or parent in origins:
            return block
        if (parent.text or "").strip() or any(item in others or item in origins for item in parent.iter("*")):
            return block
        block = parent
    return block
