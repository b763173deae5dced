"""Documents of any shape as Akoma Ntoso: valid against the strict schema, and read back as they were."""

from __future__ import annotations

import os
import string
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from diplomatics.exporters.akn import write_akn
from diplomatics.model.document import Block, Document, Footnote, Part
from diplomatics.model.identity import Identity, Vote
from diplomatics.model.transcript import Line, Mark, Source
from diplomatics.readers.akn import read_akn

CORPUS = Path(os.environ.get("DIPLOMATICS_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))
SCHEMA = CORPUS / "reference" / "akn" / "akomantoso30.xsd"
NS = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
SOURCE = Source(name="made.txt", sha256="", media_type="text/plain")

WORDS = (
    "Decides",
    "to meet",
    "Сессия",
    "первая",
    "الجمعية",
    "العامة",
    "大会",
    "决定",
    "à Belforía",
    "Norland,",
    "&<>\"'",
)
SLOTS = (
    "publisher", "symbol", "organ", "distribution", "issued", "edition", "original", "session",
    "session_dates", "agenda_item", "agenda_title", "adoption", "origin", "number", "masthead",
)  # fmt: skip
KINDS = (
    "masthead", "title", "formula", "preambular", "operative", "paragraph", "heading", "item", "row", "note",
    "signature", "running", "other",
)  # fmt: skip
TARGETS = (
    "https://undocs.org/en/S/RES/822(1993)", "https://undocs.org/en/A/72/829", "https://docs.un.org/zh/S/PRST/2005/19",
    "https://example.org/a b?q=\"ü\"&x=%zz", "http://[x", "#", "документ",
)  # fmt: skip
LABELS = (
    ("", ""),
    ("1", "1. "),
    ("12", "12 - "),
    ("(a)", "(a) "),
    ("㈠", "㈠"),
    ("IV", "IV. "),
    ("9", ""),
    ("a", "a) "),
)


class Drawn(NamedTuple):
    """A block as it is drawn, before it has a place."""

    kind: str
    slot: str
    number: str
    depth: int
    language: str
    text: str


@st.composite
def drawn_blocks(draw) -> Drawn:
    kind = draw(st.sampled_from(KINDS))
    slot = draw(st.sampled_from(SLOTS)) if kind == "masthead" else ""
    slot = draw(st.sampled_from(("closing", "vote", ""))) if kind == "other" else slot
    words = draw(st.lists(st.sampled_from(WORDS), max_size=4))
    number, label = draw(st.sampled_from(LABELS)) if kind not in ("masthead", "note") else ("", "")
    text = label + ("\t" if kind == "row" else " ").join(words)
    text += draw(st.sampled_from(("", "", " ", "  two  spaces\n", "\u00a0", "\u200b")))
    depth = draw(st.sampled_from((0, 0, 1, 1, 2, 3, 12))) if kind in ("item", "heading", "paragraph") else 0
    return Drawn(kind, slot, number, depth, draw(st.sampled_from(("en", "en", "", "zh", "ar"))), text)


@st.composite
def documents(draw) -> Document:
    """Documents that keep the model's invariants, and nothing else that one expects of a document."""
    sizes = draw(st.lists(st.integers(0, 7), min_size=1, max_size=4))
    blocks: list[Block] = []
    parts: list[Part] = []
    text = ""
    for index, size in enumerate(sizes):
        start = len(text)
        for _ in range(size):
            drawn = draw(drawn_blocks())
            fields = {name: value for name, value in drawn._asdict().items() if name != "text"}
            blocks.append(Block(start=len(text), end=len(text) + len(drawn.text), **fields))
            text += drawn.text + "\n"
        kind = "letter" if index == 0 else draw(st.sampled_from(("annex", "enclosure", "appendix", "act")))
        parts.append(Part(kind=kind, start=start, end=max(start, len(text) - 1), language="en"))
        text += "\n"
    places = st.sampled_from([at for b in blocks for at in range(b.start, b.end + 1)] or [0])
    notes = []
    for block in blocks:
        if block.kind == "note" and draw(st.booleans()):
            anchors = draw(st.lists(places, max_size=3))
            marker = draw(st.sampled_from(("1", "2", "*", "a")))
            notes.append(Footnote.of(text, block.start, block.end, marker=marker, anchors=tuple(anchors)))
    marks = []
    for _ in range(draw(st.integers(0, 8)) if text.strip() else 0):
        start, end = sorted((draw(places), draw(places)))
        kind = draw(st.sampled_from(("bold", "italic", "underline", "superscript", "subscript", "link")))
        marks.append(Mark(start, end, kind, draw(st.sampled_from(TARGETS)) if kind == "link" else ""))
    identity = Identity(
        kind=draw(st.sampled_from(("resolution", "letter", "report", "other", "draft_resolution", "note_verbale"))),
        symbols=draw(st.sampled_from(((), ("A/79/1", "S/2025/2"), ("A/RES/76/999",), ("Ж/12 (б)",)))),
        language="en",
        issued=draw(st.sampled_from((None, "2021-12-09", "2021-12", "soon"))),
        adopted=draw(st.sampled_from((None, "2021-12-09"))),
        vote=draw(st.sampled_from((None, Vote(outcome="voting by mail", in_favour=3)))),
    )
    return Document(
        source=SOURCE, identity=identity, text=text, blocks=tuple(blocks), parts=tuple(parts),
        notes=tuple(notes), marks=tuple(marks),
    )  # fmt: skip


def expected_role(document: Document, index: int) -> str:
    """The role of the line of a block. The heading at the head of a later part is the head of that part."""
    block = document.blocks[index]
    for number, part in enumerate(document.parts):
        first = next((b for b in document.blocks if part.start <= b.start and b.end <= part.end), None)
        if number and first is block and block.kind == "heading":
            return "act" if part.kind == "act" else "annex"
    return block.slot or block.kind


def clipped(document: Document, block: Block) -> list[tuple[int, int, str, str]]:
    """The marks of a block, from the start of the block, without what lies beyond it or between cells."""
    words = document.words(block)
    found = []
    for mark in document.marks:
        start, end = max(mark.start, block.start) - block.start, min(mark.end, block.end) - block.start
        while block.kind == "row" and start < end and words[start] == "\t":
            start += 1
        while block.kind == "row" and start < end and words[end - 1] == "\t":
            end -= 1
        if start < end:
            found.append((start, end, mark.kind, mark.target))
    return sorted(found)


def set_marks(line: Line) -> list[tuple[int, int, str, str]]:
    return sorted((m.start, m.end, m.kind, m.target) for m in line.marks if m.kind != "anchor")


def anchors(document: Document, lines: tuple[Line, ...]) -> list[tuple[int, int]]:
    """Where each note of some lines is anchored: the start of the note, and the place."""
    places = [(line, block.start) for line, block in zip(lines, document.blocks, strict=True)]
    notes = {line.id: start for line, start in places if line.role == "note" and line.id}
    found = [(line, start, mark) for line, start in places for mark in line.marks if mark.kind == "anchor"]
    return sorted((notes[mark.target], start + mark.start) for _, start, mark in found)


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    if not SCHEMA.exists():
        pytest.skip(f"the Akoma Ntoso schema is not at {SCHEMA}; set DIPLOMATICS_CORPUS")
    return etree.XMLSchema(etree.parse(SCHEMA))


def make(*blocks: tuple, **fields) -> Document:
    """A document of one part from (kind, text, {fields}) triples."""
    text, made = "", []
    for kind, words, *rest in blocks:
        made.append(Block(kind=kind, start=len(text), end=len(text) + len(words), **(rest[0] if rest else {})))
        text += words + "\n"
    text = text[:-1]
    fields = {"identity": Identity(), "parts": (Part(kind="letter", start=0, end=len(text)),), **fields}
    return Document(source=SOURCE, text=text, blocks=tuple(made), **fields)


def tree(document: Document) -> etree._Element:
    return etree.fromstring(write_akn(document))


@given(documents())
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_document_is_valid_and_reads_back(schema, document):
    """Whatever a document is like, its file is valid, and its lines are what its blocks were."""
    data = write_akn(document)
    schema.assertValid(etree.fromstring(data))
    transcript = read_akn(data, "made.xml")
    assert transcript.remarks == ()
    lines = transcript.lines
    assert [line.text for line in lines] == [document.words(block) for block in document.blocks]
    assert [line.role for line in lines] == [expected_role(document, i) for i in range(len(document.blocks))]
    assert [line.language or "en" for line in lines] == [block.language or "en" for block in document.blocks]
    assert [line.depth for line in lines] == [block.depth for block in document.blocks]
    assert [set_marks(line) for line in lines] == [clipped(document, block) for block in document.blocks]
    markers = {note.start: note.marker for note in document.notes}
    for line, block in zip(lines, document.blocks, strict=True):
        number = markers.get(block.start, block.number) if block.kind == "note" else block.number
        assert line.number.strip(" .)-") == number.strip(" .)-")
    assert anchors(document, lines) == sorted((n.start, place) for n in document.notes for place in n.anchors)


@given(st.text(alphabet=st.characters(), max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_characters_can_be_written(text):
    """Characters that XML forbids do not break the file and do not shift what follows them."""
    document = make(("paragraph", text), ("paragraph", "after"))
    lines = read_akn(write_akn(document), "made.xml").lines
    assert len(lines[0].text) == len(text)
    assert lines[1].text == "after"


def test_a_document_without_a_block_is_valid(schema):
    """Nothing read is still a document."""
    document = Document(
        source=SOURCE, identity=Identity(), text="", blocks=(), parts=(Part(kind="letter", start=0, end=0),)
    )
    data = write_akn(document)
    schema.assertValid(etree.fromstring(data))
    assert read_akn(data, "made.xml").lines == ()


def test_a_resolution_has_the_regions_of_the_un():
    """Masthead, title, preamble, paragraphs and points, and the lines of adoption go to their regions."""
    document = make(
        ("masthead", "A/RES/91/7", {"slot": "symbol"}),
        ("title", "91/7. Assistance to Belforia", {"number": "91/7"}),
        ("formula", "The General Assembly,"),
        ("preambular", "Recalling its resolution 90/1,"),
        ("operative", "1. Requests Norland:", {"number": "1"}),
        ("item", "(a) To report;", {"number": "(a)", "depth": 1}),
        ("item", "(i) In writing;", {"number": "(i)", "depth": 2}),
        ("operative", "2. Decides to meet.", {"number": "2"}),
        ("other", "9th plenary meeting", {"slot": "closing"}),
        identity=Identity(kind="resolution", symbols=("A/RES/91/7",), language="en", adopted="2036-10-01"),
    )
    found = tree(document)
    assert found.xpath("string(//a:coverPage/a:p/a:docNumber)", namespaces=NS) == "A/RES/91/7"
    assert found.xpath("string(//a:preface/a:p/a:docNumber)", namespaces=NS) == "91/7."
    assert found.xpath("string(//a:preamble/a:formula)", namespaces=NS).strip() == "The General Assembly,"
    assert found.xpath("count(//a:preamble/a:container)", namespaces=NS) == 1
    assert found.xpath("//a:mainBody/a:paragraph/a:num/text()", namespaces=NS) == ["1.", "2."]
    assert found.xpath("//a:list/a:point/a:num/text()", namespaces=NS) == ["(a)"]
    assert found.xpath("//a:list/a:sublist/a:point/a:num/text()", namespaces=NS) == ["(i)"]
    assert found.xpath("string(//a:conclusions/a:p)", namespaces=NS) == "9th plenary meeting"
    work = found.xpath("string(//a:FRBRWork/a:FRBRuri/@value)", namespaces=NS)
    assert work == "/akn/un/statement/deliberation/unga/2036-10-01/91-7"


def test_a_letter_is_a_communication_with_its_annex_attached():
    """A letter is no statement of an organ; its annex is attached to it, and begins with its heading."""
    text = "I have the honour.\nAnnex I\nThe words."
    document = Document(
        source=SOURCE,
        identity=Identity(kind="letter", symbols=("S/2036/5",), language="en"),
        text=text,
        blocks=(
            Block(kind="paragraph", start=0, end=18),
            Block(kind="heading", start=19, end=26),
            Block(kind="paragraph", start=27, end=37),
        ),
        parts=(Part(kind="letter", start=0, end=18), Part(kind="annex", start=19, end=37, label="Annex I")),
    )
    found = tree(document)
    assert found.xpath("//a:doc/@name", namespaces=NS) == ["letter", "annex"]
    assert found.xpath("string(//a:FRBRWork/a:FRBRuri/@value)", namespaces=NS).startswith(
        "/akn/un/doc/communication/unsc/"
    )
    assert [line.role for line in read_akn(write_akn(document), "x").lines] == [
        "paragraph",
        "annex",
        "paragraph",
    ]


def test_a_cited_resolution_becomes_a_reference():
    """A link to a work that can be named is a reference to it; any other is a link."""
    document = make(
        ("paragraph", "822 (1993) and A/72/829"),
        marks=(Mark(0, 10, "link", TARGETS[0]), Mark(15, 23, "link", TARGETS[1])),
    )
    found = tree(document)
    assert found.xpath("//a:ref/@href", namespaces=NS) == ["/akn/un/statement/deliberation/unsc/1993/822-1993"]
    assert found.xpath("//a:a/@href", namespaces=NS) == [TARGETS[1]]


def test_a_note_is_written_at_its_anchor():
    """A note that is printed at the end of its part stands at its anchor in the file, and once only."""
    document = make(
        ("paragraph", "The report says so."),
        ("note", "A/90/1."),
        ("running", "90-00001"),
        notes=(Footnote(start=20, end=27, exact="A/90/1.", marker="1", anchors=(10, 18)),),
    )
    found = tree(document)
    assert found.xpath("string(//a:p/a:authorialNote[@marker='1'])", namespaces=NS).strip() == "A/90/1."
    assert found.xpath("//a:noteRef/@href", namespaces=NS) == ["#authorialNote_1"]
    assert [line.text for line in read_akn(write_akn(document), "x").lines] == [
        "The report says so.", "A/90/1.", "90-00001",
    ]  # fmt: skip


def test_deep_items_do_not_nest_without_end():
    """A depth that no document has is still told, though the elements stop nesting."""
    document = make(("paragraph", "So:"), *((("item", f"{d}", {"depth": d})) for d in range(1, 400)))
    lines = read_akn(write_akn(document), "x").lines
    assert [line.depth for line in lines] == list(range(400))


def test_words_keep_their_white_space():
    """The file is set in lines for the eye; none of that white space comes into the words."""
    document = make(("paragraph", " two  spaces\tand a tab\r\nand an end "), ("row", "a\t\t b"), ("row", "\t"))
    lines = read_akn(write_akn(document), "x").lines
    assert [line.text for line in lines] == [document.words(block) for block in document.blocks]


def test_ascii_punctuation_is_escaped():
    """Characters with a meaning in XML are words like any other."""
    document = make(("paragraph", string.punctuation), ("masthead", string.punctuation, {"slot": "symbol"}))
    assert [line.text for line in read_akn(write_akn(document), "x").lines] == [string.punctuation] * 2


def test_a_note_is_written_at_the_first_of_its_anchors():
    """The order in which a note lists its anchors does not matter; it is printed where it stood."""
    document = make(
        ("paragraph", "One."),
        ("note", "A/90/1."),
        ("paragraph", "Two."),
        ("note", "A/90/2."),
        notes=(
            Footnote(start=5, end=12, exact="A/90/1.", marker="1", anchors=(16, 3)),
            Footnote(start=18, end=25, exact="A/90/2.", marker="2", anchors=(3,)),
        ),
    )
    found = tree(document)
    assert found.xpath("//a:authorialNote/../text()[1]", namespaces=NS) == ["One"]
    lines = read_akn(write_akn(document), "x").lines
    assert [line.text for line in lines] == ["One.", "A/90/1.", "Two.", "A/90/2."]
