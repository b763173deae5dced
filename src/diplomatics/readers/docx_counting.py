"""Numbers as Word writes them: 3, iii, (c), 三, в — by the names of its number formats."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Final

from babel import Locale, UnknownLocaleError

from diplomatics.grammar import LANGUAGES, table

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_LETTERED: Final = 780
_LARGEST_ROMAN: Final = 3999
_NUMERALS: Final = table("numerals.toml")
_ALPHABETS: Final[dict[str, str]] = _NUMERALS["alphabets"]
_CHINESE: Final[str] = _NUMERALS["chinese"]["digits"]
_UNITS: Final[list[str]] = _NUMERALS["chinese"]["units"]
_CHICAGO: Final = "*†‡§"


def letters(number: int, alphabet: str) -> str:
    """The letter of a number; past the end of the alphabet letters are doubled, then trebled.

    >>> letters(3, "abc"), letters(5, "abc")
    ('c', 'bb')
    """
    if not 0 < number <= _LARGEST_LETTERED:
        return str(number)
    times, index = divmod(number - 1, len(alphabet))
    return alphabet[index] * (times + 1)


def roman(number: int) -> str:
    """A number in small Roman figures.

    >>> roman(1994)
    'mcmxciv'
    """
    if not 0 < number <= _LARGEST_ROMAN:
        return str(number)
    out = ""
    for value, figures in _ROMAN:
        times, number = divmod(number, value)
        out += figures * times
    return out


def chinese(number: int) -> str:
    """A number below ten thousand in Chinese characters, as counted in lists.

    >>> chinese(10), chinese(21), chinese(305)
    ('十', '二十一', '三百零五')
    """
    if not 0 < number < 10_000:
        return str(number)
    out = ""
    for place, unit in zip((1000, 100, 10, 1), _UNITS, strict=True):
        digit = number // place % 10
        if digit:
            out += _CHINESE[digit] + unit
        elif out and not out.endswith(_CHINESE[0]) and number % place:
            out += _CHINESE[0]
    return out.removeprefix(_CHINESE[1]) if 10 <= number < 20 else out


def enclosed(number: int, first: str, last: int) -> str:
    """A number as a sign of its own (①), where there is one."""
    return chr(ord(first) + number - 1) if 0 < number <= last else str(number)


@functools.cache
def _ordinal_figures(language: str) -> tuple[str, ...]:
    return tuple(table(f"languages/{language}.toml").get("ordinal_figures", ())) if language in LANGUAGES else ()


def ordinal(number: int, language: str) -> str:
    """An ordinal in figures in a language, or the bare number where the grammar has no form for it.

    >>> [ordinal(n, "en") for n in (1, 2, 11, 23)]
    ['1st', '2nd', '11th', '23rd']
    """
    figures = _ordinal_figures(language)
    if not figures:
        return str(number)
    try:
        form = Locale(language).ordinal_form(number)
    except UnknownLocaleError:
        form = "other"
    # The grammar lists the general form first, then those for one, two and few.
    index = ("other", "one", "two", "few").index(form) if form in ("one", "two", "few") else 0
    return figures[index if index < len(figures) else 0].replace("{n}", str(number))


_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02d}",
    "upperLetter": lambda n: letters(n, _ALPHABETS["lowerLetter"]).upper(),
    "russianUpper": lambda n: letters(n, _ALPHABETS["russianLower"]).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda n: roman(n).upper(),
    "numberInDash": lambda n: f"- {n} -",
    "chicago": lambda n: letters(n, _CHICAGO),
    "decimalEnclosedCircle": lambda n: enclosed(n, "①", 20),
    "decimalEnclosedCircleChinese": lambda n: enclosed(n, "①", 20),
    "decimalEnclosedParen": lambda n: enclosed(n, "⑴", 20),
    "decimalEnclosedFullstop": lambda n: enclosed(n, "⒈", 20),
    "ideographEnclosedCircle": lambda n: enclosed(n, "㊀", 10),
    "decimalFullWidth": lambda n: "".join(chr(ord(c) + 0xFEE0) for c in str(n)) if n >= 0 else str(n),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": lambda n: "".join(_CHINESE[int(c)] for c in str(n)) if n >= 0 else str(n),
    "none": lambda n: "",
    **{name: functools.partial(letters, alphabet=alphabet) for name, alphabet in _ALPHABETS.items()},
}


def write_number(number: int, form: str, language: str = "en") -> str:
    """A number in one of Word's formats; in figures where the format is not known.

    >>> write_number(4, "lowerRoman"), write_number(3, "upperLetter"), write_number(7, "decimalZero")
    ('iv', 'C', '07')
    """
    if form == "ordinal":
        return ordinal(number, language)
    return _FORMATS.get(form, str)(number)


def known(form: str) -> bool:
    """Whether numbers can be written in a format of Word's as Word prints them."""
    return form in _FORMATS or form in ("ordinal", "bullet")
