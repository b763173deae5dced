"""The blocks of one part of a document as the regions of Akoma Ntoso: cover page to conclusions.

The regions have an order, blocks have none. A block goes into the region that is its own if that is
not past already, or else stays in the region that has been reached; its kind is stated either way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from diplomatics.exporters.akn_iris import full_date
from diplomatics.exporters.akn_notes import Plan
from diplomatics.exporters.akn_words import Words, child
from diplomatics.model.document import Block, Document
from diplomatics.model.transcript import Mark, Role
from diplomatics.readers.akn_roles import PLACE, VOID

_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_CODE: Final = re.compile("[a-z]{2}")
_REGIONS: Final = ("coverPage", "preface", "preamble", "mainBody", "conclusions")
_NATURAL: Final = {"masthead": 0, "title": 1, "formula": 2, "preambular": 2}
_BODY: Final = 3
_LAST: Final = 4
_CLOSINGS: Final = frozenset(("closing", "vote", "signature"))
_DEEPEST: Final = 8
"""Lists are nested no deeper than this; the class still tells the depth."""

_INLINES: Final[dict[str, dict[str, str]]] = {
    "publisher": {"tag": "docAuthority", "refersTo": "#publisher"},
    "symbol": {"tag": "docNumber", "refersTo": "#symbol"},
    "organ": {"tag": "docAuthority", "refersTo": "#issuingBody"},
    "distribution": {"tag": "docStatus", "refersTo": "#generalDistribution"},
    "session": {"tag": "session", "refersTo": "#issuingBody"},
    "session_dates": {"tag": "event", "refersTo": "#session"},
    "agenda_item": {"tag": "inline", "name": "agenda item"},
    "agenda_title": {"tag": "inline", "name": "agenda item name"},
    "original": {"tag": "inline", "name": "originalLanguage"},
    "edition": {"tag": "inline", "name": "languageOfExpression"},
    "adoption": {"tag": "docTitle", "refersTo": "#adoption"},
    "number": {"tag": "docTitle", "refersTo": "#resolutionNumber"},
    "origin": {"tag": "docProponent", "refersTo": "#author"},
    "vote": {"tag": "outcome"},
    "signature": {"tag": "signature"},
}  # fmt: skip
"""The inline elements in which the UN sets the lines of a masthead and of the end."""


class _Home(NamedTuple):
    """Where the next block goes: the region, and its element."""

    region: int
    element: Any


class Blocks:
    """Writes the blocks of a document, part by part."""

    def __init__(self, document: Document, part_of: list[int], plan: Plan) -> None:
        self.document = document
        self.part_of = part_of
        self.plan = plan
        self.written: set[int] = set()
        """The notes whose words have been written."""
        self.counts: dict[str, int] = {}
        self.marks: list[list[tuple[int, Mark]]] = _by_block(document)
        self.anchors: list[list[tuple[int, int]]] = [[] for _ in document.blocks]
        for number, note in enumerate(plan.notes):
            for host, place in note.anchors:
                self.anchors[host].append((place, number))

    def write(self, parent: Any, part: int) -> None:
        """Append the regions of a part to its document element."""
        own = [index for index, home in enumerate(self.part_of) if home == part]
        # What is written at an anchor and printed at the end has no place of its own.
        own = [i for i in own if not self._is_default(i)]
        tail = self._tail(own)
        home = _Home(-1, None)
        position = 0
        while position < len(own):
            block = self.document.blocks[own[position]]
            region = _LAST if position >= tail else self._region(block, home.region, own, position)
            if region > home.region:
                if home.region < _BODY < region:
                    child(child(parent, "mainBody"), "p", class_=VOID)
                home = _Home(region, child(parent, _REGIONS[region]))
            position = self._next(home, own, position)
        if home.region < _BODY:
            child(child(parent, "mainBody"), "p", class_=VOID)

    def _is_default(self, index: int) -> bool:
        number = self.plan.of_block.get(index, -1)
        return number in self.plan.inside and number not in self.plan.placed

    def _tail(self, own: Sequence[int]) -> int:
        """Where the closing lines at the end of a part begin."""
        tail = closing = len(own)
        while tail and (self._closes(own[tail - 1]) or self.document.blocks[own[tail - 1]].kind in ("running", "note")):
            tail -= 1
            if self._closes(own[tail]):
                closing = tail
        return closing

    def _closes(self, index: int) -> bool:
        return self._role(index) in _CLOSINGS

    def _region(self, block: Block, reached: int, own: Sequence[int], position: int) -> int:
        """The region of a block: its own, unless that is past."""
        if block.kind == "item" and position and self.document.blocks[own[position - 1]].kind in ("preambular", "item"):
            return max(reached, 0)
        if block.kind == "running":
            return max(reached, 0)
        if self._role(own[position]) == "act":
            # The letter of a further act comes before its preamble.
            return max(reached, 1)
        natural = _BODY if block.slot in ("closing", "vote") else _NATURAL.get(block.kind, _BODY)
        return max(natural, reached)

    def _role(self, index: int) -> Role:
        """The role under which the reader gives a block back."""
        block = self.document.blocks[index]
        part = self.part_of[index]
        if part and block.kind == "heading" and not (index and self.part_of[index - 1] == part):
            return "act" if self.document.parts[part].kind == "act" else "annex"
        return block.slot or block.kind

    def _next(self, home: _Home, own: Sequence[int], position: int) -> int:
        """Write the next block, or the run that it begins; give the position after it."""
        index = own[position]
        number = self.plan.of_block.get(index, -1)
        if number in self.plan.placed:
            return self._references(home.element, own, position)
        kind = self.document.blocks[index].kind
        if kind == "row":
            return self._table(home.element, own, position)
        if home.region == _BODY and kind in ("operative", "paragraph") and self._role(index) == kind:
            return self._paragraph(home.element, own, position)
        if home.region == 2 and kind == "item":
            return self._block_list(home.element, own, position)
        self._single(home, index)
        return position + 1

    # Single blocks

    def _single(self, home: _Home, index: int) -> None:
        role = self._role(index)
        element = home.element
        if home.region == _BODY and role == "item":
            self._point(element, index, "paragraph")
        elif home.region == _BODY and role in ("heading", "annex", "act"):
            paragraph = child(element, "paragraph", eId=self._id(element, "para"))
            self._labelled(child(paragraph, "heading", **self._stated(index)), index)
        elif home.region == 2 and role == "formula":
            formula = child(element, "formula", name="enactingFormula")
            self._labelled(child(formula, "p", **self._stated(index)), index)
        elif home.region == 2 and role == "preambular":
            container = child(element, "container", name=self._opening(index))
            self._labelled(child(container, "p", **self._stated(index)), index)
        elif role == "title":
            self._title(child(element, "p", **self._stated(index)), index)
        else:
            line = child(element, "p", **self._stated(index), **self._note_id(index))
            self._labelled(line, index, role)

    def _stated(self, index: int, *, inside: bool = False) -> dict[str, str]:
        """The attributes that state what a block is: role, depth, a number that is not printed, language.

        A block `inside` another states its language even if it is that of the document.
        """
        block = self.document.blocks[index]
        stated = {"refersTo": f"#{self._role(index)}"}
        if block.depth:
            stated["class_"] = f"depth{block.depth}"
        if block.kind == "note" and index in self.plan.of_block:
            note = self.plan.notes[self.plan.of_block[index]]
            stated["title"] = note.marker if index == note.blocks[0] else ""
        elif block.number and (not self._label(index) or block.kind == "row"):
            stated["title"] = block.number
        main = self.document.identity.language or ""
        language = block.language or main
        if (inside or language != main) and _CODE.fullmatch(language):
            stated[_LANGUAGE] = language
        return stated

    def _note_id(self, index: int) -> dict[str, str]:
        """The identifier of a note that is written where it is printed."""
        if index not in self.plan.of_block:
            return {}
        number = self.plan.of_block[index]
        place = self.plan.notes[number].blocks.index(index)
        return {"eId": _note_eid(number) + (f"__p_{place + 1}" if place else "")}

    def _label(self, index: int) -> str:
        """The printed label with which a block begins, with its closing point or bracket."""
        block = self.document.blocks[index]
        if not block.number or block.kind == "note":
            return ""
        words = self.document.words(block)
        match = re.match(rf"[^\w\s]{{0,2}}{re.escape(block.number)}[.．、:)）]?", words)
        return match[0] if match else ""

    def _labelled(self, line: Any, index: int, role: Role = "") -> None:
        """The words of a block in one line, its label set apart, in the inline that the UN uses."""
        block = self.document.blocks[index]
        words = self._words(index)
        label = self._label(index)
        middle = block.start + len(label)
        if label:
            words.write(child(line, "inline", name="number"), block.start, middle, self._note)
        attributes = dict(_INLINES.get(role, {}))
        if role == "issued" and (day := full_date(self.document.identity.issued, "")):
            attributes = {"tag": "docDate", "refersTo": "#dateOfIssuance", "date": day}
        tag = attributes.pop("tag", "")
        words.write(child(line, tag, **attributes) if tag else line, middle, block.end, self._note)
        words.finish()

    def _title(self, line: Any, index: int) -> None:
        block = self.document.blocks[index]
        words = self._words(index)
        middle = block.start + len(self._label(index))
        if middle > block.start:
            words.write(child(line, "docNumber"), block.start, middle, self._note)
        words.write(child(line, "docTitle", refersTo="#documentTitle"), middle, block.end, self._note)
        words.finish()

    def _opening(self, index: int) -> str:
        """The name of a preambular paragraph: the words in italics with which it opens."""
        start = self.document.blocks[index].start
        marks = [m for _, m in self.marks[index] if m.kind == "italic" and m.start == start]
        name = self.document.text[marks[0].start : marks[0].end].strip() if marks else ""
        return name or "preambular"

    # Runs of blocks

    def _paragraph(self, parent: Any, own: Sequence[int], position: int) -> int:
        """A paragraph with the sub-paragraphs that follow it."""
        following = position + 1
        while following < len(own) and self._hangs(own[following]):
            following += 1
        items = own[position + 1 : following]
        if not items:
            self._point(parent, own[position], "paragraph")
            return following
        paragraph = self._begin(parent, own[position], "paragraph", "para")
        words = self._number(paragraph, own[position])
        lists = [child(paragraph, "list", eId=self._id(paragraph, "list"))]
        self._content(child(lists[0], "intro"), own[position], words)
        for index in items:
            depth = min(self.document.blocks[index].depth, _DEEPEST)
            del lists[depth:]
            while len(lists) < depth:
                lists.append(child(lists[-1], "sublist", eId=self._id(lists[-1], "list")))
            self._point(lists[-1], index, "point")
        return following

    def _hangs(self, index: int) -> bool:
        return self._role(index) == "item" and self.document.blocks[index].depth > 0

    def _point(self, parent: Any, index: int, tag: str) -> None:
        point = self._begin(parent, index, tag, "point" if tag == "point" else "para")
        words = self._number(point, index)
        self._content(child(point, "content"), index, words)

    def _begin(self, parent: Any, index: int, tag: str, prefix: str) -> Any:
        return child(parent, tag, eId=self._id(parent, prefix), **self._stated(index, inside=tag == "point"))

    def _number(self, parent: Any, index: int) -> Words:
        """The printed label of a block, as the number of its paragraph."""
        words, block = self._words(index), self.document.blocks[index]
        if label := self._label(index):
            words.write(child(parent, "num"), block.start, block.start + len(label), self._note)
        return words

    def _content(self, parent: Any, index: int, words: Words) -> None:
        block = self.document.blocks[index]
        words.write(child(parent, "p"), block.start + len(self._label(index)), block.end, self._note)
        words.finish()

    def _block_list(self, parent: Any, own: Sequence[int], position: int) -> int:
        """Sub-paragraphs in a preamble."""
        container = child(parent, "container", name="list")
        block_list = child(container, "blockList", eId=self._id(container, "list"))
        while position < len(own) and self._role(own[position]) == "item":
            index = own[position]
            item = self._begin(block_list, index, "item", "item")
            words = self._number(item, index)
            self._content(item, index, words)
            position += 1
        return position

    def _table(self, parent: Any, own: Sequence[int], position: int) -> int:
        """The rows that follow one another, as a table."""
        table = child(child(parent, "container", name="table"), "table")
        while position < len(own) and self.document.blocks[own[position]].kind == "row":
            index = own[position]
            row = child(table, "tr", **self._stated(index))
            words, block = self._words(index), self.document.blocks[index]
            start = block.start
            for cell in self.document.words(block).split("\t"):
                words.write(child(child(row, "td"), "p"), start, start + len(cell), self._note)
                start += len(cell) + 1
            words.finish()
            position += 1
        return position

    def _references(self, parent: Any, own: Sequence[int], position: int) -> int:
        """References to notes that are printed here and written elsewhere."""
        line = child(parent, "p", class_=VOID)
        seen = -1
        while position < len(own) and (number := self.plan.of_block.get(own[position], -1)) in self.plan.placed:
            if number != seen:
                marker = self.plan.notes[number].marker
                child(line, "noteRef", href=f"#{_note_eid(number)}", marker=marker, class_=PLACE)
            seen = number
            position += 1
        return position

    # Words and notes

    def _words(self, index: int) -> Words:
        return Words(self.document.text, self.marks[index], sorted(self.anchors[index]))

    def _note(self, parent: Any, number: int) -> None:
        """A note at its first anchor, a reference to it at any other."""
        note, eid = self.plan.notes[number], _note_eid(number)
        if number not in self.plan.inside or number in self.written:
            child(parent, "noteRef", href=f"#{eid}", marker=note.marker)
            return
        self.written.add(number)
        element = child(parent, "authorialNote", eId=eid, marker=note.marker, placement="bottom")
        for index in note.blocks:
            stated = self._stated(index, inside=True)
            stated.pop("title", None)
            self._labelled(child(element, "p", **stated), index)

    def _id(self, parent: Any, prefix: str) -> str:
        """An identifier that no other element has, after the naming convention."""
        above = parent.get("eId", "")
        base = f"{above}__{prefix}" if above else prefix
        self.counts[base] = self.counts.get(base, 0) + 1
        return f"{base}_{self.counts[base]}"


def _by_block(document: Document) -> list[list[tuple[int, Mark]]]:
    """The marks of each block, cut at its edges, each with its number."""
    found: list[list[tuple[int, Mark]]] = []
    waiting = sorted(
        ((n, m) for n, m in enumerate(document.marks) if m.kind != "anchor" and m.start < m.end),
        key=lambda pair: pair[1].start,
    )
    for block in document.blocks:
        waiting = [(n, m) for n, m in waiting if m.end > block.start]
        own: list[tuple[int, Mark]] = []
        for n, m in waiting:
            if m.start >= block.end:
                break
            start, end = max(m.start, block.start), min(m.end, block.end)
            if start < end:
                own.append((n, Mark(start, end, m.kind, m.target)))
        found.append(own)
    return found


def _note_eid(number: int) -> str:
    return f"authorialNote_{number + 1}"
