"""The walk over a page: its blocks become lines, in one pass, without recursion.

Where an element starts, the state in force (marks, language, whether it is boilerplate) is put by
and changed; where it ends, the state is taken up again. Blocks begin and end lines.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any, Final
from urllib.parse import urljoin

import msgspec

from diplomatics.model.transcript import Gap, Line, Mark, MarkKind, Role
from diplomatics.readers.docx_styles import code
from diplomatics.readers.html_lists import ListCounter, item_label
from diplomatics.readers.html_notes import BLOCKS, Element, PageNotes
from diplomatics.readers.html_style import Styling, is_boilerplate, is_hidden, styling
from diplomatics.readers.linewriter import Active, LineWriter

etree: Any = import_module("lxml.etree")  # has no types of its own

_UNSEEN: Final = frozenset((
    "head", "script", "style", "template", "noscript", "svg", "iframe", "object", "embed", "audio",
    "video", "canvas", "select", "textarea", "button", "option", "datalist", "rp", "map", "frameset",
))  # fmt: skip
_MARKS: Final[dict[str, MarkKind]] = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic", "dfn": "italic",
    "u": "underline", "ins": "underline", "sup": "superscript", "sub": "subscript",
}  # fmt: skip
_HEADINGS: Final = {f"h{level}": level - 1 for level in range(1, 7)}
_WHITE: Final = str.maketrans("\t\n\r\f", "    ")
_SPACES: Final = re.compile(" {2,}")
_WIDEST_SPAN: Final = 63


class State(msgspec.Struct, frozen=True):
    """What is in force at a place of the page."""

    active: Active = ()
    language: str = ""
    running: bool = False
    kept: bool = False
    size: float = 0.0
    centred: bool = False
    outline: int | None = None
    style: str = ""
    note: str = ""


class Page:
    """The walk over one page. `hidden` counts the characters that it left out because they are hidden."""

    def __init__(self, notes: PageNotes, address: str) -> None:
        self._notes = notes
        self._address = address
        self.hidden = 0
        self._state = State()
        self._saved: list[State] = []
        self._set = State()
        self._out: list[Line | str] = []
        self._held: dict[str, list[Line]] = {}
        self._markers: dict[str, str] = {}
        self._lists: list[ListCounter] = []
        self._tables: list[bool] = []
        self._rows = 0
        self._cells = 0
        self._span = 1
        self._pre = 0
        self._label = ""
        self._number = ""
        self._marked = ""
        self._numbering = False
        self._broken = False
        self._gap: Gap = "blank"
        self._met: list[str] = []
        self._begin()

    def lines(self, root: Element) -> list[Line]:
        """The lines of the page, each note after the line that refers to it first."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                self._saved.append(self._state)
                if self._start(element):
                    walk.skip_subtree()
                elif element.text:
                    self._text(element.text)
            else:
                self._end(element)
                self._state = self._saved.pop()
                if element.tail:
                    self._text(element.tail)
        self._flush()
        return self._placed()

    def _placed(self) -> list[Line]:
        lines: list[Line] = []
        for item in self._out:
            if isinstance(item, Line):
                lines.append(item)
            else:
                lines += self._held.pop(item, ())
        for held in self._held.values():
            lines += held
        return lines

    # Elements

    def _start(self, element: Element) -> bool:
        """Take up an element. True if nothing in it is to be read."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _UNSEEN:
            return True
        if element in self._notes.returns:
            return True
        if element in self._notes.references:
            id_, marker = self._notes.references[element]
            self._markers.setdefault(id_, marker)
            self._writer.anchor(id_)
            self._met.append(id_)
            return True
        style = styling(element)
        if is_hidden(element, style):
            self.hidden += len("".join(element.itertext()).strip())
            return True
        block = tag in BLOCKS
        if block:
            self._open_block(element, tag)
        self._state = self._changed(element, tag, block, style)
        if block:
            self._set = self._state
            if tag == "li":
                self._open_item(element, style)
        elif tag == "br":
            self._break(style)
        elif style.numbers:
            self._numbering = True
        return False

    def _changed(self, element: Element, tag: str, block: bool, style: Styling) -> State:
        """The state in force within an element."""
        state = self._state
        changes: dict[str, Any] = {}
        added = [(kind, "") for kind in style.marks]
        if tag in _MARKS:
            added.append((_MARKS[tag], ""))
        if tag == "a" and (target := self._target(element.get("href"))):
            added.append(("link", target))
        if added:
            changes["active"] = (*state.active, *(mark for mark in added if mark not in state.active))
        if language := code(element.get("lang") or ""):
            changes["language"] = language
        if style.size:
            changes["size"] = style.size
        if block:
            if style.centred is not None or tag == "center":
                changes["centred"] = style.centred if style.centred is not None else True
            if tag in _HEADINGS:
                changes["outline"] = _HEADINGS[tag]
            if name := element.get("class"):
                changes["style"] = name
            if tag in ("main", "article"):
                changes["kept"] = True
            if not state.running and is_boilerplate(element, kept=state.kept):
                changes["running"] = True
            if note := self._notes.holders.get(element):
                changes["note"] = note
        return msgspec.structs.replace(state, **changes) if changes else state

    def _end(self, element: Element) -> None:
        tag = element.tag
        if tag == "td" or tag == "th":
            self._end_cell()
        elif tag == "tr":
            self._end_row()
        elif tag == "table" and self._tables:
            self._close()
            self._tables.pop()
        elif tag in ("ol", "ul", "menu", "dir") and self._lists:
            self._close()
            self._lists.pop()
        elif tag == "pre":
            self._close()
            self._pre = max(0, self._pre - 1)
        elif tag in BLOCKS:
            self._close()
            if tag == "li":
                self._label = ""
        elif self._numbering:
            self._end_numbering(element)

    def _open_block(self, element: Element, tag: str) -> None:
        self._close()
        if tag == "table":
            self._tables.append(_is_data(element) and not self._rows)
        elif tag == "tr" and self._tables and self._tables[-1]:
            self._rows += 1
            self._cells = 0
        elif (tag == "td" or tag == "th") and self._in_own_row:
            if self._cells:
                self._writer.cell()
            self._cells += 1
            self._span = _span(element)
        elif tag in ("ol", "ul", "menu", "dir"):
            self._lists.append(ListCounter(element))
        elif tag == "pre":
            self._pre += 1

    @property
    def _in_own_row(self) -> bool:
        return self._rows == 1 and bool(self._tables) and self._tables[-1]

    def _end_cell(self) -> None:
        self._close()
        if self._in_own_row:
            for _ in range(min(self._span - 1, _WIDEST_SPAN)):
                self._writer.cell()

    def _end_row(self) -> None:
        if self._in_own_row:
            self._rows = 0
            self._flush("row")
        else:
            self._close()

    def _open_item(self, element: Element, style: Styling) -> None:
        label = item_label(self._lists[-1] if self._lists else None, element, style)
        if label and not self._state.note:
            # Written with the first words of the item, which may stand in a block of their own.
            self._label = f"{self._label} {label}" if self._label and self._label != label else label

    def _end_numbering(self, element: Element) -> None:
        """The end of what Word marks as an automatic number: what it holds is the label."""
        if styling(element).numbers:
            self._numbering = False
            self._label = " ".join(self._marked.split())
            self._marked = ""
            if self._label:
                self._set_label()

    def _target(self, address: str | None) -> str:
        """Where a link leads; nothing for what runs a script."""
        address = (address or "").strip()
        if not address or address[:11].lower() == "javascript:" or address[:5].lower() == "data:":
            return ""
        if address.startswith("#") or not self._address:
            return address
        try:
            return urljoin(self._address, address)
        except ValueError:
            return address

    # Words

    def _text(self, text: str) -> None:
        state = self._state
        if self._numbering:
            self._marked += text
            return
        if self._pre and not self._rows:
            first, *others = text.replace("\r\n", "\n").split("\n")
            self._write(first, state)
            for line in others:
                self._break(None)
                self._write(line, state)
            return
        self._write(_SPACES.sub(" ", text.translate(_WHITE)), state)

    def _write(self, text: str, state: State) -> None:
        if text.startswith(" "):
            self._writer.space()
        words = text.strip(" ")
        if words and self._label:
            self._set_label()
        if words:
            self._writer.write(words, state.active)
            key = (state.size, state.language)
            self._tally[key] = self._tally.get(key, 0) + len(words)
            if text.endswith(" "):
                self._writer.space()

    def _set_label(self) -> None:
        """Write the number of the item before its words, or where Word has set it."""
        self._number = self._number if self._writer.length else self._label
        self._writer.write(self._label)
        self._writer.space()
        self._label = ""

    def _break(self, style: Styling | None) -> None:
        if self._rows:
            self._writer.space()
            return
        if self._writer.length:
            self._broken = True
            self._flush()
            self._broken = True
            self._gap = "break"
        else:
            self._gap = "blank"
        if style is not None and style.page_break:
            self._gap = "page"

    # Lines

    def _begin(self) -> None:
        self._writer = LineWriter()
        self._tally: dict[tuple[float, str], int] = {}

    def _close(self) -> None:
        """The border of a block: a line ends, or in a row a space is set."""
        if self._rows:
            self._writer.space()
            return
        self._flush()
        self._set = self._saved[-1] if self._saved else self._state
        self._broken = False
        if self._gap != "page":
            self._gap = "blank"

    def _flush(self, role: Role = "") -> None:
        """Set the line that has been written, if any."""
        text, marks = self._writer.finish()
        if text.strip("\t") or any(mark.kind == "anchor" for mark in marks):
            self._emit(self._line(text, marks, role))
            self._gap = "blank"
        self._number = ""
        self._begin()

    def _line(self, text: str, marks: tuple[Mark, ...], role: Role) -> Line:
        state = self._set
        if state.running:
            role = "running"
        elif role == "" and state.outline is not None:
            role = "heading"
        depth = state.outline or 0 if role == "heading" else max(0, len(self._lists) - 1)
        language = max(self._tally, key=self._tally.__getitem__)[1] if self._tally else state.language
        size = max(self._tally, key=self._tally.__getitem__)[0] if self._tally else state.size
        return Line(
            text=text,
            role=role,
            number=self._number,
            depth=depth,
            whole=not self._broken,
            gap=self._gap,
            marks=marks,
            language=language,
            style=state.style,
            size=size,
            centred=state.centred and role != "row",
        )

    def _emit(self, line: Line) -> None:
        note = self._set.note
        if not note:
            self._out += [line, *self._met]
        elif note in self._held:
            further = msgspec.structs.replace(line, role="note", id=note, number="", depth=0)
            self._held[note].append(further)
        else:
            self._held[note] = [_first_of_note(line, note, self._markers.get(note, ""))]
        self._met = []


def _first_of_note(line: Line, id_: str, marker: str) -> Line:
    """The first line of a note, without the marker that may be typed before its words."""
    typed = re.match(r"[\[(]?" + re.escape(marker) + r"(?![\w/])[\])]?\.?\s*", line.text) if marker else None
    cut = typed.end() if typed else 0
    marks = tuple(
        Mark(max(0, mark.start - cut), mark.end - cut, mark.kind, mark.target)
        for mark in line.marks
        if mark.end > cut or (mark.kind == "anchor" and mark.end >= cut)
    )
    return msgspec.structs.replace(line, role="note", id=id_, number=marker, text=line.text[cut:], marks=marks, depth=0)


def _span(element: Element) -> int:
    text = element.get("colspan") or "1"
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1


def _is_data(table: Element) -> bool:
    """Whether a table holds data: it has rows of several cells, and no table or heading within."""
    if table.get("role") in ("presentation", "none"):
        return False
    inner = table.iterdescendants("table", "h1", "h2", "h3", "h4")
    if next(inner, None) is not None:
        return False
    return any(len(row) > 1 for row in table.iter("tr"))
