"""Labels of paragraphs, in all the styles of the six languages."""

from __future__ import annotations

import pytest

from diplomatics.structure.numbering import Levels, bare, labels, styles


@pytest.mark.parametrize("style", styles(), ids=lambda s: s.name)
def test_every_style_of_numbering_matches_its_examples_and_no_reject(style):
    """Each pattern of grammar/numbering.toml brings its own cases."""
    for example in style.examples:
        assert style.pattern.match(example), example
        assert style.family in {label.style for label in labels(example)}, example
    for reject in style.rejects:
        assert not style.pattern.match(reject), reject


def test_a_roman_i_after_h_is_a_letter():
    """(i) continues (a) … (h) as a letter, and opens a list of its own elsewhere."""
    levels = Levels()
    for letter in "abcdefgh":
        levels.place(f"({letter}) words")
    label, depth = levels.place("(i) words")
    assert (label.style, depth) == ("letter", 1)
    label, depth = levels.place("(i) words")
    assert (label.style, depth) == ("roman", 2)


def test_an_unnumbered_paragraph_keeps_the_levels_open():
    """A paragraph without a label between two items does not restart their count."""
    levels = Levels()
    assert [levels.place(t)[1] for t in ("1. Decides:", "(a) one;", "words between", "(b) two;")] == [0, 1, 0, 1]


@pytest.mark.parametrize(
    ("printed", "number"),
    [("1.", "1"), ("8 -", "8"), ("(a)", "(a)"), ("a)", "a)"), ("㈠", "㈠"), ("76/109.", "76/109"), ("(أ)", "(أ)")],
)
def test_a_label_loses_its_closing_point_and_keeps_its_brackets(printed, number):
    """The record gives the number as it is cited."""
    assert bare(printed) == number
