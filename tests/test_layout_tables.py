"""Tables: rows with cells, the lines of a wrapped cell joined."""

from __future__ import annotations

from diplomatics.readers.pdf import read_pdf
from pdf_builder import Pdf


def rows(pdf: Pdf):
    return [line.text for line in read_pdf(pdf.bytes(), "x.pdf").lines if line.role == "row"]


def test_a_ruled_table_gives_rows_of_cells():
    """Cells are separated by tabs; the words around the table are not part of it."""
    pdf = Pdf()
    page = pdf.page().text(72, 80, "The contributions were as follows, in the units of the Fund of Norland:")
    page.rule(72, 100, 500).text(76, 112, "State").text(250, 112, "Pledged").text(400, 112, "Paid").rule(72, 118, 500)
    for index, (state, pledged, paid) in enumerate((("Belforia", "12", "10"), ("Norland", "30", "30"))):
        y = 132 + 14 * index
        page.text(76, y, state).text(250, y, pledged).text(400, y, paid)
    page.rule(72, 152, 500).text(72, 180, "The Commission took note of the contributions of both States.")
    assert rows(pdf) == ["State\tPledged\tPaid", "Belforia\t12\t10", "Norland\t30\t30"]


def test_the_lines_of_a_wrapped_cell_are_joined():
    """A row goes on where the lines of one of its cells stand close; space begins the next row."""
    pdf = Pdf()
    page = pdf.page().rule(72, 100, 500).text(76, 112, "No.").text(150, 112, "Place").text(330, 112, "Event")
    page.rule(72, 118, 500)
    page.text(76, 132, "1.").lines(150, 132, ["The crossing of", "the Aldermark"]).lines(
        330, 132, ["A bridge was closed to", "all vehicles of the", "two States"])  # fmt: skip
    page.text(76, 176, "2.").text(150, 176, "The capital").lines(330, 176, ["A meeting was", "held"])
    page.rule(72, 200, 500)
    assert rows(pdf)[1:] == [
        "1.\tThe crossing of the Aldermark\tA bridge was closed to all vehicles of the two States",
        "2.\tThe capital\tA meeting was held",
    ]


def test_in_a_boxed_table_rules_part_the_rows():
    """Where every cell is framed, all lines between two rules are one row, even if they do not align."""
    pdf = Pdf()
    page = pdf.page()
    for y in (100, 120, 170):
        page.rule(72, y, 500)
    for x in (72, 280, 500):
        page.post(x, 100, 170)
    page.text(76, 114, "Recommendation").text(286, 114, "Response")
    page.lines(76, 134, ["That the Fund report", "every year"]).lines(286, 139, ["Accepted by the", "Government"])
    assert rows(pdf) == [
        "Recommendation\tResponse", "That the Fund report every year\tAccepted by the Government",
    ]  # fmt: skip


def test_a_table_may_go_on_without_a_rule_to_close_it():
    """At the foot of a page the rows go on below the last rule, as long as their columns do."""
    pdf = Pdf()
    page = pdf.page().rule(72, 100, 500).text(76, 112, "Date").text(200, 112, "Place").text(350, 112, "Event")
    page.rule(72, 118, 500)
    for index in range(3):
        y = 132 + 16 * index
        page.text(76, y, f"{index + 2} May").text(200, y, "Aldermark").text(350, y, "A shot was fired")
    page.text(72, 200, "The observers of the Norland Commission confirmed every one of these events on the spot.")
    assert rows(pdf)[-1] == "4 May\tAldermark\tA shot was fired"
    assert len(rows(pdf)) == 4


def test_words_in_a_frame_are_no_table():
    """A summary in a box has one column and is text."""
    pdf = Pdf()
    page = pdf.page().rule(72, 100, 500).rule(72, 160, 500).post(72, 100, 160).post(500, 100, 160)
    page.lines(90, 120, ["The present report gives an account of the work of the Norland Commission in", "2025."])
    assert rows(pdf) == []


def test_underlined_words_frame_nothing():
    """Lines drawn below headings do not make a table of the text between them."""
    pdf = Pdf()
    page = pdf.page().text(72, 100, "Organization of work").rule(72, 101.5, 160)
    page.text(72, 120, "1.").text(108, 120, "The Commission met twice.").text(72, 140, "Adoption").rule(72, 141.5, 110)
    assert rows(pdf) == []
