"""What the styles of a Word document say of its paragraphs and runs: chains, defaults, toggles."""

from __future__ import annotations

from typing import Final

import msgspec

from diplomatics.model.transcript import MarkKind
from diplomatics.readers.docx_package import VAL, Element, W, switched_on, whole

_SWITCHES: Final = {W + name: name for name in ("b", "bCs", "i", "iCs", "vanish", "rtl", "cs")}
_TOGGLES: Final = ("b", "bCs", "i", "iCs", "vanish")
"""Properties that a paragraph style and a character style switch on and off against each other."""

Properties = dict[str, str | bool]


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """How a run is set: its marks, its size in points, whether it is hidden, its languages by script."""

    marks: tuple[tuple[MarkKind, str], ...] = ()
    size: float = 0.0
    hidden: bool = False
    language: str = ""
    east_asian: str = ""
    complex_script: bool = False
    font: str = ""


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """What a paragraph style says: its name, outline level (None for body text), list and alignment."""

    id: str
    name: str = ""
    outline: int | None = None
    list_id: str = ""
    list_level: int | None = None
    list_style: str = ""
    centred: bool = False


class Styles:
    """The styles of a document. Every answer is worked out once."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._defaults: Properties = {}
        self._default_paragraph = ""
        self._runs: dict[str, Properties] = {}
        self._looks: dict[str, Look] = {}
        self._formats: dict[tuple[object, ...], Format] = {}
        if root is None:
            return
        for style in root.iterchildren(W + "style"):
            id_ = style.get(W + "styleId", "")
            self._styles[id_] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
                self._default_paragraph = id_
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        if defaults is not None:
            self._defaults = run_properties(defaults)

    @property
    def language(self) -> str:
        """The language of running text, as far as the styles tell: a code of two letters."""
        return self.format(self.look("").id).language

    def _chain(self, id_: str) -> list[Element]:
        """A style and those that it is based on, nearest first. A circle ends where it closes."""
        chain: list[Element] = []
        seen: set[str] = set()
        while id_ in self._styles and id_ not in seen:
            seen.add(id_)
            chain.append(self._styles[id_])
            base = chain[-1].find(W + "basedOn")
            id_ = base.get(VAL, "") if base is not None else ""
        return chain

    def look(self, id_: str) -> Look:
        """What a paragraph style says of its paragraphs; the default style for "" or an unknown id."""
        if id_ not in self._styles:
            id_ = self._default_paragraph
        if id_ not in self._looks:
            self._looks[id_] = self._look(id_)
        return self._looks[id_]

    def _look(self, id_: str) -> Look:
        chain = self._chain(id_)
        name = chain[0].find(W + "name") if chain else None
        found: dict[str, Element] = {}
        owner: dict[str, str] = {}
        for style in chain:
            for path in ("outlineLvl", "jc", f"numPr/{W}numId", f"numPr/{W}ilvl"):
                item = style.find(f"{W}pPr/{W}{path}")
                if item is not None and path not in found:
                    found[path] = item
                    owner[path] = style.get(W + "styleId", "")
        outline = found.get("outlineLvl")
        level = whole(outline.get(VAL), 9) if outline is not None else 9
        list_id = found.get(f"numPr/{W}numId")
        list_level = found.get(f"numPr/{W}ilvl")
        return Look(
            id=id_,
            name=(name.get(VAL) or "") if name is not None else "",
            outline=level if 0 <= level < 9 else None,
            list_id=(list_id.get(VAL) or "") if list_id is not None else "",
            list_level=whole(list_level.get(VAL)) if list_level is not None else None,
            list_style=owner.get(f"numPr/{W}numId", ""),
            centred="jc" in found and found["jc"].get(VAL) == "center",
        )

    def _run(self, id_: str) -> Properties:
        """The run properties of a style with those it inherits from the styles under it."""
        if id_ not in self._runs:
            merged: Properties = {}
            for style in reversed(self._chain(id_)):
                if (properties := style.find(W + "rPr")) is not None:
                    merged |= run_properties(properties)
            self._runs[id_] = merged
        return self._runs[id_]

    def format(self, paragraph: str, properties: Element | None = None) -> Format:
        """How a run is set in a paragraph of a style, given the run's own properties (`w:rPr`)."""
        own = run_properties(properties) if properties is not None else {}
        key = (paragraph, *own.items())
        if (known := self._formats.get(key)) is None:
            known = self._formats[key] = self._format(paragraph, own)
        return known

    def _format(self, paragraph: str, own: Properties) -> Format:
        below = self._run(paragraph)
        character = self._run(str(own.get("rStyle", "")))
        every = self._defaults | below | character | own
        for name in _TOGGLES:
            if name not in own and name in below and name in character:
                every[name] = below[name] != character[name]
        complex_script = bool(every.get("rtl") or every.get("cs"))
        marks: list[tuple[MarkKind, str]] = []
        if every.get("bCs" if complex_script else "b"):
            marks.append(("bold", ""))
        if every.get("iCs" if complex_script else "i"):
            marks.append(("italic", ""))
        if every.get("u", "none") != "none":
            marks.append(("underline", ""))
        if every.get("vertAlign") in ("superscript", "subscript"):
            marks.append(("superscript" if every["vertAlign"] == "superscript" else "subscript", ""))
        return Format(
            marks=tuple(marks),
            size=whole(str(every.get("szCs" if complex_script else "sz", ""))) / 2,
            hidden=bool(every.get("vanish")),
            language=code(str(every.get("bidi" if every.get("rtl") else "lang", ""))),
            east_asian=code(str(every.get("eastAsia", ""))),
            complex_script=complex_script,
            font=str(every.get("font", "")),
        )


def code(tag: str) -> str:
    """The two-letter code of a language tag: "en" of "en-GB"; nothing of "x-none".

    >>> code("en-GB"), code("x-none"), code("")
    ('en', '', '')
    """
    head = tag.partition("-")[0].lower()
    return head if len(head) in (2, 3) else ""


def run_properties(properties: Element) -> Properties:
    """The run properties that matter, by name, as one `w:rPr` states them."""
    found: Properties = {}
    for item in properties:
        tag = item.tag
        if (name := _SWITCHES.get(tag)) is not None:
            found[name] = switched_on(item)
        elif tag in _VALUES:
            found[_VALUES[tag]] = item.get(VAL) or ""
        elif tag == W + "lang":
            for attribute, key in (("val", "lang"), ("eastAsia", "eastAsia"), ("bidi", "bidi")):
                if value := item.get(W + attribute):
                    found[key] = value
        elif tag == W + "rFonts" and (font := item.get(W + "ascii") or item.get(W + "hAnsi")):
            found["font"] = font
    return found


_VALUES: Final = {W + name: name for name in ("rStyle", "u", "vertAlign", "sz", "szCs")}
