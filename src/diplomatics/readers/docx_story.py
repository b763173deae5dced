"""One story of a Word document (its body, a header, a note) as lines, in one walk over its XML.

The walk follows start and end of the few elements that matter, in document order, without
recursion: what surrounds a run (insertions, content controls, smart tags, ruby) is transparent of
itself. A frame is a place where paragraphs are set; a text box opens a frame within a paragraph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, ClassVar, Final

import msgspec

from diplomatics.model.transcript import Line, Role
from diplomatics.readers.docx_fields import Field, link_target
from diplomatics.readers.docx_frame import COUNTED, SKIPPED, UNMADE, Frame, survives
from diplomatics.readers.docx_notes import Note, Notes
from diplomatics.readers.docx_numbering import Numbering
from diplomatics.readers.docx_package import MC, VAL, Element, M, Part, R, W, child, etree, whole
from diplomatics.readers.docx_styles import Styles
from diplomatics.readers.docx_symbols import respell, sign

_PROPERTIES: Final = W + "pPr"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_CONTROLS: Final = {ord(char): " " for char in "\t\n\v\f\r\x85\u2028\u2029"}


class Book(msgspec.Struct, kw_only=True):
    """What the stories of one document share: styles, lists, notes, and a count of what was set aside."""

    styles: Styles
    numbering: Numbering
    footnotes: Notes
    endnotes: Notes
    counts: Counter[str] = msgspec.field(default_factory=lambda: Counter[str]())


Handler = Callable[[Any, Element], Any]


class Story:
    """The walk over one story. `rows`: tables are data, one line per row; else they are layout, and
    each paragraph of a cell is a line. `drop`: a custom marker with which the story begins.
    """

    def __init__(self, book: Book, part: Part, *, rows: bool = True, notes: bool = True, drop: str = "") -> None:
        self._book = book
        self._part = part
        self._rows = rows
        self._notes = notes
        self._drop = drop
        self._frames: list[Frame] = []
        self._open()

    def lines(self, root: Element) -> list[Line]:
        """The lines of the story under `root`."""
        walk = etree.iterwalk(root, events=("start", "end"), tag=tuple(self._START))
        for event, element in walk:
            if event == "start":
                handler = self._START.get(element.tag)
                if handler is not None and handler(self, element):
                    walk.skip_subtree()
            else:
                handler = self._END.get(element.tag)
                if handler is not None:
                    handler(self, element)
        while len(self._frames) > 1:
            self._end_box(root)
        self._emit()
        return self._frame.lines

    # Frames: the body of the story, and text boxes in it

    def _open(self) -> None:
        look = self._book.styles.look("")
        self._frames.append(Frame(self._book.styles.format(look.id), look))
        self._frame = self._frames[-1]

    def _start_box(self, element: Element) -> None:
        self._open()

    def _end_box(self, element: Element) -> None:
        self._emit()
        box = self._frames.pop()
        self._frame = self._frames[-1]
        self._frame.after.extend(box.lines)

    # Paragraphs

    def _start_paragraph(self, element: Element) -> bool:
        frame = self._frame
        continues, frame.merges = frame.merges, False
        properties = child(element, _PROPERTIES)
        direct: dict[str, Element] = {}
        if properties is not None:
            direct = {item.tag: item for item in properties}
        frame.ends_section = W + "sectPr" in direct
        if (mark := direct.get(W + "rPr")) is not None and any(item.tag in UNMADE for item in mark):
            # The end of this paragraph is deleted: what is left of it runs on into the next.
            frame.merges = True
            frame.gone = not continues and not survives(element)
            if frame.gone:
                self._book.counts["deletion"] += 1
                frame.merges = False
                return True
        look = self._book.styles.look(direct[W + "pStyle"].get(VAL, "") if W + "pStyle" in direct else "")
        frame.style = look.id
        frame.plain = frame.format = self._book.styles.format(look.id)
        if continues:
            return False
        if frame.in_row:
            frame.writer.space()
        if not frame.in_row or frame.writer.fresh:
            frame.look = look
        frame.centred = look.centred
        frame.outline = look.outline
        if direct:
            frame.adjust(direct)
        label = self._book.numbering.label_of(look, direct.get(W + "numPr"))
        if not frame.writer.length:
            frame.label = label
        if label is not None and label.text:
            frame.write(label.text, ())
            if label.spaced:
                frame.writer.space()
        return False

    def _end_paragraph(self, element: Element) -> None:
        frame = self._frame
        frame.custom = None
        for field in frame.fields:
            if field.instructing:
                # An instruction does not outlast its paragraph: this field has lost its end.
                field.separate()
                for words in field.words:
                    self._put(words)
        if not (frame.merges or frame.gone or frame.in_row):
            self._emit()
        frame.gone = False
        if frame.ends_section and self._notes:
            self._book.footnotes.next_section()
            self._book.endnotes.next_section()

    def _emit(self, role: Role = "") -> None:
        """The line that has been set, then its notes, then what was anchored to it."""
        frame = self._frame
        if (line := frame.take(role)) is not None:
            frame.lines.append(line)
        for note in frame.notes:
            frame.lines.extend(self._note(note))
        frame.lines.extend(frame.after)
        frame.notes = []
        frame.after = []

    def _note(self, note: Note) -> list[Line]:
        story = Story(self._book, note.part, rows=False, notes=False, drop=note.marker if note.custom else "")
        lines = story.lines(note.root) or [Line(text="", whole=True)]
        return [
            msgspec.structs.replace(
                line, role="note", id=note.id, number="" if index else note.marker, depth=0, gap="blank"
            )
            for index, line in enumerate(lines)
        ]

    # Tables

    def _start_table(self, element: Element) -> None:
        frame = self._frame
        if frame.merges:
            frame.merges = False
            self._emit()
        frame.tables += 1

    def _end_table(self, element: Element) -> None:
        self._frame.tables -= 1

    def _start_row(self, element: Element) -> bool:
        frame = self._frame
        properties = element.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            self._book.counts["deletion"] += 1
            return True
        if self._rows and frame.tables == 1:
            frame.in_row = True
            before = properties.find(W + "gridBefore") if properties is not None else None
            frame.cells = 0
            frame.skip_cells(whole(before.get(VAL)) if before is not None else 0)
        return False

    def _end_row(self, element: Element) -> None:
        frame = self._frame
        if frame.in_row and frame.tables == 1:
            frame.in_row = False
            self._emit("row")

    def _start_cell(self, element: Element) -> None:
        frame = self._frame
        if frame.in_row and frame.tables == 1:
            if frame.cells:
                frame.writer.cell()
            frame.cells += 1
            properties = child(element, W + "tcPr")
            span = child(properties, W + "gridSpan") if properties is not None else None
            frame.span = whole(span.get(VAL), 1) if span is not None else 1

    def _end_cell(self, element: Element) -> None:
        frame = self._frame
        if frame.in_row and frame.tables == 1:
            frame.skip_cells(frame.span - 1)

    # Runs

    def _start_run(self, element: Element) -> None:
        self._frame.format = self._frame.plain

    def _end_run(self, element: Element) -> None:
        frame = self._frame
        if frame.custom is not None and frame.custom.marker:
            frame.custom = None

    def _run_properties(self, element: Element) -> bool:
        self._frame.format = self._book.styles.format(self._frame.style, element)
        return True

    def _text(self, element: Element) -> None:
        text = element.text
        if text:
            if element.get(_SPACE) != "preserve":
                text = text.strip(" \t\r\n")
            self._put(text)

    def _put(self, text: str) -> None:
        """Words that were read: to the line, or to what they belong to instead."""
        frame = self._frame
        for field in reversed(frame.fields):
            if field.instructing:
                field.instruction.append(text)
                field.words.append(text)
                return
        if frame.format.hidden:
            self._book.counts["hidden"] += len(text)
            return
        if not text.isprintable():
            text = respell(text, frame.format.font).translate(_CONTROLS)
        if frame.custom is not None:
            frame.custom.marker += text.strip()
            return
        if self._drop:
            text = self._without_marker(text)
        frame.write(text, frame.format.marks + frame.links)

    def _without_marker(self, text: str) -> str:
        """The first words of a custom note without the marker that is typed before them."""
        bare = text.lstrip()
        if bare.startswith(self._drop):
            bare, self._drop = bare[len(self._drop) :], ""
        elif bare and self._drop.startswith(bare.rstrip()):
            bare, self._drop = "", self._drop[len(bare.rstrip()) :]
        elif bare:
            self._drop = ""
        return bare

    def _space(self, element: Element) -> None:
        if element.tag == W + "br" and element.get(W + "type") == "page":
            self._frame.gap = "page"
        self._frame.writer.space()

    def _hyphen(self, element: Element) -> None:
        self._put("\u2011")

    def _symbol(self, element: Element) -> None:
        try:
            code = int(element.get(W + "char", ""), 16)
        except ValueError:
            return
        shown = sign(code, element.get(W + "font", ""))
        if shown is None:
            self._book.counts["symbol"] += 1
            shown = chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE else "\ufffd"
        self._put(shown)

    def _word_art(self, element: Element) -> None:
        if words := element.get("string"):
            self._put(words)

    # Notes

    def _reference(self, element: Element) -> None:
        frame = self._frame
        if not self._notes or frame.format.hidden:
            return
        notes = self._book.footnotes if element.tag == W + "footnoteReference" else self._book.endnotes
        custom = element.get(W + "customMarkFollows") in ("1", "true", "on")
        note = notes.meet(element.get(W + "id", ""), custom)
        if note is not None:
            frame.writer.anchor(note.id)
            frame.notes.append(note)
            frame.custom = note if custom else None

    def _page(self, element: Element) -> None:
        if self._notes:
            self._book.footnotes.next_page()

    # Links and fields

    def _start_wrapper(self, element: Element) -> None:
        """A hyperlink or a simple field."""
        if element.tag == W + "fldSimple":
            target = link_target(element.get(W + "instr", ""))
        else:
            target = self._part.targets.get(element.get(R + "id", ""), "")
            if place := element.get(W + "anchor"):
                target = f"{target}#{place}"
        self._frame.wrappers.append(target)
        self._frame.relink()

    def _end_wrapper(self, element: Element) -> None:
        if self._frame.wrappers:
            self._frame.wrappers.pop()
            self._frame.relink()

    def _field_mark(self, element: Element) -> None:
        fields = self._frame.fields
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            fields.append(Field())
        elif fields and kind == "separate":
            fields[-1].separate()
        elif fields and kind == "end":
            fields.pop()
        self._frame.relink()

    def _instruction(self, element: Element) -> None:
        fields = self._frame.fields
        if fields and fields[-1].instructing:
            fields[-1].instruction.append(element.text or "")

    # What is set aside

    def _skip(self, element: Element) -> bool:
        return True

    def _fallback(self, element: Element) -> bool:
        return element.getparent().find(MC + "Choice") is not None

    def _alternative(self, element: Element) -> bool:
        """Of the alternatives of one drawing, only the first is read."""
        return next(element.itersiblings(MC + "Choice", preceding=True), None) is not None

    def _count(self, element: Element) -> bool:
        """What is not text, or was revised, is counted; what a reviewer has taken out is not read."""
        self._book.counts[COUNTED[element.tag]] += 1
        return element.tag in UNMADE

    # What is done where an element starts; a handler that answers True skips all that is inside.
    _START: ClassVar[dict[str, Handler]] = {
        W + "p": _start_paragraph,
        W + "r": _start_run,
        M + "r": _start_run,
        W + "rPr": _run_properties,
        W + "t": _text,
        M + "t": _text,
        **dict.fromkeys((W + "tab", W + "ptab", W + "br", W + "cr"), _space),
        W + "sym": _symbol,
        W + "noBreakHyphen": _hyphen,
        W + "footnoteReference": _reference,
        W + "endnoteReference": _reference,
        W + "lastRenderedPageBreak": _page,
        W + "hyperlink": _start_wrapper,
        W + "fldSimple": _start_wrapper,
        W + "fldChar": _field_mark,
        W + "instrText": _instruction,
        W + "tbl": _start_table,
        W + "tr": _start_row,
        W + "tc": _start_cell,
        W + "txbxContent": _start_box,
        "{urn:schemas-microsoft-com:vml}textpath": _word_art,
        MC + "Choice": _alternative,
        MC + "Fallback": _fallback,
        **dict.fromkeys(SKIPPED, _skip),
        **dict.fromkeys(COUNTED, _count),
    }
    _END: ClassVar[dict[str, Handler]] = {
        W + "p": _end_paragraph,
        W + "r": _end_run,
        W + "hyperlink": _end_wrapper,
        W + "fldSimple": _end_wrapper,
        W + "tbl": _end_table,
        W + "tr": _end_row,
        W + "tc": _end_cell,
        W + "txbxContent": _end_box,
    }
