"""Automatic numbers of paragraphs, computed as Word computes them from numbering.xml.

A paragraph names a list (`numId`) and a level. A list is an instance of an abstract list, which may
stand in for another by the name of a numbering style; it may override single levels or their
starts. Lists of one abstract list count on together; an overridden start begins again, once.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from diplomatics.readers.docx_counting import write_number
from diplomatics.readers.docx_package import VAL, Element, W, switched_on, whole
from diplomatics.readers.docx_styles import Look
from diplomatics.readers.docx_symbols import respell

_LEVELS: Final = 9
_PLACE: Final = re.compile("%([1-9])")


class Level(msgspec.Struct, frozen=True, kw_only=True):
    """How one level of a list is numbered. `restart` is the level, from 1, whose use begins it again:
    None for any level above, 0 for never.
    """

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    restart: int | None = None
    legal: bool = False
    separator: str = "tab"
    style: str = ""


class Label(msgspec.Struct, frozen=True):
    """The number of one paragraph as printed, whether it is only a bullet, and whether a gap follows."""

    text: str
    bullet: bool
    spaced: bool


class Numbering:
    """The lists of one document, and how far each has counted."""

    def __init__(self, root: Element | None, language: str = "en") -> None:
        self._language = language
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self.forms: set[str] = set()
        """The number formats that were used."""
        if root is not None:
            self._load(root)

    def _load(self, root: Element) -> None:
        styled: dict[str, str] = {}
        deferred: dict[str, str] = {}
        for item in root.iterchildren(W + "abstractNum"):
            id_ = item.get(W + "abstractNumId", "")
            self._abstract[id_] = dict(map(_level, item.iterchildren(W + "lvl")))
            if (link := item.find(W + "styleLink")) is not None:
                styled[link.get(VAL, "")] = id_
            if (link := item.find(W + "numStyleLink")) is not None:
                deferred[id_] = link.get(VAL, "")
        for item in root.iterchildren(W + "num"):
            base = item.find(W + "abstractNumId")
            id_ = base.get(VAL, "") if base is not None else ""
            id_ = styled.get(deferred.get(id_, ""), id_)
            levels: dict[int, Level] = {}
            starts: dict[int, int] = {}
            for override in item.iterchildren(W + "lvlOverride"):
                index = _index(override.get(W + "ilvl"))
                if (start := override.find(W + "startOverride")) is not None:
                    starts[index] = whole(start.get(VAL))
                if (level := override.find(W + "lvl")) is not None:
                    levels[index] = _level(level)[1]
                    starts.setdefault(index, levels[index].start)
            self._lists[item.get(W + "numId", "")] = (id_, levels, starts)

    def level_of_style(self, list_id: str, style: str) -> int | None:
        """The level of a list that is tied to a paragraph style, where one is."""
        if list_id not in self._lists:
            return None
        abstract, levels, _ = self._lists[list_id]
        merged = self._abstract.get(abstract, {}) | levels
        return next((index for index, level in sorted(merged.items()) if level.style == style), None)

    def label_of(self, look: Look, own: Element | None) -> Label | None:
        """Count one paragraph of a style, given its own `w:numPr`, and write its number.

        The paragraph's own list and level go before those of its style. The level of a style is the
        one that its list ties to the style. None for a paragraph without a number.
        """
        list_id, level = look.list_id, None
        if own is not None:
            if (item := own.find(W + "numId")) is not None:
                list_id = item.get(VAL, "")
            if (item := own.find(W + "ilvl")) is not None:
                level = whole(item.get(VAL))
        if not list_id or list_id == "0":
            return None
        if level is None:
            level = self.level_of_style(list_id, look.list_style or look.id)
        if level is None:
            level = look.list_level or 0
        return self.label(list_id, min(max(level, 0), _LEVELS - 1))

    def label(self, list_id: str, index: int) -> Label | None:
        """Count one paragraph of a list at a level (from 0), and write its number.

        None for a list that the document does not define. Call once per paragraph, in order.
        """
        if list_id not in self._lists:
            return None
        abstract, own, starts = self._lists[list_id]
        levels = self._abstract.get(abstract, {})
        level = own.get(index) or levels.get(index)
        if level is None:
            return None
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        count = counts[index]
        if index in starts and (list_id, index) not in self._begun:
            self._begun.add((list_id, index))
            count = None
        counts[index] = starts.get(index, level.start) if count is None else count + 1
        for deeper in range(index + 1, _LEVELS):
            below = own.get(deeper) or levels.get(deeper)
            restart = below.restart if below else None
            if restart is None or index < restart:
                counts[deeper] = None

        def write(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            shown = own.get(at) or levels.get(at) or Level()
            self.forms.add(shown.form)
            number = counts[at]
            number = starts.get(at, shown.start) if number is None else number
            return write_number(number, "decimal" if level.legal else shown.form, self._language)

        bullet = level.form == "bullet"
        text = level.pattern if bullet else _PLACE.sub(write, level.pattern)
        return Label(text.strip(), bullet, level.separator != "nothing")


def _index(text: str | None) -> int:
    return min(max(whole(text), 0), _LEVELS - 1)


def _level(item: Element) -> tuple[int, Level]:
    """The place of a level in its list, and how it is numbered."""
    values = {child.tag: child.get(VAL) for child in item}
    form = values.get(W + "numFmt") or "decimal"
    pattern = values.get(W + "lvlText") or ""
    font = item.find(f"{W}rPr/{W}rFonts")
    if form == "bullet" and font is not None:
        pattern = respell(pattern, font.get(W + "ascii") or font.get(W + "hAnsi") or "")
    restart = values.get(W + "lvlRestart")
    legal = item.find(W + "isLgl")
    return (
        _index(item.get(W + "ilvl")),
        Level(
            start=whole(values.get(W + "start"), 1 if W + "start" in values else 0),
            form=form,
            pattern=pattern,
            restart=None if restart is None else whole(restart),
            legal=legal is not None and switched_on(legal),
            separator=values.get(W + "suff") or "tab",
            style=values.get(W + "pStyle") or "",
        ),
    )
