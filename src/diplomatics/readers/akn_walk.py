"""An Akoma Ntoso tree to lines: every word of it, in order, each with the role that the markup states.

The walk is a loop over a stack of its own, so that no depth of nesting can exhaust Python's. Every
element is either inline, and its words belong to the line in which it stands, or it ends the line
before it. No element is unknown: words wherever they stand become part of a line.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

import msgspec

from diplomatics.model.transcript import Line
from diplomatics.readers.akn_line import Composer
from diplomatics.readers.akn_numbers import Levels, is_item
from diplomatics.readers.akn_roles import (
    HEADINGS,
    INLINES,
    JOINING,
    LINES,
    PLACE,
    RESOLUTIONS,
    ROLES,
    VOID,
    ZONES,
    heading_level,
    settings,
    slot,
)  # fmt: skip
from diplomatics.readers.akn_state import Flow, Frame, Unit, follows_heading, iso, unnumbered

_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_DEEPEST: Final = 9
"""The level of a heading inside a list: below all others."""

_ENTITY: Final[Any] = import_module("lxml.etree").Entity


def lines(root: Any, language: str, *, exact: bool) -> list[Line]:
    """The lines of a tree. `exact` for the files that this program has written."""
    return _Walk(language, exact).run(root)


class _Walk:
    def __init__(self, language: str, exact: bool) -> None:
        self.language = language
        self.exact = exact
        self.begins = LINES | {"num"} if exact else {"num"}
        self.flows = [Flow()]
        self.levels = Levels()
        self.nests: list[int] = []
        self.annex = False
        self.notes = 0
        self.placed: dict[str, list[Line]] = {}
        """The notes that our own file prints elsewhere than at the end of their part."""
        self.pending: list[Line] = []
        """The other notes of the part that is being read, in our own file."""
        self.part = 0
        """Where the lines of that part begin."""

    def run(self, root: Any) -> list[Line]:
        if self.exact:
            refs = root.iter("{*}noteRef")
            self.placed = {ref.get("href", "")[1:]: [] for ref in refs if ref.get("class") == PLACE}
        base = Frame(root, iter(()), "", "", Unit(""), "paragraph")
        stack = [self.enter(root, base)]
        while stack:
            frame = stack[-1]
            child = next(frame.children, None)
            if child is None:
                stack.pop()
                self.leave(frame, stack[-1] if stack else base)
                if stack:
                    self.words(frame.element.tail, stack[-1])
                continue
            if isinstance(child.tag, str):
                tag = child.tag.rpartition("}")[2]
                if tag != "meta":
                    stack.append(self.enter(child, frame))
                    continue
            elif child.tag is _ENTITY:
                # An entity that nothing resolves is shown by its name.
                self.words(child.text, frame)
            self.words(child.tail, frame)
        self.flush()
        return self.settled(self.flows[0].out)

    def enter(self, element: Any, parent: Frame) -> Frame:
        """Enter an element: end the line before it if it is no inline, and see what it says of its words."""
        tag = element.tag.rpartition("}")[2]
        frame = Frame(
            element, iter(element), tag, parent.zone, parent.unit, parent.numbered,
            nest=parent.nest, level=parent.level, language=parent.language, row=parent.row,
        )  # fmt: skip
        if language := element.get(_LANGUAGE):
            frame.language = iso(language)
        if tag in ZONES:
            frame.zone = tag
        if self.exact:
            self.state(frame)
        if tag == "authorialNote":
            self.note(frame, parent)
        elif tag in INLINES:
            self.inline(frame)
        else:
            self.block(frame, parent)
        if tag == "attachments":
            self.end_part()
        self.words(element.text, frame)
        return frame

    # Structure

    def state(self, frame: Frame) -> None:
        """In our own files an element names the role of its lines, with their depth and unprinted number."""
        role = ROLES.get(frame.element.get("refersTo", ""))
        if role is not None and frame.tag not in INLINES:
            depth = frame.element.get("class", "").partition("depth")[2]
            number = frame.element.get("title", "")
            note = frame.element.get("eId", "").partition("__")[0] if role == "note" else ""
            frame.unit = Unit(role, int(depth) if depth.isdecimal() else 0, number=number, id=note)

    def block(self, frame: Frame, parent: Frame) -> None:
        """A paragraph, a region, a row: whatever is no inline."""
        tag, line = frame.tag, self.flows[-1].line
        if frame.row and line is not None:
            if tag in ("td", "th"):
                line.cell()
            elif not self.exact:
                line.add(" ")
            return
        if line is None or not line.label_only or tag not in JOINING | HEADINGS:
            self.flush()
            line = None
        elif not self.exact:
            line.add(" ")
        if not self.exact:
            self.describe(frame, parent)
            if line is not None and tag in HEADINGS:
                self.head(frame, line)
        if tag == "tr":
            frame.row = True
            frame.unit = frame.unit if self.exact else Unit("row")
            self.open(frame)
        elif line is None and tag in self.begins and frame.element.get("class") != VOID:
            self.open(frame)

    def describe(self, frame: Frame, parent: Frame) -> None:
        """What an element of the UN's files says of the lines in it."""
        tag, element = frame.tag, frame.element
        if tag in ZONES:
            frame.unit = Unit(ZONES[tag])
            self.levels.reset()
        elif tag in ("statement", "doc"):
            frame.numbered = "operative" if element.get("name") in RESOLUTIONS else "paragraph"
        elif tag == "attachment":
            self.annex = True
        elif tag == "paragraph" or (tag == "alinea" and parent.tag != "paragraph"):
            frame.unit = Unit(frame.unit.role if frame.zone != "mainBody" else "")
            frame.level = heading_level(element.get("class", ""))
            frame.nest = 0
            self.nests.clear()
        elif tag in ("list", "sublist", "blockList"):
            frame.nest += not follows_heading(element)
        elif tag in ("point", "item"):
            frame.unit = Unit("item", self.nested(frame))
        elif tag in HEADINGS:
            self.heading(frame, parent)
        elif tag == "intro" and (parent.tag == "sublist" or (parent.tag == "point" and unnumbered(parent.element))):
            frame.unit = Unit("heading", _DEEPEST)

    def heading(self, frame: Frame, parent: Frame) -> None:
        """A heading; but preambular paragraphs of a section are marked as headings too, and named."""
        if frame.element.get("refersTo") == "#preamble":
            frame.unit = Unit("preambular")
            return
        default = 1 if frame.tag == "heading" else 2
        level = _DEEPEST if parent.tag == "point" else default if frame.level is None else frame.level
        frame.unit = Unit("heading", level)
        self.levels.reset()

    def head(self, frame: Frame, line: Composer) -> None:
        """A heading takes the number that waits for it; where it repeats the number, it is printed once."""
        line.role, line.depth = "heading", frame.unit.depth
        if "".join(frame.element.itertext()).lstrip().startswith(line.text):
            line.clear()

    def nested(self, frame: Frame) -> int:
        """The depth of a point: levels that hold nothing but further lists do not count."""
        while self.nests and self.nests[-1] > frame.nest:
            self.nests.pop()
        if not self.nests or self.nests[-1] < frame.nest:
            self.nests.append(frame.nest)
        return len(self.nests) + (frame.unit.depth if frame.unit.role == "item" else 0)

    def number(self, frame: Frame, parent: Frame) -> None:
        """A number has been read: it says what its paragraph is."""
        line = self.flows[-1].line
        if line is None:
            return
        line.number = line.text.strip()
        line.label_only = True
        if self.exact:
            return
        unit = parent.unit
        if not line.number:
            self.flows[-1].line = None
        elif parent.tag not in ("paragraph", "point", "item"):
            line.role, line.depth = "heading", 2
            self.flush()
        elif parent.tag == "paragraph" and frame.zone in ("mainBody", "body", ""):
            if parent.level is not None:
                unit.role, unit.depth = "heading", parent.level
            elif is_item(line.number):
                unit.role, unit.depth = "item", self.levels.depth(line.number)
            else:
                unit.role, unit.depth = parent.numbered, 0
                self.levels.reset()
            if line.role != "annex":
                line.role, line.depth = unit.role, unit.depth

    # Words

    def inline(self, frame: Frame) -> None:
        """An element inside a line: a mark, a slot of the masthead, or a new line where print has one."""
        flow, tag, element = self.flows[-1], frame.tag, frame.element
        refers, name = element.get("refersTo", ""), element.get("name", "")
        if not self.exact:
            self.divide(frame, refers, name)
            if tag == "docTitle" and flow.line is not None:
                flow.line.titled = True
        if tag == "noteRef" and self.exact:
            target = element.get("href", "")[1:]
            if element.get("class") == PLACE:
                flow.line = None
                flow.out.append(Line(text="", role="note", id=target, style=PLACE))
            else:
                (flow.line or self.open(frame)).anchor(target)
        frame.line = flow.line
        frame.start = 0 if flow.line is None else flow.line.length
        frame.marks = [(kind, "") for kind in settings(tag, element.get("class", ""))]
        if tag in ("a", "ref", "rref") and element.get("href"):
            title = element.get("title") if self.exact else None
            frame.marks = [*frame.marks, ("link", title or element.get("href"))]
        frame.piece = element.get("class", "").partition("piece")[2] if self.exact else ""

    def divide(self, frame: Frame, refers: str, name: str) -> None:
        """Give the words of an inline their role, and begin a line where print begins one."""
        tag, line = frame.tag, self.flows[-1].line
        if len(self.flows) > 1:
            return
        if frame.zone == "coverPage":
            if found := slot(tag, name, refers):
                frame.unit = Unit(found)
            if tag == "docDate" and line is not None:
                line.part_words()
        elif frame.zone == "conclusions":
            if tag == "vote":
                frame.unit = Unit("vote")
            if tag in ("eol", "vote", "outcome", "docDate", "location") or name == "adoptionMeeting":
                self.flush()
        elif tag == "docTitle":
            if line is not None and (line.titled or line.role == "act"):
                self.flush()
            frame.unit = Unit("title", titled=True)
        elif tag == "docNumber":
            if line is not None and (line.titled or line.number):
                self.flush()
            frame.unit = Unit("act" if refers == "#letter" else "title")
        if tag == "eol" and self.flows[-1].line is not None:
            self.words(" ", frame)

    def note(self, frame: Frame, parent: Frame) -> None:
        """A note: its anchor stands in the line, its lines follow it."""
        flow = self.flows[-1]
        self.notes += 1
        identifier = (self.exact and frame.element.get("eId")) or f"note_{self.notes}"
        (flow.line or self.open(parent)).anchor(identifier)
        self.flows.append(Flow(identifier, frame.element.get("marker", "").strip()))
        frame.unit = Unit("note")
        frame.row = False

    def words(self, words: str | None, frame: Frame) -> None:
        """Words of the text, in the element of `frame`."""
        if not words:
            return
        line = self.flows[-1].line
        if not words.strip(" \t\r\n") and (line is None or (self.exact and frame.tag not in LINES | INLINES | {"num"})):
            return
        (line or self.open(frame)).add(words)

    def open(self, frame: Frame) -> Composer:
        """Begin a line."""
        flow, unit = self.flows[-1], frame.unit
        line = Composer(exact=self.exact, keep=self.exact)
        line.role, line.depth, line.number, line.titled = unit.role, unit.depth, unit.number, unit.titled
        line.id = unit.id
        line.language = frame.language if frame.language != self.language else ""
        if flow.note:
            line.role, line.id, line.depth = "note", flow.note, 0
            line.number, flow.number = flow.number, ""
        elif self.annex and not frame.row:
            line.role, line.depth, self.annex = "annex", 0, False
        flow.line = line
        return line

    def flush(self) -> None:
        """End the line, if there is one."""
        flow = self.flows[-1]
        line, flow.line = flow.line, None
        if line is None:
            return
        if not self.exact and line.role == "title" and line.number and not line.titled:
            line.role = "act"
        flow.out.extend(line.finish())

    def leave(self, frame: Frame, parent: Frame) -> None:
        """Leave an element: end its line, close its marks."""
        tag, flow = frame.tag, self.flows[-1]
        if tag == "authorialNote":
            self.end_note()
        elif tag in ("statement", "doc"):
            self.flush()
            self.end_part()
        elif tag == "num":
            self.number(frame, parent)
        elif tag in INLINES:
            self.close_marks(frame)
            if flow.line is not None and self.numbers(frame, flow.line):
                flow.line.number = flow.line.number or flow.line.text.strip()
            if tag in ("outcome", "vote") and frame.zone == "conclusions" and not self.exact:
                self.flush()
        elif frame.row and tag != "tr":
            return
        elif flow.line is not None and flow.line.label_only and tag in JOINING | {"point", "item"}:
            # A number alone waits for the words of the next paragraph, unless it is a heading's.
            if tag in LINES if self.exact else tag == "paragraph" and frame.level is not None:
                self.flush()
        elif not (self.exact and flow.line is not None and tag == "noteRef"):
            self.flush()

    def numbers(self, frame: Frame, line: Composer) -> bool:
        """Whether an inline is the number of its line."""
        if self.exact:
            return frame.element.get("name") == "number" or (frame.tag == "docNumber" and line.role == "title")
        return frame.tag == "docNumber" and frame.zone == "preface"

    def close_marks(self, frame: Frame) -> None:
        """The marks of an inline cover what was written since it was entered."""
        line = self.flows[-1].line
        if line is None or (frame.line is not None and frame.line is not line):
            return
        for place, (kind, target) in enumerate(frame.marks):
            line.mark(kind, frame.start, target, frame.piece and f"{frame.piece}.{place}")

    def end_note(self) -> None:
        """The lines of a note follow the line of its anchor, or stand where our own file places them."""
        self.flush()
        flow = self.flows.pop()
        noted = flow.out or [Line(text="", role="note", id=flow.note, number=flow.number, whole=True)]
        if flow.note in self.placed:
            self.placed[flow.note] = noted
        elif self.exact:
            self.pending.extend(noted)
        elif (outer := self.flows[-1].line) is not None:
            outer.notes.extend(noted)
        else:
            self.flows[-1].out.extend(noted)

    def end_part(self) -> None:
        """The notes of a part of our own files stand at its end, before running lines."""
        out = self.flows[0].out
        place = len(out)
        while place > self.part and out[place - 1].role == "running":
            place -= 1
        out[place:place] = self.pending
        self.pending = []
        self.part = len(out)

    def settled(self, out: list[Line]) -> list[Line]:
        """Notes in their places; headings at depths that count from 0 without a gap."""
        if self.exact:
            return [one for line in out for one in (self.placed[line.id] if line.style == PLACE else (line,))]
        levels = sorted({line.depth for line in out if line.role == "heading"})
        ranks = {level: rank for rank, level in enumerate(levels)}
        return [
            msgspec.structs.replace(line, depth=ranks[line.depth]) if line.role == "heading" else line for line in out
        ]
