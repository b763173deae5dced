"""Footnotes and endnotes of a Word document: their numbers, counted as they are met."""

from __future__ import annotations

from typing import Literal

import msgspec

from diplomatics.readers.docx_counting import write_number
from diplomatics.readers.docx_package import VAL, Element, Part, W, whole

Kind = Literal["footnote", "endnote"]


class Note(msgspec.Struct):
    """A note that has been met. The marker of a custom note is set when its characters are read."""

    id: str
    root: Element
    part: Part
    custom: bool
    marker: str = ""


class Counting(msgspec.Struct, frozen=True, kw_only=True):
    """How the notes of a section are numbered, and where their numbers begin again."""

    form: str
    start: int = 1
    restart: str = "continuous"


class Notes:
    """The notes of one kind, by id, and the count so far."""

    def __init__(self, kind: Kind, part: Part | None, settings: Element | None, sections: list[Element]) -> None:
        self._kind = kind
        self._part = part
        items = part.root.iterchildren(W + kind) if part is not None else ()
        # Separators are notes by name only.
        self._items = {item.get(W + "id", ""): item for item in items if item.get(W + "type", "normal") == "normal"}
        general = self._counting(settings, Counting(form="decimal" if kind == "footnote" else "lowerRoman"))
        self._countings = [self._counting(section, general) for section in sections] or [general]
        self._section = 0
        self._count: int | None = None
        self._met: set[str] = set()

    @property
    def unmet(self) -> int:
        """How many notes no reference has led to."""
        return len(self._items) - len(self._met)

    def meet(self, id_: str, custom: bool) -> Note | None:
        """The note of a reference, numbered; None for a reference to nothing or to a note already met."""
        if id_ not in self._items or id_ in self._met or self._part is None:
            return None
        self._met.add(id_)
        note = Note(id=f"{self._kind}-{id_}", root=self._items[id_], part=self._part, custom=custom)
        if not custom:
            counting = self._countings[min(self._section, len(self._countings) - 1)]
            self._count = counting.start if self._count is None else self._count + 1
            note.marker = write_number(self._count, counting.form)
        return note

    def next_section(self) -> None:
        """A section has ended."""
        self._section = min(self._section + 1, len(self._countings) - 1)
        if self._countings[self._section].restart == "eachSect":
            self._count = None

    def next_page(self) -> None:
        """A page has ended, as Word last laid the document out."""
        if self._countings[self._section].restart == "eachPage":
            self._count = None

    def _counting(self, owner: Element | None, general: Counting) -> Counting:
        properties = owner.find(f"{W}{self._kind}Pr") if owner is not None else None
        if properties is None:
            return general
        values = {child.tag: child.get(VAL) for child in properties}
        return Counting(
            form=values.get(W + "numFmt") or general.form,
            start=whole(values.get(W + "numStart"), general.start),
            restart=values.get(W + "numRestart") or general.restart,
        )
