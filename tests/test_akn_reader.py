"""The UN's Akoma Ntoso as lines: every word, its role, its marks, its notes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplomatics.model.errors import ReadError
from diplomatics.model.transcript import Fact, Line
from diplomatics.readers.akn import read_akn

FIXTURES = Path(__file__).parent / "fixtures" / "akn"


def fixture(name: str):
    return read_akn((FIXTURES / name).read_bytes(), name)


@pytest.fixture(scope="module")
def resolution():
    return fixture("resolution.xml")


def body(markup: str, name: str = "resolution") -> tuple[Line, ...]:
    """The lines of a statement with a given main body."""
    data = f"<akomaNtoso xmlns='x'><statement name='{name}'><mainBody>{markup}</mainBody></statement></akomaNtoso>"
    return read_akn(data.encode(), "x.xml").lines


def shown(lines) -> list[tuple[str, str, int, str]]:
    return [(line.role, line.number, line.depth, line.text) for line in lines]


def test_a_resolution_is_read_line_by_line(resolution):
    """Each line has the role that the markup states, its number, and its depth."""
    assert shown(resolution.lines) == [
        ("publisher", "", 0, "United Nations"),
        ("symbol", "", 0, "A/RES/91/7"),
        ("organ", "", 0, "General Assembly"),
        ("distribution", "", 0, "Distr.: General"),
        ("issued", "", 0, "17 December 2036"),
        ("original", "", 0, "Original: English"),
        ("edition", "", 0, "French"),
        ("session", "", 0, "Ninety-first session"),
        ("session_dates", "", 0, "16 September to 9 December"),
        ("agenda_item", "", 0, "Agenda item 80"),
        ("agenda_title", "", 0, "Assistance to Belforia"),
        ("number", "", 0, "Resolution 7 (2036)"),
        ("adoption", "", 0, "Adopted by the Assembly at its 49th meeting, on 9 December 2036"),
        ("origin", "", 0, "[on the report of the Fifth Committee (A/91/9)]"),
        ("masthead", "", 0, "A line of no known kind"),
        ("title", "91/7.", 0, "91/7. Assistance to Belforia"),
        ("act", "B", 0, "B"),
        ("formula", "", 0, "The General Assembly,"),
        ("preambular", "", 0, "Recalling its resolution 90/1, and H2O,"),
        ("note", "1", 0, "See Belforia."),
        ("note", "", 0, "And Norland."),
        ("preambular", "", 0, "Noting:"),
        ("item", "(a)", 1, "(a) One,"),
        ("heading", "I", 1, "I"),
        ("heading", "", 1, "Finance"),
        ("preambular", "", 0, "Having seen the report,"),
        ("operative", "1.", 0, "1. Takes note;"),
        ("operative", "2.", 0, "2. Requests:"),
        ("item", "(a)", 1, "(a) Belforia:"),
        ("item", "(i)", 2, "(i) to report;"),
        ("heading", "", 2, "Norland"),
        ("item", "(b)", 1, "(b) Norland;"),
        ("operative", "", 0, "as soon as possible;"),
        ("operative", "3.", 0, "3. Decides to meet;"),
        ("item", "(a)", 1, "(a) In spring;"),
        ("item", "(i)", 2, "(i) early;"),
        ("item", "–", 3, "– and late;"),
        ("item", "(b)", 1, "(b) In autumn."),
        ("heading", "A.", 0, "A. Posts"),
        ("heading", "", 1, "Staff"),
        ("row", "", 0, "\tPosts"),
        ("row", "", 0, "New posts\t4a of 5"),
        ("", "", 0, "Mots."),
        ("closing", "", 0, "49th plenary meeting"),
        ("closing", "", 0, "9 December 2036"),
        ("vote", "", 0, "[Adopted by 90 votes:"),
        ("vote", "", 0, "In favour:"),
        ("vote", "", 0, "Belforia]"),
        ("annex", "", 0, "Annex"),
        ("heading", "", 0, "Terms of reference"),
        ("paragraph", "1.", 0, "1. The Fund is small."),
    ]


def test_each_line_is_a_whole_paragraph(resolution):
    """A reader of XML never leaves a line to be joined with the next."""
    assert all(line.whole for line in resolution.lines)


def test_marks_lie_on_their_words(resolution):
    """Marks keep their words when white space is made single; two links that touch stay two."""
    line = next(line for line in resolution.lines if line.text.startswith("Recalling"))
    assert [(m.kind, line.text[m.start : m.end]) for m in line.marks] == [
        ("bold", "Recalling"), ("italic", "Recalling"), ("link", "90"), ("link", "/1"), ("anchor", ""),
        ("subscript", "2"),
    ]  # fmt: skip


def test_a_note_is_anchored_where_its_marker_stood(resolution):
    """The anchor stands behind the comma, and leads to both paragraphs of the note."""
    line = next(line for line in resolution.lines if line.text.startswith("Recalling"))
    anchor = next(mark for mark in line.marks if mark.kind == "anchor")
    assert line.text[: anchor.start] == "Recalling its resolution 90/1,"
    assert [other.text for other in resolution.lines if other.id == anchor.target] == ["See Belforia.", "And Norland."]


def test_facts_come_from_the_metadata(resolution):
    """Dates, votes and the committee are facts where they have a value; an unknown date is none."""
    assert set(resolution.facts) == {
        Fact("kind", "resolution"), Fact("symbol", "A/RES/91/7"), Fact("adopted", "2036-12-09"),
        Fact("vote.outcome", "adoptedRecordedVote"), Fact("vote.in_favour", "90"), Fact("vote.against", "0"),
        Fact("committee", "Fifth Committee"), Fact("job_number", "36-00007 (E)"),
    }  # fmt: skip


def test_languages_are_codes(resolution):
    """The language of the file is a two-letter code; a line states its own only where it differs."""
    assert resolution.language == "en"
    assert {line.text: line.language for line in resolution.lines if line.language} == {"Mots.": "fr"}


def test_a_collection_gives_one_line_per_letter():
    """Each act of a collection begins with its letter; numbered paragraphs of a decision are not operative."""
    decisions = fixture("decisions.xml")
    assert decisions.language == "zh"
    assert Fact("kind", "decision") in decisions.facts
    assert shown(decisions.lines) == [
        ("symbol", "", 0, "A/DEC/91/40"),
        ("title", "91/40.", 0, "91/40.选举"),
        ("act", "A", 0, "A"),
        ("", "", 0, "大会选举 Belforia。"),
        ("paragraph", "1.", 0, "1. Norland。"),
    ]


def test_a_statement_of_the_president_has_its_title_in_the_body():
    """Its title is a title wherever it stands."""
    lines = body("<p><docTitle>Statement by the President</docTitle></p>", "presidentialStatement")
    assert shown(lines) == [("title", "", 0, "Statement by the President")]


def test_no_break_spaces_are_kept():
    """Only the white space of XML is made single."""
    (line,) = body("<p>\t5\u00a0000\u3000 \n and </p>")
    assert line.text == "5\u00a0000\u3000 and"


def test_unknown_elements_lose_no_words():
    """Words in elements that no reader expects are still lines, in order."""
    lines = body("one<x>two<y>three</y></x><b>four</b>five<?pi?>six<!--no-->seven")
    assert [line.text for line in lines] == ["one", "two", "three", "fourfivesixseven"]


def test_a_heading_below_a_heading_in_a_list_does_not_deepen_it():
    """The UN nests a list once more below a heading inside a list; its points stand no deeper."""
    point = "<point><num>{0}</num><content><p>{0}</p></content></point>"
    markup = (
        f"<paragraph><num>1.</num><list>{point.format('(i)')}<sublist><intro><p>Peace</p></intro><sublist>"
        f"{point.format('(a)')}<point><intro><p>War</p></intro></point><sublist>{point.format('(b)')}"
        "</sublist></sublist></sublist></list></paragraph>"
    )
    items = [(line.number, line.depth) for line in body(markup) if line.role == "item"]
    assert items == [("(i)", 1), ("(a)", 2), ("(b)", 2)]


def test_a_broken_file_is_recovered_with_a_remark():
    """What a parser can recover is read, and the reader says so with the line of the fault."""
    transcript = read_akn(b"<akomaNtoso><p>one</p>\n<p>two</q></p></akomaNtoso>", "x.xml")
    assert [line.text for line in transcript.lines] == ["one", "two"]
    (remark,) = transcript.remarks
    assert remark.code == "xml.recovered"
    assert "line 2" in remark.message


@pytest.mark.parametrize("data", [b"", b"   ", b"plain words", b"\x00\xff\xfe", b"<"])
def test_bytes_without_an_element_are_an_error(data):
    """Bytes in which there is no XML give a ReadError that names the file."""
    with pytest.raises(ReadError, match=r"letter\.xml"):
        read_akn(data, "letter.xml")


def test_entities_are_not_expanded():
    """An entity is shown by its name: nothing is expanded, and no other file is opened."""
    data = b"<!DOCTYPE a [<!ENTITY e 'ha'><!ENTITY f SYSTEM 'file:///etc/hostname'>]><a><p>x&e;&f;y</p></a>"
    assert [line.text for line in read_akn(data, "x.xml").lines] == ["x&e;&f;y"]


def test_entities_that_grow_without_end_are_harmless():
    """Ten to the eleventh words are not made of a small file; that something was lost is said."""
    levels = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 12))
    transcript = read_akn(f"<!DOCTYPE a [<!ENTITY e0 'ha'>{levels}]><a><p>x&e11;y</p></a>".encode(), "x.xml")
    assert sum(len(line.text) for line in transcript.lines) < 100
    assert transcript.remarks


def test_deep_nesting_gives_a_result_or_an_error():
    """Ten thousand levels exhaust nothing."""
    data = b"<a>" * 10_000 + b"deep" + b"</a>" * 10_000
    try:
        transcript = read_akn(data, "x.xml")
    except ReadError:
        return
    assert transcript.remarks


@given(st.binary(max_size=200))
def test_any_bytes_give_a_transcript_or_a_read_error(data):
    """There is no third outcome."""
    try:
        transcript = read_akn(b"<a>" + data, "x.xml")
    except ReadError:
        return
    assert transcript.source.media_type == "application/akn+xml"
