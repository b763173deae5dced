"""What the walk through an Akoma Ntoso tree remembers of the elements that it is in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from diplomatics.model.transcript import Line, MarkKind, Role
from diplomatics.readers.akn_line import Composer

_CODES: Final = {
    "ara": "ar", "eng": "en", "fra": "fr", "fre": "fr", "rus": "ru", "spa": "es",
    "zho": "zh", "chi": "zh", "deu": "de", "ger": "de",
}  # fmt: skip


class Unit:
    """What the lines of a paragraph, a point or a region are. A number read later may change it."""

    __slots__ = ("depth", "id", "number", "role", "titled")

    def __init__(self, role: Role, depth: int = 0, *, titled: bool = False, number: str = "", id: str = "") -> None:
        self.role: Role = role
        self.depth = depth
        self.titled = titled
        self.number = number
        self.id = id


class Frame(msgspec.Struct):
    """An element that has been entered and not yet left."""

    element: Any
    children: Iterator[Any]
    tag: str
    zone: str
    unit: Unit
    numbered: Role
    """What a paragraph with a number is here: operative, or a paragraph."""
    nest: int = 0
    level: int | None = None
    language: str = ""
    row: bool = False
    line: Composer | None = None
    start: int = 0
    marks: list[tuple[MarkKind, str]] = []
    piece: str = ""


class Flow:
    """A stream of lines: the document's own, or that of a note inside a line."""

    def __init__(self, note: str = "", number: str = "") -> None:
        self.line: Composer | None = None
        self.out: list[Line] = []
        self.note = note
        self.number = number


def iso(code: str) -> str:
    """A language as an ISO 639-1 code where there is one.

    >>> iso("zho"), iso("fr-CA"), iso("und")
    ('zh', 'fr', '')
    """
    code = code.lower().split("-")[0]
    return _CODES.get(code, code if len(code) == 2 else "")


def unnumbered(element: Any) -> bool:
    """Whether a paragraph or point has no number of its own."""
    return element.find("{*}num") is None


def follows_heading(element: Any) -> bool:
    """Whether a list stands below a heading inside a list: the heading does not make it deeper."""
    before = element.getprevious()
    if before is None or not isinstance(before.tag, str):
        return False
    tag = before.tag.rpartition("}")[2]
    if tag == "intro":
        return element.getparent().tag.endswith("sublist")
    return tag == "point" and unnumbered(before) and before.find("{*}content") is None
