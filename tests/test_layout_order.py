"""Columns, paragraphs and running lines: what belongs together, and in which order it is read."""

from __future__ import annotations

from diplomatics.readers.pdf import read_pdf
from pdf_builder import Pdf

SENTENCE = "the delegation of Norland said that it would support the draft as orally revised by"


def prose(name: str, count: int, width: int = 8) -> list[str]:
    """Lines of invented prose, each told from the others by a name and a number."""
    return [f"{name}{index} " + " ".join(SENTENCE.split()[:width]) for index in range(count)]


def body(pdf: Pdf):
    return [line for line in read_pdf(pdf.bytes(), "x.pdf").lines if not line.role]


def gaps(pdf: Pdf):
    return [line.gap for line in body(pdf)]


def names(pdf: Pdf):
    return [line.text.split()[0] for line in body(pdf)]


def test_two_columns_are_read_one_after_the_other():
    """The left column of a verbatim record is read to its end before the right one."""
    pdf = Pdf()
    left, right = prose("a", 12), prose("b", 12)
    pdf.page().text(72, 100, "The meeting was called to order by the President of the Conference of Belforia.")
    pdf.sheets[0].lines(72, 140, left).lines(320, 140, right)
    assert names(pdf)[1:] == [line.split()[0] for line in left + right]


def test_three_columns_are_read_one_after_the_other():
    """Columns within columns are found."""
    pdf = Pdf()
    parts = [prose(name, 10, 4) for name in "abc"]
    page = pdf.page()
    for at, part in enumerate(parts):
        page.lines(60 + 170 * at, 140, part)
    assert names(pdf) == [line.split()[0] for part in parts for line in part]


def test_a_paragraph_goes_on_in_the_next_column():
    """A full last line and an unindented first one are one paragraph."""
    pdf = Pdf()
    pdf.page().lines(72, 140, prose("a", 12)).lines(320, 140, prose("b", 12))
    line = next(line for line in body(pdf) if line.text.startswith("b0"))
    assert line.gap == "line"


def test_numbers_before_paragraphs_are_no_column():
    """Hanging numbers stay with their paragraphs."""
    pdf = Pdf()
    page = pdf.page()
    for index in range(10):
        page.text(72, 100 + 30 * index, f"{index + 1}.").lines(108, 100 + 30 * index, prose("x", 2, 12))
    lines = body(pdf)
    assert lines[0].text.startswith("1. x0 the delegation")
    assert [line.gap for line in lines] == ["blank", "line"] * 10


def test_a_wider_distance_begins_a_paragraph():
    """Space above a line parts it from the paragraph before."""
    pdf = Pdf()
    pdf.page().lines(72, 100, prose("a", 3, 14)).lines(72, 142, prose("b", 3, 14))
    assert gaps(pdf) == ["blank", "line", "line", "blank", "line", "line"]


def test_an_indent_begins_a_paragraph_without_any_space():
    """A first line set in after a full line begins a paragraph; the line after it goes on."""
    pdf = Pdf()
    pdf.page().lines(72, 100, prose("a", 4, 14)).text(96, 148, "In the first place" + " and so on" * 6)
    pdf.sheets[0].lines(72, 160, prose("b", 3, 14))
    assert gaps(pdf) == ["blank", "line", "line", "line", "blank", "line", "line", "line"]


def test_a_change_of_size_or_weight_begins_a_paragraph():
    """A heading is parted from its text even where no space parts them."""
    pdf = Pdf()
    pdf.page().text(72, 100, "Organization of work", font="Times-Bold").lines(72, 112, prose("a", 2, 14))
    pdf.sheets[0].text(72, 138, "In small print", size=8)
    assert gaps(pdf) == ["blank", "blank", "line", "blank"]


def test_lines_of_a_signature_are_broken_and_not_run_together():
    """Lines set flush right that had room on the line above were broken on purpose."""
    pdf = Pdf()
    page = pdf.page().lines(72, 100, prose("a", 6, 14))
    page.text(360, 200, "(Signed) Ada Lindqvist").text(404, 212, "Ambassador")
    assert gaps(pdf)[-2] == "blank"
    assert gaps(pdf)[-1] != "line"


def test_lines_of_a_table_of_contents_stay_apart():
    """Dots that lead to a page number end an entry."""
    pdf = Pdf()
    page = pdf.page()
    for index, title in enumerate(("Introduction", "Organization of the session", "Adoption of the report")):
        page.text(72, 100 + 12 * index, title + " " + "." * 60).text(420, 100 + 12 * index, str(index + 1))
    assert gaps(pdf) == ["blank"] * 3


def test_a_line_repeated_at_the_foot_is_running():
    """What stands at one height at the foot of page after page is no part of the text."""
    pdf = Pdf()
    for number in range(1, 4):
        page = pdf.page().lines(72, 200, prose(f"p{number}x", 4, 14))
        page.text(72, 760, f"Norland Commission, sitting {number}")
    running = [line.text for line in read_pdf(pdf.bytes(), "x.pdf").lines if line.role == "running"]
    assert running == [f"Norland Commission, sitting {number}" for number in (1, 2, 3)]


def test_notes_alike_but_for_their_figures_are_no_running_lines():
    """Two pages with one note each at one height keep their notes."""
    pdf = Pdf()
    for number in (1, 2, 3):
        page = pdf.page().text(72, 300, "As the Commission has said").text(186, 300, str(number), size=6, rise=3.5)
        page.text(72, 715, "________________", size=8)
        page.text(76, 730, str(number), size=5.5, rise=3).text(80, 730, f"See A/7{number}/900.", size=8.5)
    lines = read_pdf(pdf.bytes(), "x.pdf").lines
    assert [(line.number, line.text) for line in lines if line.role == "note"] == [
        ("1", "See A/71/900."), ("2", "See A/72/900."), ("3", "See A/73/900."),
    ]  # fmt: skip
