"""One form for each sign, whatever its typography, so that a formula is written once.

`canonical` changes characters one for one: an offset in the canonical text is the same offset in the
text itself. Case, accents of Latin letters, kinds of spaces, dashes, apostrophes, quotation marks and
brackets, full-width and Arabic-Indic figures, vowel signs and kashida are set aside so.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Final

FILLER: Final = "\u0640"
"""Kashida: what an Arabic vowel sign becomes, for nothing may be left out."""

_SIGNS: Final = {
    " ": "\t\n\v\f\r\u00a0\u00ad\u1680\u2000-\u200f\u2028\u2029\u202a-\u202f\u205f\u2060\u2066-\u2069\u3000\ufeff",
    "'": "’‘ʼ`´′",
    "-": "‐‑‒–—―−﹣－",
    '"': "“”«»„‟″＂",
    "(": "（﴾",
    ")": "）﴿",
    "[": "［【",
    "]": "］】",
    ",": "，،、",
    ":": "：",
    ";": "；؛",
    ".": "．",
    "/": "／",
    "*": "＊",
    FILLER: "\u064b-\u0655\u0670",
    "ا": "\u0622-\u0623|\u0625|\u0671",
    "ى": "ي",
    "е": "ёЁ",
}


def _table() -> dict[int, str]:
    """The table of `str.translate`, made once."""
    table: dict[int, str] = {}
    for sign, variants in _SIGNS.items():
        for code in _codes(variants):
            table[code] = sign
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x400, 0x460), *range(0x1E00, 0x1F00)):
        char = chr(code)
        plain = unicodedata.normalize("NFD", char)[0] if code < 0x400 or code >= 0x1E00 else char
        lower = plain.lower()
        if code not in table and lower != char and len(lower) == 1:
            table[code] = lower
    for zero in (0x660, 0x6F0, 0xFF10):
        table.update({zero + figure: str(figure) for figure in range(10)})
    table.update({code: chr(code - 0xFEE0).lower() for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))})
    return table


def _codes(variants: str) -> list[int]:
    """The code points of a set written as characters and ranges; bars set characters apart."""
    codes: list[int] = []
    for first, last, single in re.findall(r"(.)-(.)|([^|])", variants, re.DOTALL):
        codes += range(ord(first), ord(last) + 1) if last else [ord(single)]
    return codes


_TABLE: Final = _table()


@functools.lru_cache(maxsize=2048)
def canonical(text: str) -> str:
    """A text in its canonical signs, character for character.

    >>> canonical("Côte d’Ivoire\u00a0– N° 5")
    "cote d'ivoire - n° 5"
    >>> len(canonical("الأمــم المتّحدة")) == len("الأمــم المتّحدة")
    True
    """
    return text.translate(_TABLE)


def literal(text: str, *, spaced: bool = True) -> str:
    """The expression that matches some words in a canonical text.

    A space stands for any run of spaces (in Chinese, for none too); an Arabic letter may carry signs.
    """
    out: list[str] = []
    for char in canonical(text):
        if char == " ":
            out.append(" +" if spaced else " *")
        elif char == FILLER:
            continue
        elif "\u0620" <= char <= "\u064a":
            out.append(f"{char}{FILLER}*")
        else:
            out.append(re.escape(char))
    return "".join(out)


@functools.lru_cache(maxsize=4096)
def skeleton(text: str) -> str:
    """The letters and figures of a text, canonical, without spaces and punctuation.

    Where a template matches, the skeletons of its own words stand in the skeleton of the text, in order:
    a cheap test, which spares the compilation of most templates.
    """
    return _PUNCTUATION.sub("", canonical(text))


_PUNCTUATION: Final = re.compile(rf"[\W_{FILLER}]+")
