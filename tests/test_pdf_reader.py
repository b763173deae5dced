"""Reading PDF files: what is on the page comes out, in order, with its marks; what cannot be read is said."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplomatics.model.errors import ReadError
from diplomatics.model.transcript import Transcript
from diplomatics.readers.pdf import read_pdf
from pdf_builder import Pdf

FIXTURES = Path(__file__).parent / "fixtures" / "pdf"


def texts(transcript, *roles):
    return [line.text for line in transcript.lines if line.role in (roles or ("",))]


def letter() -> Pdf:
    """A joint letter of an invented State, in the United Nations' form, on two pages."""
    pdf = Pdf()
    first = pdf.page()
    first.text(123, 58, "United Nations", size=14).text(450, 57, "A", size=20).text(464.5, 57, "/79/900-S/2025/900")
    first.rule(60, 65, 552)
    first.text(123, 86, "General Assembly", size=20, font="Times-Bold")
    first.text(123, 106, "Security Council", size=20, font="Times-Bold")
    first.lines(397, 86, ["Distr.: General", "2 May 2025"]).text(397, 122, "Original: English")
    first.rule(60, 209, 552, thick=1.5)
    first.lines(60, 222, ["General Assembly", "Seventy-ninth session"], font="Times-Bold")
    first.text(60, 246, "Agenda item 34")
    first.text(60, 258, "Prevention of armed conflict", font="Times-Bold")
    first.lines(345, 222, ["Security Council", "Eightieth year"], font="Times-Bold")
    first.lines(
        123, 300,
        ["Letter dated 1 May 2025 from the Permanent Representative of", "Belforia addressed to the Secretary-General"],
        size=12, leading=14, font="Times-Bold",
    )  # fmt: skip
    first.text(147, 340, "I have the honour to transmit a statement by the Government of Belforia on the")
    first.text(123, 352, "crossing of the Aldermark.").text(226, 352, "1", size=6, rise=3.5)
    first.text(231, 352, "It was issued in the capital.")
    first.text(147, 370, "I should be grateful if you would have the letter circulated.*")
    first.text(100, 680, "__________________", size=8)
    first.text(117, 694, "*", size=8.5).text(123, 694, "Circulated in the language of submission only.", size=8.5)
    first.text(117, 706, "1", size=5.5, rise=3).text(
        123, 706, "See A/79/800, annex. The statement was issued in", size=8.5
    )
    first.text(65, 747, "25-00001 (E)").text(65, 762, "*2500001*", size=12)
    second = pdf.page()
    second.lines(60, 48, ["A/79/900", "S/2025/900"], size=8.5, leading=9, font="Times-Bold").rule(60, 65, 552)
    second.text(123, 90, "Annex", size=12, font="Times-Bold")
    second.text(147, 120, "The frontier measures 1,200 km").text(274.5, 120, "2", size=6, rise=3.5)
    second.text(281, 120, "in all.")
    second.text(100, 690, "__________________", size=8)
    second.text(123, 704, "the capital of Belforia on the same day.", size=8.5)
    second.text(60, 757, "2/2", size=8.5).text(525, 757, "25-00001", size=7)
    return pdf


@pytest.fixture(scope="module")
def joint() -> Transcript:
    return read_pdf(letter().bytes(), "letter.pdf")


def test_the_masthead_is_read_block_by_block(joint):
    """Left and right of a masthead are read each as a whole, then the blocks of the two organs."""
    assert texts(joint)[:13] == [
        "United Nations", "A/79/900-S/2025/900", "General Assembly", "Security Council",
        "Distr.: General", "2 May 2025", "Original: English",
        "General Assembly", "Seventy-ninth session", "Agenda item 34", "Prevention of armed conflict",
        "Security Council", "Eightieth year",
    ]  # fmt: skip


def test_every_statement_of_a_masthead_begins_a_paragraph(joint):
    """Lines that stand close in a masthead are not run together."""
    assert {line.gap for line in joint.lines[:13]} == {"blank"}


def test_a_title_of_two_lines_is_one_paragraph(joint):
    """A wrapped line of a title goes on; the paragraph below it begins anew."""
    at = next(i for i, line in enumerate(joint.lines) if line.text.startswith("Letter dated"))
    assert [line.gap for line in joint.lines[at : at + 3]] == ["blank", "line", "blank"]
    assert joint.lines[at].size == 12.0


def test_a_footnote_becomes_an_anchor_without_width(joint):
    """The marker is taken out of the text, and its place leads to the note."""
    line = next(line for line in joint.lines if line.text.startswith("crossing"))
    note = next(line for line in joint.lines if line.number == "1")
    anchor = next(mark for mark in line.marks if mark.kind == "anchor")
    assert line.text == "crossing of the Aldermark. It was issued in the capital."
    assert (anchor.start, anchor.end, anchor.target) == (26, 26, note.id)


def test_a_star_is_a_marker_too(joint):
    """A star at the end of a sentence leads to the note that begins with one."""
    line = next(line for line in joint.lines if line.text.startswith("I should"))
    note = next(line for line in joint.lines if line.number == "*")
    assert line.text.endswith("circulated.")
    assert [mark.target for mark in line.marks if mark.kind == "anchor"] == [note.id]


def test_a_footnote_goes_on_from_page_to_page(joint):
    """What stands below the rule without a marker continues the last note of the page before."""
    at = next(i for i, line in enumerate(joint.lines) if line.number == "1")
    following = joint.lines[at + 1]
    assert joint.lines[at].text == "See A/79/800, annex. The statement was issued in"
    assert (following.role, following.gap, following.page) == ("note", "line", 2)
    assert following.text == "the capital of Belforia on the same day."


def test_a_raised_figure_without_a_note_stays_in_the_text(joint):
    """The power of a unit is part of the text and marked as a superscript."""
    line = next(line for line in joint.lines if line.text.startswith("The frontier"))
    marks = [(mark.kind, line.text[mark.start : mark.end]) for mark in line.marks]
    assert line.text == "The frontier measures 1,200 km2 in all."
    assert ("superscript", "2") in marks


def test_heads_feet_and_bar_codes_are_running(joint):
    """Document symbols at the head, page and job numbers and the bar code at the foot are set aside."""
    running = texts(joint, "running")
    assert {"A/79/900", "S/2025/900", "2/2", "25-00001", "25-00001 (E)", "*2500001*"} <= set(running)
    assert "__________________" in running


def test_the_first_line_of_a_page_says_so(joint):
    """Whether a paragraph goes on over the page is for the structure to decide."""
    first = next(line for line in joint.lines if line.page == 2 and not line.role)
    assert (first.text, first.gap) == ("Annex", "page")


def test_lines_have_boxes_from_the_top_left(joint):
    """A viewer can show each line on its page."""
    box = joint.lines[0].box
    assert box is not None
    assert box.page == 1
    assert 122 < box.x0 < 124
    assert 40 < box.y0 < box.y1 < 66


def test_style_is_marked_on_the_words_that_have_it():
    """Italics, bold and links cover their words and no others."""
    pdf = Pdf()
    page = pdf.page()
    page.text(72, 100, "Recalling", font="Times-Italic").text(114, 100, "resolution")
    page.text(158, 100, "79/900", font="Times-Bold").link(158, 90, 190, 103, "https://example.org/79/900")
    line = read_pdf(pdf.bytes(), "x.pdf").lines[0]
    marks = {(mark.kind, line.text[mark.start : mark.end], mark.target) for mark in line.marks}
    assert line.text == "Recalling resolution 79/900"
    assert marks == {
        ("italic", "Recalling", ""), ("bold", "79/900", ""), ("link", "79/900", "https://example.org/79/900"),
    }  # fmt: skip


def test_words_set_in_pieces_are_joined():
    """A word whose parts touch is one word, whatever the objects of the file; a gap is a space."""
    pdf = Pdf()
    pdf.page().text(72, 100, "ill").text(81.9, 100, "-").text(85.4, 100, "treatment").text(125, 100, "ceased")
    assert read_pdf(pdf.bytes(), "x.pdf").lines[0].text == "ill-treatment ceased"


def test_a_turned_page_is_read_as_it_is_shown():
    """A page that is shown turned has its width and its lines as shown."""
    pdf = Pdf()
    page = pdf.page().turned(90)
    page.text(100, 300, "Norland and Belforia agree", upright=False)
    line = read_pdf(pdf.bytes(), "x.pdf").lines[0]
    assert line.text == "Norland and Belforia agree"
    assert line.box is not None
    assert line.box.x1 - line.box.x0 > 80


def test_words_set_sideways_are_running():
    """The symbol that runs up the margin of a landscape page is not part of its text."""
    pdf = Pdf()
    page = pdf.page().text(72, 100, "The words of the page.")
    page.text(30, 400, "A/79/900", upright=False)
    assert [(line.role, line.text) for line in read_pdf(pdf.bytes(), "x.pdf").lines] == [
        ("", "The words of the page."), ("running", "A/79/900"),
    ]  # fmt: skip


def test_a_picture_without_words_is_named():
    """A page that is only an image is not read, and the transcript says which."""
    pdf = Pdf()
    pdf.page().text(72, 100, "Words.")
    pdf.page().picture()
    remarks = read_pdf(pdf.bytes(), "x.pdf").remarks
    assert [(remark.code, remark.page) for remark in remarks] == [("page.image", 2)]


def test_the_words_of_a_scanner_are_read_and_named():
    """Unpainted words over an image are read, with a remark that a scanner made them."""
    pdf = Pdf()
    pdf.page().picture().text(72, 100, "Words of a scanner", mode=3)
    transcript = read_pdf(pdf.bytes(), "x.pdf")
    assert texts(transcript) == ["Words of a scanner"]
    assert [(remark.code, remark.page) for remark in transcript.remarks] == [("pdf.ocr_layer", 1)]


def test_limits_are_kept_and_told():
    """Pages beyond the number or the time that are allowed are named, and those before them read."""
    pdf = Pdf()
    for number in range(4):
        pdf.page().text(72, 300, f"Page {number + 1} of the text.")
    few = read_pdf(pdf.bytes(), "x.pdf", most_pages=2)
    assert texts(few) == ["Page 1 of the text.", "Page 2 of the text."]
    assert [remark.code for remark in few.remarks] == ["pdf.limit"]
    assert [remark.code for remark in read_pdf(pdf.bytes(), "x.pdf", seconds=-1).remarks] == ["pdf.time"]


def test_a_damaged_page_does_not_cost_the_others():
    """Where one page is missing from the file, the rest is read."""
    pdf = Pdf()
    for word in ("First", "Second", "Third"):
        pdf.page().text(72, 100, f"{word} page.")
    data = (
        pdf.bytes()
        .replace(b"/Type /Page /Parent", b"/Type /Pagx /Xarent", 2)
        .replace(b"/Pagx /Xarent", b"/Page /Parent", 1)
    )
    transcript = read_pdf(data, "x.pdf")
    assert "Third page." in texts(transcript)


def test_a_file_with_a_password_is_refused_in_a_sentence():
    """The message says what is wrong and what to do."""
    with pytest.raises(ReadError, match="needs a password"):
        read_pdf((FIXTURES / "locked.pdf").read_bytes(), "locked.pdf")


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_bytes_give_a_transcript_or_a_read_error(data):
    """There is no third outcome."""
    with contextlib.suppress(ReadError):
        assert isinstance(read_pdf(b"%PDF-1.7\n" + data, "x.pdf"), Transcript)


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_a_file_with_a_damaged_stretch_gives_a_transcript_or_a_read_error(place, noise):
    """Bytes overwritten anywhere do not crash the reader."""
    data = bytearray(letter().bytes())
    place %= len(data)
    data[place : place + len(noise)] = noise
    with contextlib.suppress(ReadError):
        assert isinstance(read_pdf(bytes(data), "x.pdf"), Transcript)


def test_arabic_numbers_with_a_slash_keep_their_order():
    """In right-to-left lines, symbols, dates and numbers with separators are read as they are written."""
    transcript = read_pdf((FIXTURES / "arabic.pdf").read_bytes(), "arabic.pdf")
    whole = " ".join(line.text for line in transcript.lines if not line.role)
    for token in ("79/900", "A/79/800", "12/05/2025", "3.5", "(2025)"):
        assert token in whole
    assert "إلى القرار 79/900 المؤرخ" in whole


def test_arabic_brackets_open_before_they_close():
    """Brackets are given by their meaning, not by the shape that is seen."""
    transcript = read_pdf((FIXTURES / "arabic.pdf").read_bytes(), "arabic.pdf")
    line = next(line for line in transcript.lines if "أ" in line.text and "(" in line.text)
    assert line.text.index("(") < line.text.index(")")


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_markers_are_found_in_six_languages(language):
    """Raised markers lead to their notes whatever the script."""
    transcript = read_pdf((FIXTURES / f"notes-{language}.pdf").read_bytes(), "x.pdf")
    notes = {line.id: line.number for line in transcript.lines if line.id}
    anchors = [mark for line in transcript.lines for mark in line.marks if mark.kind == "anchor"]
    assert [notes[mark.target] for mark in anchors] == ["1", "2"]
