"""Acts: preamble and operative paragraphs, sections, closing lines, votes; and how lines become paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplomatics import read
from diplomatics.grammar import LANGUAGES, load

RESOLUTION = Path(__file__).parent / "fixtures" / "texts" / "resolution.txt"


def kinds(document):
    return [
        (block.kind, block.number, block.depth) for block in document.blocks if block.kind not in ("masthead", "title")
    ]


def words(text: str, name: str = "x.txt") -> list[str]:
    document = read(text.encode(), name=name)
    return [document.words(block) for block in document.blocks]


def test_a_resolution_has_a_preamble_operative_paragraphs_and_closing_lines():
    """Sub-paragraphs stand below their paragraph."""
    document = read(RESOLUTION)
    assert kinds(document) == [
        ("formula", "", 0), ("preambular", "", 0), ("preambular", "", 0), ("operative", "1", 0), ("operative", "2", 0),
        ("item", "(a)", 1), ("item", "(b)", 1), ("operative", "3", 0), ("other", "", 0), ("other", "", 0),
    ]  # fmt: skip
    assert [block.slot for block in document.blocks[-2:]] == ["closing", "closing"]
    assert (document.identity.adopted, document.identity.meeting) == ("2031-12-02", "49th plenary meeting")


def test_a_resolution_in_parts_opens_each_with_its_formula():
    """A and B begin anew with a preamble."""
    again = "B\n\nThe General Assembly,\n\nRecalling its earlier decisions,\n\n1. Decides to meet again.\n"
    text = RESOLUTION.read_text("utf-8").replace("49th plenary", f"{again}\n49th plenary")
    found = [kind for kind, _, _ in kinds(read(text.encode(), name="x.txt"))]
    assert found.count("formula") == 2
    assert found[found.index("formula", 1) :][:3] == ["formula", "preambular", "operative"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_vote_that_closes_an_act_keeps_its_figures(code):
    """In the words of each language."""
    g = load(code)
    vote = g.write("vote", in_favour=29, against=13, abstaining=5, rest="x]")
    preamble = f"{g.words['preambular'][0]} 1986{'،' if code == 'ar' else '，' if code == 'zh' else ','}"
    lines = [
        g.write("resolution_number", number=822, year=1993),
        g.write("adoption", organ="SC", adopted="1993-04-30"),
        g.write("enacting", organ="SC"), preamble, f"1. {g.words['operative'][0]} 1993.", vote,
    ]  # fmt: skip
    identity = read("\n\n".join(lines).encode(), name="x.txt").identity
    assert identity.vote is not None
    assert (identity.vote.in_favour, identity.vote.against, identity.vote.abstaining) == (29, 13, 5)
    assert (identity.number, identity.adopted) == ("822 (1993)", "1993-04-30")


def test_a_hyphen_at_a_line_end_is_dropped_where_the_word_is_known():
    """And kept where the two halves are not one word elsewhere."""
    text = "The cooperation of States, and the co-\noperation of organs with the Secretary-\nGeneral."
    assert words(text) == ["The cooperation of States, and the cooperation of organs with the Secretary-General."]


def test_a_soft_hyphen_at_a_line_end_is_always_dropped():
    """It is there for the line end only."""
    assert words("The navi\u00ad\ngation of the Strait.") == ["The navigation of the Strait."]


def test_a_page_break_in_mid_sentence_cuts_no_paragraph():
    """The sentence goes on in small letters."""
    assert words("The Council recalls\x0cits earlier decisions.") == ["The Council recalls its earlier decisions."]
    assert words("The Council recalls.\x0cIts decisions stand.") == ["The Council recalls.", "Its decisions stand."]


def test_chinese_lines_are_joined_without_a_space():
    """And a Latin word keeps its space before a Latin word."""
    assert words("安全理事会回顾其以往\n各项决议，重申承诺。") == ["安全理事会回顾其以往各项决议，重申承诺。"]


def test_a_markdown_break_begins_a_paragraph():
    """Two spaces at the end of a line."""
    assert words("**Annexed words.**  \nOther words stand here.", "x.md") == [
        "Annexed words.",
        "Other words stand here.",
    ]


def test_a_number_on_a_line_of_its_own_belongs_to_the_next_paragraph():
    """As columns of numbers are read."""
    document = read(b"1.\n\nThe Council met on Monday.\n\n2.\n\nIt met again on Tuesday.", name="x.txt")
    assert [(b.number, document.words(b)) for b in document.blocks] == [
        ("1", "1. The Council met on Monday."), ("2", "2. It met again on Tuesday."),
    ]  # fmt: skip


def test_a_decimal_number_is_no_label():
    """Nor is a year."""
    document = read(b"1.5 per cent of the budget was spent.\n\n1993 was the year of the war.", name="x.txt")
    assert [block.number for block in document.blocks] == ["", ""]
