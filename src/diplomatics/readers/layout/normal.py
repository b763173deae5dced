"""Characters as fonts encode them → the characters that a writer would have typed."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

HYPHEN_MARKS: Final = "\u0002\ufffe\u00ad"
"""What pdfium and fonts give for the hyphen at which a word is broken."""

_ODD: Final = re.compile(
    "[\u0002\ufffe\u00ad\u0000-\u0008\u000b-\u001f\ufb00-\ufb4f\ufb50-\ufdfb\ufe70-\ufefc\u0300-\u036f"
    "\u0591-\u05c7\u0610-\u061a\u064b-\u0670\u06d6-\u06ed\uf000-\uf0ff\u2e80-\u2fdf\uf900-\ufad9]"
)
_HYPHENS: Final = re.compile(f"[{HYPHEN_MARKS}]")
_CONTROLS: Final = re.compile("[\u0000-\u0008\u000b-\u001f]")
_FORMS: Final = re.compile("[\ufb00-\ufdfb\ufe70-\ufefc\u2e80-\u2fdf\uf900-\ufad9]")
_SYMBOL_BULLETS: Final = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf02d": "-", "\uf020": " ", "\uf0fc": "✓"}
"""The private characters in which symbol fonts hold the bullets of lists."""

UNKNOWN: Final = re.compile("[\ufffd\ue000-\uf8ff]")
"""Characters whose font does not tell what they are."""


def normal(text: str) -> str:
    """A word with ligatures and presentation forms taken apart, hyphen marks as hyphens, accents joined.

    Only the characters named are changed: no-break hyphens, full-width forms and fractions stay.

    >>> normal("e\ufb03cient"), normal("multi\u0002"), normal("Cote\u0301"), normal("non\u2011proliferation")
    ('efficient', 'multi-', 'Coté', 'non‑proliferation')
    """
    if not _ODD.search(text):
        return text
    text = _HYPHENS.sub("-", text)
    text = _CONTROLS.sub("", text)
    # The isolated forms of vowel signs are defined with a space to carry them.
    text = _FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]).lstrip(" "), text)
    text = "".join(_SYMBOL_BULLETS.get(char, char) for char in text)
    return unicodedata.normalize("NFC", _accents_after(text))


def _accents_after(text: str) -> str:
    """A combining mark at the head of a word belongs to the letter that follows it."""
    lead = 0
    while lead < len(text) and unicodedata.combining(text[lead]):
        lead += 1
    return text[lead : lead + 1] + text[:lead] + text[lead + 1 :] if lead else text
