"""The characters of symbol fonts, whose codes mean other signs than those of text fonts."""

from __future__ import annotations

from typing import Final

_SYMBOL: Final = {
    0x20: " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    0xA0: "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪",
    0xF1: "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
}
_WINGDINGS: Final = {
    0x28: "☎", 0x2A: "✉", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x74: "⧫",
    0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→",
    0xE1: "↑", 0xE2: "↓", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_FONTS: Final = {
    "symbol": {start + offset: sign for start, signs in _SYMBOL.items() for offset, sign in enumerate(signs)},
    "wingdings": _WINGDINGS,
}


def sign(code: int, font: str) -> str | None:
    """The sign that a code of a symbol font prints, or None where that is not known.

    Word writes such codes as they are or raised into the private area (U+F000).

    >>> sign(0xF0B7, "Symbol"), sign(0x61, "Symbol"), sign(0xF0FC, "Wingdings"), sign(0xF021, "Webdings")
    ('•', 'α', '✓', None)
    """
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    table = _FONTS.get(font.strip().lower())
    if table is None:
        return chr(code) if low == code and 0x20 <= code < 0xD800 else None
    return table.get(low)


def respell(text: str, font: str) -> str:
    r"""A text whose private-area characters, set in a symbol font, are replaced by what they print.

    >>> respell("\uf0b7 Article 2", "Symbol")
    '• Article 2'
    """
    return "".join(sign(ord(c), font) or c if "\uf000" <= c <= "\uf0ff" else c for c in text)
