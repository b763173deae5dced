"""The words of a block as mixed content: marks become elements, anchors become notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, Final
from urllib.parse import quote

from diplomatics.exporters.akn_iris import cited_iri
from diplomatics.model.transcript import Mark
from diplomatics.readers.akn_roles import NAMESPACE

etree: Any = import_module("lxml.etree")  # has no types of its own

_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SET: Final = {
    "bold": "span",
    "italic": "span",
    "underline": "span",
    "superscript": "sup",
    "subscript": "sub",
}
_SAFE: Final = "/:?#@!$&'()*+,;=~-._"


def clean(text: str) -> str:
    r"""The text with U+FFFD for the characters that XML forbids, so that every offset stays what it is.

    >>> clean("a\x00b\ud800")
    'a�b�'
    """
    return _FORBIDDEN.sub("\ufffd", text)


def child(parent: Any, tag: str, **attributes: str) -> Any:
    """Append an element of Akoma Ntoso. Attributes without a value are left out."""
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}")
    for name, value in attributes.items():
        if value:
            element.set(name.rstrip("_"), clean(value))
    return element


class Words:
    """Writes stretches of one block, with what is set or anchored in them.

    A mark that cannot be one element, because it crosses another or the edge of a stretch, becomes
    several of one `piece` class: the reader joins them.
    """

    def __init__(self, text: str, marks: Sequence[tuple[int, Mark]], notes: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._marks = marks
        self._notes = list(notes)
        """Anchors still to be written: their place, and the number of the note."""
        self._pieces: dict[int, list[Any]] = {}

    def write(self, parent: Any, start: int, end: int, note: Callable[[Any, int], None]) -> None:
        """Append `text[start:end]` to an element. `note` appends a note by its number."""
        inside = [(n, m) for n, m in self._marks if m.start < end and m.end > start]
        places = {start, end}
        places.update(p for _, m in inside for p in (m.start, m.end) if start < p < end)
        places.update(at for at, _ in self._notes if start < at < end)
        stack: list[tuple[Any, int, Mark | None]] = [(parent, -1, None)]
        before = start
        for place in sorted(places):
            _append(stack[-1][0], clean(self._text[before:place]))
            before = place
            reopened = self._close(stack, place)
            while self._notes and self._notes[0][0] <= place:
                note(stack[-1][0], self._notes.pop(0)[1])
            beginning = [(n, m) for n, m in inside if max(m.start, start) == place < min(m.end, end)]
            for number, mark in [*reopened, *sorted(beginning, key=lambda pair: -pair[1].end)]:
                element = _element(stack[-1][0], mark)
                self._pieces.setdefault(number, []).append(element)
                stack.append((element, number, mark))

    def finish(self) -> None:
        """Join the pieces of the marks that were cut."""
        for number, elements in self._pieces.items():
            for element in elements if len(elements) > 1 else ():
                element.set("class", f"{element.get('class', '')} piece{number}".strip())

    @staticmethod
    def _close(stack: list[tuple[Any, int, Mark | None]], place: int) -> list[tuple[int, Mark]]:
        """Close the marks that end here, and those opened inside them: these are given back."""
        ending = [i for i, (_, _, mark) in enumerate(stack) if mark is not None and mark.end <= place]
        if not ending:
            return []
        closed = stack[ending[0] :]
        del stack[ending[0] :]
        return [(number, mark) for _, number, mark in closed if mark is not None and mark.end > place]


def _append(element: Any, words: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


def _element(parent: Any, mark: Mark) -> Any:
    """The element that sets words as a mark does."""
    if mark.kind == "link":
        if iri := cited_iri(mark.target):
            return child(parent, "ref", href=iri, title=mark.target)
        address = quote(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", mark.target), safe=_SAFE + "%")
        element = child(parent, "a", title=mark.target if address != mark.target else "")
        element.set("href", address)
        return element
    tag = _SET[mark.kind]
    return child(parent, tag, class_=mark.kind if tag == "span" else "")
