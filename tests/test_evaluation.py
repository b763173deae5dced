"""The evaluation judges the program; these tests judge the evaluation, on documents written for them."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

import pytest
from lxml import etree

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from evaluation import corpus, crunsc, dates, gate, report, score, unxml
from evaluation.corpus import Item
from evaluation.render import RULE, WIDTH, render
from evaluation.score import Outcome
from evaluation.walk import lost, tight, walk

from diplomatics.model.document import Block, Document, Footnote, Part
from diplomatics.model.identity import AgendaItem, Identity, Session
from diplomatics.model.transcript import Source

RESOLUTION = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
<statement name="resolution">
<meta><identification source="#x"><FRBRWork>
<FRBRdate date="2031-06-30" name="adoption"/>
</FRBRWork></identification></meta>
<coverPage>
<p><span><docAuthority refersTo="#publisher">United Nations</docAuthority></span></p>
<p><docNumber refersTo="#symbol">A/RES/86/7 B</docNumber></p>
<p><docAuthority refersTo="#issuingBody">General Assembly</docAuthority></p>
<p><docStatus refersTo="#generalDistribution">Distr.: General</docStatus></p>
<p><docDate date="2031-07-09" refersTo="#dateOfIssuance">8 July 2031</docDate></p>
<p><session refersTo="#generalAssembly" value="86">Eighty-sixth session</session></p>
<p><inline name="agenda item" title="17">Agenda item 17 (b)</inline></p>
<p><inline name="agenda item name">Rivers of Norland</inline></p>
<p><docTitle>Resolution adopted by the General Assembly on 30 June 2031</docTitle></p>
<p><docProponent>[on the report
(<inline name="originating document">A/86/5, para. 6</inline>)]</docProponent></p>
</coverPage>
<preface><p><docNumber>86/7.</docNumber>
<docTitle><span class="bold">	Navigation on the Belfor</span></docTitle></p>
<p><docNumber refersTo="#letter">B</docNumber></p></preface>
<preamble><formula name="enactingFormula"><p><span>The General Assembly</span>,</p></formula>
<container name="Recalling"><p>	<span>Recalling</span> the
Treaty of Port Nor<authorialNote marker="1"><p>	 See A/85/3.</p></authorialNote>, in force,</p></container>
</preamble>
<mainBody>
<paragraph class="SingleTxt"><num>1.</num><list><intro><p>Calls upon the riparian States:</p></intro>
<point><num>(a)</num><content><p>To keep the channel open;</p></content></point>
<sublist><point><num>(i)</num><content><p>In summer;</p></content></point></sublist></list></paragraph>
<paragraph class="SingleTxt"><num>2.</num><content><p/></content></paragraph>
<paragraph class="ListParagraph"><content><p>Decides to return to the matter.</p></content></paragraph>
<container><table><tr><td><p>Port</p></td><td><p>Ships</p></td></tr></table></container>
</mainBody>
<conclusions><p><inline name="adoptionMeeting" title="88th">88th plenary meeting</inline><eol/>
<docDate date="2031-06-30" refersTo="#adoptionDate">30 June 2031</docDate></p></conclusions>
</statement></akomaNtoso>"""


@pytest.fixture
def gold(tmp_path: Path) -> unxml.Gold:
    path = tmp_path / "A_RES_86_7-3100001E.xml"
    path.write_text(RESOLUTION, "utf-8")
    return unxml.gold(Item(path, "GA-86", "en", held=False))


def reading(gold: unxml.Gold, **identity: object) -> Document:
    """The document that is wholly right for a gold."""
    text, blocks, notes, anchors = "", [], [], {}
    for block in [*gold.blocks, *gold.notes]:
        start = len(text)
        text += block.text
        for at, note in block.anchors:
            anchors[note] = start + at
        if block.kinds == ("note",):
            place = (anchors[len(notes)],)
            notes.append(Footnote.of(text, start, len(text), marker=block.number, anchors=place))
        depth = block.depth or 0
        blocks.append(
            Block(kind=block.kinds[0], start=start, end=len(text), number=block.number.rstrip("."), depth=depth)
        )
        text += "\n"
    said = {
        "kind": "resolution", "symbols": ("A/RES/86/7 B",), "organs": ("General Assembly",),
        "distribution": "General", "issued": "2031-07-08", "language": "en", "adopted": "2031-06-30",
        "sessions": (Session(organ="General Assembly", session=86),), "number": "86/7 B",
        "agenda_items": (AgendaItem(numbers=("17 (b)",), title="Rivers of Norland"),),
        "title": "Navigation on the Belfor", "meeting": "88th plenary meeting", "origin": "A/86/5, para. 6",
    }  # fmt: skip
    return Document(
        source=Source(name="x", sha256="", media_type="text/plain"),
        identity=Identity(**{**said, **identity}),
        text=text,
        blocks=tuple(blocks),
        parts=(Part(kind="act", start=0, end=len(text)),),
        notes=tuple(notes),
    )


def wrong(measures: list[score.Measure]) -> list[str]:
    return [m.field for m in measures if not m.right == m.found == m.expected]


def test_the_walk_tells_kind_number_and_depth(gold):
    """Every block of a file has the kind, the number and the depth that its markup states."""
    told = [(b.kinds[0], b.number, b.depth) for b in gold.blocks if b.kinds[0] not in ("masthead", "other")]
    assert told == [
        ("title", "86/7.", 0), ("title", "", 0), ("formula", "", 0), ("preambular", "", 0),
        ("operative", "1.", 0), ("item", "(a)", 1), ("item", "(i)", 2), ("operative", "2.", 0),
        ("row", "", None),
    ]  # fmt: skip


def test_a_number_alone_belongs_to_the_paragraph_after_it(gold):
    """A paragraph that holds only its number is one block with the unnumbered one that follows."""
    assert "2. Decides to return to the matter." in [block.text for block in gold.blocks]


def test_closing_lines_are_cut_where_the_file_breaks_them(gold):
    """The meeting and the date of adoption are two lines."""
    assert [b.text for b in gold.blocks if b.kinds == ("other",)] == ["88th plenary meeting", "30 June 2031"]


def test_a_marker_is_not_text_but_has_a_place(gold):
    """A note leaves the words around its marker whole, and its anchor where the marker stood."""
    block = next(b for b in gold.blocks if b.kinds == ("preambular",))
    assert block.text == "Recalling the Treaty of Port Nor, in force,"
    assert block.anchors == ((block.text.index(", in force"), 0),)
    assert [(n.number, n.text) for n in gold.notes] == [("1", "See A/85/3.")]


def test_the_cells_of_a_row_are_joined_by_a_tab(gold):
    """A table row is one block."""
    assert [b.text for b in gold.blocks if b.kinds == ("row",)] == ["Port\tShips"]


def test_no_character_of_a_file_is_lost_from_its_gold():
    """The gold has every character outside the metadata, and none besides."""
    root = etree.fromstring(RESOLUTION)
    found = walk(root)
    assert not any(lost(root, found))
    found.blocks.pop()
    missing, _ = lost(root, found)
    assert missing.total() == len(tight("30 June 2031"))


def test_print_counts_where_it_contradicts_the_metadata(gold):
    """The printed date and item are expected, and the contradiction is a fault of the file."""
    assert gold.fields["issued"] == ("2031-07-08",)
    assert gold.fields["item"] == (("17b",),)
    assert [fault.split(":")[0] for fault in gold.faults] == ["date of issue", "agenda item"]


def test_an_ill_formed_file_is_read_as_far_as_it_goes(tmp_path):
    """A file that breaks off still has a symbol; that it breaks off is a fault of it."""
    path = tmp_path / "broken.xml"
    path.write_text(RESOLUTION[: RESOLUTION.index("<preamble>")], "utf-8")
    found = unxml.gold(Item(path, "GA-86", "en", held=False))
    assert found.fields["symbol"] == ("A/RES/86/7 B",)
    assert found.faults[0].startswith("not well-formed")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("on 16 December 2031", "en"), ("le 16 décembre 2031", "fr"), ("el 16 de diciembre de 2031", "es"),
        ("16 декабря 2031 года", "ru"), ("2031年12月16日", "zh"), ("16 كانون الأول/ديسمبر 2031", "ar"),
        ("16 December 2031", "ar"),
    ],
)  # fmt: skip
def test_dates_are_read_in_six_languages(text, language):
    """A printed date is found in each language, and in English in every masthead."""
    assert dates.find(text, language) == ["2031-12-16"]


def test_an_impossible_date_is_no_date():
    """The thirty-first of June is not a date."""
    assert dates.find("31 June 2031", "en") == []


def test_the_rendering_is_what_the_gold_says(gold):
    """The plain text has the masthead in groups, markers, indented items, and notes under a rule."""
    text = render(gold)
    assert text == render(gold)
    assert text.startswith("United Nations\nA/RES/86/7 B\n\nGeneral Assembly\n\nDistr.: General\n8 July 2031\n\n")
    assert "Port Nor<sup>1</sup>, in force," in text
    assert "\n\n    (a) To keep the channel open;\n\n        (i) In summer;\n\n2. Decides" in text
    assert text.endswith(f"88th plenary meeting\n30 June 2031\n\n{RULE}\n<sup>1</sup> See A/85/3.\n")
    assert max(map(len, text.splitlines())) <= WIDTH


def test_chinese_is_wrapped_without_cutting_figures(gold):
    """A line of Chinese ends neither inside a number nor before a comma, and joins without loss."""
    words = "诺兰河水位每年平均上升1234567毫米，" * 12
    block = gold.blocks[-1].__class__(words, ("paragraph",))
    item = Item(gold.item.path, "GA-86", "zh", held=False)
    lines = render(unxml.Gold(item, {}, (block,), (), 0, (), ())).split("\n")
    assert "".join(lines) == words
    assert len(lines) > 4
    assert not any(line.startswith("，") for line in lines)
    assert not any(a[-1:].isdigit() and b[:1].isdigit() for a, b in itertools.pairwise(lines))


def test_a_right_reading_scores_in_full(gold):
    """A document that says what the gold says is right in every measure."""
    assert wrong(score.document(gold, reading(gold))) == []


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"symbols": ("A/RES/86/7",)}, "symbol"), ({"organs": ()}, "organ"), ({"adopted": None}, "adopted"),
        ({"sessions": ()}, "session"), ({"meeting": "87th plenary meeting"}, "meeting"),
        ({"number": "86/7"}, "number"),
        ({"agenda_items": (AgendaItem(numbers=("17",), title="Rivers of Norland"),)}, "item"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_wrong_alone(gold, said, field):
    """One wrong field of the identity costs that field and no other."""
    assert wrong(score.document(gold, reading(gold, **said))) == [field]


def test_a_field_of_which_the_file_says_nothing_must_stay_empty(gold):
    """An agenda item that was made up is an error."""
    silent = unxml.Gold(gold.item, {"kind": ("resolution",)}, (), (), 0, (), ())
    assert "item" in wrong(list(score.fields(silent, reading(gold).identity)))


def changed(document: Document, **values: object) -> Document:
    fields = {name: getattr(document, name) for name in document.__struct_fields__}
    return Document(**{**fields, **values})


def test_a_wrong_kind_costs_the_block_but_not_its_boundaries(gold):
    """An operative paragraph read as a heading has its boundaries right and its kind wrong."""
    right = reading(gold)
    at = next(n for n, b in enumerate(right.blocks) if b.kind == "operative")
    blocks = list(right.blocks)
    old = blocks[at]
    blocks[at] = Block(kind="heading", start=old.start, end=old.end, number=old.number)
    assert wrong(score.document(gold, changed(right, blocks=tuple(blocks)))) == ["blocks"]


def test_two_paragraphs_run_together_are_two_boundaries_lost(gold):
    """A join costs both blocks in recall and one in precision."""
    right = reading(gold)
    blocks = list(right.blocks)
    at = next(n for n, b in enumerate(blocks) if b.kind == "operative")
    blocks[at : at + 2] = [Block(kind="operative", start=blocks[at].start, end=blocks[at + 1].end, number="1")]
    measures = {m.field: m for m in score.document(gold, changed(right, blocks=tuple(blocks)))}
    assert measures["boundaries"].right == measures["boundaries"].expected - 2
    assert measures["boundaries"].found == measures["boundaries"].expected - 1


def test_an_anchor_in_the_wrong_place_is_wrong(gold):
    """A note that was found but hangs elsewhere costs the anchor, not the note."""
    right = reading(gold)
    note = right.notes[0]
    moved = Footnote(start=note.start, end=note.end, exact=note.exact, marker=note.marker, anchors=(2,))
    assert wrong(score.document(gold, changed(right, notes=(moved,)))) == ["anchors"]


def test_a_lost_character_is_told(gold):
    """A character that stands in no block is counted."""
    right = reading(gold)
    last = right.blocks[-1]
    cut = Block(kind=last.kind, start=last.start, end=last.end - 1, number=last.number)
    text = right.text[: last.end - 1] + "\n"
    document = changed(right, text=text, blocks=(*right.blocks[:-1], cut), notes=(),
                       parts=(Part(kind="act", start=0, end=len(text)),))  # fmt: skip
    measure = next(m for m in score.document(gold, document) if m.field == "characters")
    assert (measure.right, measure.detail) == (0, "lost 1 (.), surplus 0 ()")


def test_a_crash_is_a_miss_in_everything(gold):
    """A file that could not be read counts in every measure that a right reading has."""
    fields = {m.field for m in score.document(gold, reading(gold))}
    missed = score.missed(gold, "ReadError")
    assert {m.field for m in missed} == fields
    assert not any(m.right for m in missed)


def test_a_figure_taken_for_a_marker_is_lost(gold):
    """A number of the text that was read as an anchor is a lost character, unless it was raised."""
    right = reading(gold)
    at = right.text.index("17 (b)")
    note = right.notes[0]
    text = right.text.replace("17 (b)", "7 (b)")
    shift = [(b.start - (b.start > at), b.end - (b.end > at)) for b in right.blocks]
    blocks = tuple(Block(kind=b.kind, start=s, end=e, number=b.number, depth=b.depth)
                   for b, (s, e) in zip(right.blocks, shift, strict=True))  # fmt: skip
    eaten = Footnote.of(text, note.start - 1, note.end - 1, marker="1", anchors=(note.anchors[0] - 1, at))
    document = changed(right, text=text, blocks=blocks, notes=(eaten,),
                       parts=(Part(kind="act", start=0, end=len(text)),))  # fmt: skip
    assert "characters" in wrong(score.document(gold, document))


def test_versions_of_one_document_are_held_out_together(tmp_path):
    """What is held out depends on the names alone, and never parts the versions of a document."""
    for language, letter in zip(corpus.LANGUAGES, "AESFRC", strict=True):
        for number in range(10):
            path = tmp_path / "unxml" / "GA-86" / language / f"A_RES_86_{number}-310000{number}{letter}.xml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
    items = corpus.unxml(tmp_path)
    held = {item.path.stem[:-1] for item in items if item.held}
    assert len(held) == 2
    assert sum(item.held for item in items) == 2 * 6
    assert items == corpus.unxml(tmp_path)


def test_the_table_of_meetings_decides_between_two_entries(tmp_path):
    """A resolution that the table names twice was adopted between its neighbours."""
    folder = tmp_path / "reference" / "meetings"
    folder.mkdir(parents=True)
    rows = [
        "year,meeting,date,outcome",
        "1990,S/PV.1,9 May,S/RES/1 (1990)",
        "1990,S/PV.2,10 May,S/RES/2 (1990)",
        "1990,S/PV.3,11 May,S/RES/3 (1990)",
        "1990,S/PV.9,1 July,S/RES/2 (1990)",
    ]
    (folder / "sc_meetings.csv").write_text("\n".join(rows), "utf-8")
    assert crunsc.adoptions(tmp_path)[2] == crunsc.Adoption("1990-05-10", "2")


def outcome(right: int, found: int, expected: int, **more: object) -> Outcome:
    values = {"part": "text", "field": "blocks", "language": "en", "name": "f", "held": False, **more}
    return Outcome(**values, right=right, found=found, expected=expected)


def test_figures_are_twice_the_right_over_found_and_expected():
    """Counts are added before they are divided, and all languages together."""
    found = report.figures([outcome(8, 10, 10), outcome(0, 0, 5, language="fr")])
    assert found["text", "development", "blocks", "en"] == 0.8
    assert found["text", "development", "blocks", "all"] == 16 / 25


def test_floors_rise_and_never_fall(tmp_path):
    """Raising takes the higher of floor and figure; floors survive being written and read."""
    key, other = ("text", "development", "blocks", "en"), ("text", "held_out", "blocks", "en")
    raised = report.raised({key: 0.9129, other: 0.5}, {key: 0.8, other: 0.7})
    assert raised == {key: 0.912, other: 0.7}
    path = tmp_path / "floors.toml"
    report.write_floors("abc", raised, path)
    assert report.floors(path) == ("abc", raised)


def test_a_figure_below_its_floor_is_named():
    """A lower figure is a sentence, a vanished one too, and a part that was not run is not."""
    key, gone = ("text", "development", "blocks", "en"), ("text", "development", "notes", "en")
    required = {key: 0.9, gone: 0.9, ("xml", "development", "blocks", "en"): 1.0}
    assert report.below({key: 0.8999}, required, ["text"], ["development"]) == [
        "text.development.blocks.en is 0.8999, below its floor of 0.900.",
        "text.development.notes.en is no longer measured; its floor is 0.900.",
    ]
    assert report.below({key: 0.9, gone: 1.0}, required, ["text"], ["development"]) == []


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A corpus of one file, floors of its own, and a run that needs no program."""
    folder = tmp_path / "corpus"
    (folder / "specimen").mkdir(parents=True)
    (folder / "specimen" / "letter.txt").write_text("The words.", "utf-8")
    floors = tmp_path / "floors.toml"
    monkeypatch.setattr(report.floors, "__defaults__", (floors,))
    monkeypatch.setattr(gate, "run", lambda name, folder, splits: [outcome(9, 10, 10, part=name)])
    return folder, floors


def test_the_gate_fails_below_a_floor_and_passes_on_it(small):
    """Exit code 1 below a floor, 0 on it."""
    folder, floors = small
    for floor, code in ((0.9, 0), (0.95, 1)):
        report.write_floors(corpus.fingerprint(folder), {("text", "development", "blocks", "en"): floor}, floors)
        assert gate.main(["--corpus", str(folder), "--part", "text"]) == code


def test_the_gate_stops_when_the_corpus_has_moved(small, capsys):
    """Floors mean nothing on other documents: one sentence, exit code 2."""
    folder, floors = small
    report.write_floors(corpus.fingerprint(folder), {}, floors)
    (folder / "specimen" / "letter.txt").write_text("Other words.", "utf-8")
    assert gate.main(["--corpus", str(folder)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_page_gives_figures_and_files_but_no_words_of_a_document():
    """docs/accuracy.md names a failed file and field, and quotes nothing from it."""
    page = report.page([outcome(1, 2, 2, detail="the secret words")], {"text": "Plain text"}, ["A note."])
    assert "| blocks | 50.0 |" in page
    assert "- text `f`: blocks 1 of 2" in page
    assert "secret" not in page


def test_floors_are_read_as_they_were_written(tmp_path):
    """A field of two words keeps its floor; the file of the repository itself can be read."""
    required = {
        ("resolutions_pdf", "development", "nothing lost", "en"): 0.995,
        ("text", "held_out", "kind", "zh"): 1.0,
    }
    path = tmp_path / "floors.toml"
    report.write_floors("abc", required, path)
    assert report.floors(path) == ("abc", required)
    assert report.floors()[0]
