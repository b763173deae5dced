"""Right-to-left rows: the order of reading from the order that is seen."""

from __future__ import annotations

import pytest

from diplomatics.readers.layout.bidi import is_rtl, logical
from diplomatics.readers.layout.normal import normal
from diplomatics.readers.layout.page import Word


def row(seen: str, shuffle: bool = False) -> list[Word]:
    """Characters in the order in which they are seen, from left to right, each 10 points wide."""
    words = [Word(char, 10.0 * at, 0, 10.0 * at + 10, 10, 8, 10) for at, char in enumerate(seen)]
    return words[::-1] if shuffle else words


def read(seen: str, shuffle: bool = False) -> str:
    return "".join((" " if word.spaced else "") + word.text for word in logical(row(seen, shuffle)))


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("900/79 رارقلا"[::1], "القرار 900/79"),
        ("2025/05/12 يف", "في 2025/05/12"),
        ("A/79/900 ةقيثولا", "الوثيقة A/79/900"),
        ("ةنس United Nations لبق", "قبل United Nations سنة"),
        ("%3.5 ةبسن", "نسبة %3.5"),
        ("8 ىلإ 5 نم", "من 5 إلى 8"),
        (")أ(", "(أ)"),
        ("نلاورون )2025( رارق", "قرار (2025) نوروالن"),
    ],
)
def test_numbers_and_latin_words_keep_their_own_order(seen, meant):
    """Stretches that run from left to right are turned round, with their separators; the rest is not."""
    assert read(seen) == meant
    assert read(seen, shuffle=True) == meant, "the order of the file has no say"


def test_vowel_signs_follow_the_letter_over_which_they_stand():
    """A sign with a place of its own belongs to its letter, and does not eat the space behind it."""
    words = [*row("نم ا"), Word("\u064b", 32, -2, 36, 2, 5, 10)]
    assert "".join((" " if word.spaced else "") + word.text for word in logical(words)) == "ا\u064b من"


def test_most_letters_decide_the_direction():
    """An Arabic name in an English row leaves it a left-to-right row."""
    assert is_rtl(row("ةقيثولا A/79/900"))
    assert not is_rtl(row("the Government of بل"))


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("o\ufb03ce", "office"), ("\ufefb", "لا"), ("\ufe8d\ufedf", "ال"), ("\ufe70", "\u064b"),
        ("multi\u00ad", "multi-"), ("re\ufffe", "re-"), ("non\u2011aligned", "non\u2011aligned"),
        ("Cafe\u0301", "Café"), ("½", "½"), ("\uf0b7", "•"), ("Ａ", "Ａ"), ("m²", "m²"),
    ],
)  # fmt: skip
def test_only_what_fonts_did_to_characters_is_undone(printed, meant):
    """Ligatures, presentation forms and hyphen marks are undone; fractions and no-break hyphens stay."""
    assert normal(printed) == meant
