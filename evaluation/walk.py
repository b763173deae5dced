"""The blocks of a file of the UN's XML, by a plain walk: kind, text, number, depth, and its notes.

This is the gold against which readings are held. It knows nothing of the program's readers. Where the
markup leaves open what a block is (an unnumbered paragraph of a resolution, a bold line in a decision),
the gold names every kind that would be right, the likeliest first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

_NOTE, _BREAK = "\ue000", "\ue001"
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_NUMBERED = re.compile(r"\d+\s*[.\-–—]*")
_ROMAN_HEAD = re.compile(r"[IVXLC]+\.?")
_ROMAN_ITEM = re.compile(r"[(]?[ivx]+[).]")
_LABEL = re.compile(r"[(]?\w{1,4}[).]\s|[‘’']\w{1,4}[‘’']\s|[•◦–—-]\s?")
SHORT = 180  # code points; a longer line without an end is a paragraph
_FULL = ("resolution", "draftResolution")  # the statements whose paragraphs are operative


@dataclass(frozen=True)
class GoldBlock:
    """One block as the markup tells it.

    `kinds` are the kinds that count as right. `anchors` are (position in the text, index of the note).
    `group` counts the paragraphs of a cover page or of closing lines: lines of one group are printed
    together. `depth` is None where the markup does not tell it.
    """

    text: str
    kinds: tuple[str, ...]
    number: str = ""
    depth: int | None = 0
    slot: str = ""
    anchors: tuple[tuple[int, int], ...] = ()
    group: int = 0


def tight(text: str) -> str:
    """A text without white space: in this form texts are compared."""
    return "".join(text.split())


def local(element: etree._Element) -> str:
    """An element's name without its namespace; "" for comments and processing instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def children(element: etree._Element, *names: str) -> list[etree._Element]:
    """The child elements, all or of certain names."""
    return [child for child in element if local(child) and (not names or local(child) in names)]


@dataclass
class Walk:
    """The walk of one file, and what it found."""

    blocks: list[GoldBlock] = field(default_factory=list)
    notes: list[GoldBlock] = field(default_factory=list)
    annexes: int = 0
    raised: list[str] = field(default_factory=list)
    """What is set as superscript without being a note: "e" of "61e", or a marker that lost its note."""
    _group: int = 0

    # words ------------------------------------------------------------------------------------------

    def _raw(self, element: etree._Element) -> Iterator[str]:
        """The pieces of an element's text; a note gives a sign in its place, a line end another."""
        yield element.text or ""
        for child in element:
            name = local(child)
            if name == "authorialNote":
                self._note(child)
                yield _NOTE
            elif name == "eol":
                yield _BREAK
            elif name:
                if name == "sup":
                    self.raised.append(tight("".join(child.itertext())))
                yield _BREAK if name == local(element) == "outcome" else ""  # "In favour:", "Against:"
                yield from self._raw(child)
            yield child.tail or ""

    def _note(self, element: etree._Element) -> None:
        text = _SPACES.sub(" ", " ".join("".join(p.itertext()) for p in children(element))).strip()
        self.notes.append(GoldBlock(text, ("note",), number=element.get("marker", "")))

    def lines(self, *elements: etree._Element) -> list[tuple[str, tuple[tuple[int, int], ...]]]:
        """The printed lines of elements, each with its anchors."""
        first = len(self.notes)
        raw = " ".join("".join(self._raw(element)) for element in elements)
        found: list[tuple[str, tuple[tuple[int, int], ...]]] = []
        for line in raw.split(_BREAK):
            text, anchors = "", []
            for index, piece in enumerate(_SPACES.sub(" ", line).strip().split(_NOTE)):
                if index:
                    anchors.append((len(text), first))
                    first += 1
                text += piece.lstrip(" ") if not text or text.endswith(" ") else piece
            if text.strip() or anchors:
                found.append((text.strip(), tuple((min(at, len(text.strip())), n) for at, n in anchors)))
        return found

    def add(
        self,
        kinds: Iterable[str],
        *elements: etree._Element,
        number: str = "",
        depth: int | None = 0,
        slot: str = "",
        split: bool = False,
    ) -> None:
        """Add the words of elements as one block (or a block per printed line), its number in front."""
        self._group += 1
        found = self.lines(*elements)
        if not split and len(found) > 1:
            text, anchors = "", ()
            for line, marks in found:
                text += " " if text else ""
                anchors += tuple((at + len(text), n) for at, n in marks)
                text += line
            found = [(text, anchors)]
        for text, anchors in found or ([("", ())] if number else []):
            front = f"{number} " if number and text else number
            anchors = tuple((at + len(front), n) for at, n in anchors)
            block = GoldBlock(front + text, tuple(kinds), number, depth, slot, anchors, self._group)
            self.blocks.append(block)
            number = ""

    # sections ---------------------------------------------------------------------------------------

    def document(self, element: etree._Element, kind: str = "") -> None:
        """A statement, a collection, an annex: whatever stands below the root."""
        for child in children(element):
            name = local(child)
            if name == "coverPage":
                self._cover(child)
            elif name == "preface":
                self._preface(child)
            elif name == "preamble":
                self._preamble(child)
            elif name == "conclusions":
                for line in children(child):
                    self.add(("other",), line, slot="closing", split=True)
            elif name == "attachment":
                self.annexes += 1
                self.document(child, "annex")
            elif name in ("statement", "documentCollection"):
                self.document(child, child.get("name", ""))
            elif name in ("component", "components", "attachments", "doc", "collectionBody"):
                self.document(child, kind)
            elif name == "mainBody":
                self._body(child, kind)
            elif name != "meta":
                self._piece(child, kind)  # a body that an ill-formed file lost

    def _cover(self, cover: etree._Element) -> None:
        for line in children(cover):
            slot = _slot(line)
            self.add(("masthead", "title") if slot == "number" else ("masthead",), line, slot=slot, split=True)

    def _preface(self, preface: etree._Element) -> None:
        for line in children(preface):
            numbers = children(line, "docNumber")
            letter = bool(numbers) and not children(line, "docTitle")
            number = _SPACES.sub(" ", "".join(numbers[0].itertext())).strip() if numbers and not letter else ""
            self.add(("title", "heading") if letter else ("title",), line)
            if number and self.blocks:
                self.blocks[-1] = replace(self.blocks[-1], number=number)

    def _preamble(self, preamble: etree._Element) -> None:
        for child in children(preamble):
            kinds = ("formula",) if local(child) == "formula" else ("preambular",)
            if not children(child):
                self.add(kinds, child)
            for piece in children(child):
                if local(piece) == "blockList":
                    self._list(piece, kinds, 0)
                else:
                    self.add(kinds, piece)

    # bodies -----------------------------------------------------------------------------------------

    def _body(self, body: etree._Element, kind: str) -> None:
        for child in children(body):
            self._piece(child, kind)

    def _piece(self, piece: etree._Element, kind: str) -> None:
        name = local(piece)
        if name == "paragraph":
            self._paragraph(piece, kind)
        elif name == "table":
            self._table(piece)
        elif name == "p":
            title = bool(children(piece, "docTitle"))
            self.add(("title",) if title else _plain(kind), piece)
        elif name == "crossHeading":
            self.add(("preambular",) if piece.get("refersTo") == "#preamble" else ("heading",), piece)
        elif name in ("num", "heading", "subheading"):
            self.add(("heading", "title"), piece)
        else:  # section, container, alinea, content: only their contents are printed
            self._body(piece, kind)

    def _paragraph(self, paragraph: etree._Element, kind: str) -> None:
        nums = children(paragraph, "num")
        number = _SPACES.sub(" ", "".join(nums[0].itertext())).strip() if nums else ""
        kinds, depth = self._judge(paragraph, number, kind)
        first = len(self.blocks)
        for child in children(paragraph):
            name = local(child)
            if name in ("heading", "subheading"):
                self.add(("heading", "title"), child, number=number)
            elif name == "content":
                for piece in children(child):
                    if local(piece) == "table":
                        self._table(piece)
                    else:
                        self.add(kinds, piece, number=number, depth=depth)
                    number = ""
            elif name == "list":
                self._list(child, kinds, depth or 0, number)
            elif name != "num":
                self.add(kinds, child, number=number, depth=depth)
            number = "" if len(self.blocks) > first else number
        if len(self.blocks) == first and number:
            self.add(kinds, number=number, depth=depth)
        self._join(first)

    def _judge(self, paragraph: etree._Element, number: str, kind: str) -> tuple[tuple[str, ...], int | None]:
        """The kinds that a paragraph may be, and its depth."""
        style = paragraph.get("class", "")
        head = bool(re.match(r"H(?:\d|Ch)", style))
        if not number:
            text = _SPACES.sub(" ", "".join(paragraph.itertext())).strip()
            bold = "".join("".join(s.itertext()) for s in paragraph.iter("{*}span") if "bold" in s.get("class", ""))
            if head:
                return ("heading", "title"), 0
            if tight(bold) == tight(text):
                return ("heading", "title", *_plain(kind)), 0
            if not text.strip("_ "):
                return ("other", "running", "note", *_plain(kind)), 0
            if text.startswith("*") or style == "FootnoteText":
                return ("note", *_plain(kind)), 0
            if _LABEL.match(text):  # a number that the markup has among the words
                return (*_plain(kind), "item"), None
            if kind == "presidentialStatement" and text.endswith((",", "，", "،")):
                return ("paragraph", "formula"), 0
            if len(text) < SHORT and text[-1:].isalnum():  # a line without an end, which the markup calls nothing
                return (*_plain(kind), "heading"), 0
            return _plain(kind), 0
        if _NUMBERED.fullmatch(number):
            return (("operative",) if kind in _FULL else ("paragraph",)) + (("heading",) if head else ()), 0
        if _ROMAN_HEAD.fullmatch(number):
            return ("heading", "title"), 0
        before = next((b.number for b in reversed(self.blocks) if b.number), "")
        letters = re.sub(r"\W", "", number), re.sub(r"\W", "", before)
        follows = len(letters[0]) == len(letters[1]) == 1 and ord(letters[0]) == ord(letters[1]) + 1
        second = bool(_ROMAN_ITEM.fullmatch(number)) and not follows
        return ("item", "heading") if head else ("item",), 2 if second else 1

    def _list(self, element: etree._Element, kinds: tuple[str, ...], depth: int, number: str = "") -> None:
        """A list and what introduces it; `depth` is that of the paragraph in which it stands."""
        for child in children(element):
            name = local(child)
            if name in ("intro", "wrapUp", "wrap"):
                for piece in children(child):
                    self.add(kinds, piece, number=number, depth=depth)
                    number = ""
            elif name == "listIntroduction":
                self.add(kinds, child, number=number, depth=depth)
            elif name in ("sublist", "list"):
                self._list(child, ("item",), depth + 1)
            elif name in ("point", "item"):
                nums = children(child, "num")
                label = _SPACES.sub(" ", "".join(nums[0].itertext())).strip() if nums else ""
                for piece in children(child):
                    for words in children(piece) if local(piece) == "content" else [piece]:
                        if local(words) in ("list", "sublist", "blockList"):
                            self._list(words, ("item",), depth + 1)
                        elif local(words) != "num":
                            self.add(("item",) if label or not nums else ("item", "paragraph"), words,
                                     number=label, depth=depth + 1)  # fmt: skip
                            label = ""

    def _table(self, table: etree._Element) -> None:
        for row in table.iter("{*}tr"):
            text, anchors = "", ()
            for index, cell in enumerate(children(row)):
                text += "\t" if index else ""
                for words, marks in self.lines(*(children(cell) or [cell])):
                    text += " " if text and not text.endswith("\t") else ""
                    anchors += tuple((at + len(text), n) for at, n in marks)
                    text += words
            if text.strip():
                self._group += 1
                self.blocks.append(GoldBlock(text, ("row",), depth=None, anchors=anchors, group=self._group))

    def _join(self, first: int) -> None:
        """A number that stands alone belongs to the unnumbered paragraph after it."""
        if not 0 < first < len(self.blocks):
            return
        before, block = self.blocks[first - 1], self.blocks[first]
        alone = before.number and before.text == before.number and "heading" not in before.kinds
        if alone and not block.number and "heading" not in block.kinds[:1]:
            front = f"{before.number} "
            anchors = tuple((at + len(front), n) for at, n in block.anchors)
            self.blocks[first - 1 : first + 1] = [replace(before, text=front + block.text, anchors=anchors)]


def _plain(kind: str) -> tuple[str, ...]:
    """What a paragraph without a number may be."""
    return ("operative", "paragraph") if kind in _FULL else ("paragraph",)


_SLOTS = {
    "docStatus": "distribution", "docDate": "issued", "session": "session", "event": "session_dates",
    "docProponent": "origin", "docType": "masthead",
}  # fmt: skip
_REFERS = {
    "#publisher": "publisher", "#symbol": "symbol", "#issuingBody": "organ", "#subsidiaryBody": "organ",
    "#resolutionNumber": "number", "#adoption": "adoption",
}  # fmt: skip
_NAMES = {
    "agenda item": "agenda_item", "agenda item name": "agenda_title", "originalLanguage": "original",
    "languageOfExpression": "edition",
}  # fmt: skip


def _slot(line: etree._Element) -> str:
    """What a line of the cover page says, by its markup."""
    for element in line.iter():
        name = local(element)
        if slot := _REFERS.get(element.get("refersTo", "")) or _NAMES.get(element.get("name", "")):
            return slot
        if name in _SLOTS:
            return _SLOTS[name]
        if name == "docTitle":
            return "adoption"
    return "masthead"


def walk(root: etree._Element) -> Walk:
    """All blocks and notes of a file."""
    found = Walk()
    found.document(root)
    return found


def lost(root: etree._Element, found: Walk) -> tuple[Counter[str], Counter[str]]:
    """The characters of a file that its gold lacks, and those it has too many: both must be empty."""
    printed: Counter[str] = Counter()

    def collect(element: etree._Element) -> None:
        printed.update(tight(element.text or ""))
        for child in element:
            if local(child) and local(child) != "meta":
                collect(child)
            printed.update(tight(child.tail or ""))

    collect(root)
    gold = Counter(tight("".join(b.text for b in [*found.blocks, *found.notes])))
    return printed - gold, gold - printed
