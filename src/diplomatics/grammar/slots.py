"""The types of slots: dates, ordinals, item numbers, symbols, organs, offices, States, lists."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from diplomatics.grammar.template import WORDS, Slot, Unfit
from diplomatics.grammar.terms import Name, Vocabulary
from diplomatics.grammar.typography import canonical, literal, skeleton

# The patterns of slots are matched against canonical text: small letters, plain signs, single kinds of spaces.
_MARK = " *[(]?[a-zа-яء-ي](?: ?[a-zа-яء-ي])?[)]"
ITEM = rf"\d{{1,3}}(?:{_MARK})*"
SYMBOL = r"[a-z]+(?:\.\d+)?/[\w./()-]*\w\)?(?: \((?:\d{4}|[ivxlc]+)\))?"
_SIGNS = 8  # code points by which kashida and vowel signs may lengthen an ordinal
ROMAN = "[ivxlc]+"
_ROMAN_SIGNS = (
    ("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1),
)  # fmt: skip


def number() -> Slot:
    """A whole number in figures, however its thousands are set apart."""
    return Slot(r"\d{1,3}(?:[ ,.]\d{3})+|\d+", lambda words: int(re.sub(r"\D", "", words)), str)


def year() -> Slot:
    """A year in four figures."""
    return Slot(r"[12]\d{3}", int, str)


def item() -> Slot:
    """The number of an agenda item, with its letter: "32 (a)", "115 a)", "117 (h)".

    >>> item().read("32 (A)")
    '32 (a)'
    """
    return Slot(ITEM, lambda words: re.sub(r"\s+", " ", words).lower(), str)


def act(letters: Iterable[str] = (), prefixes: Iterable[str] = ()) -> Slot:
    """The number of an act of an organ: "76/109", "S-32/1", "1514 (XV)", "76/247 A and B".

    `letters` are how a language writes the letters of parts, besides A to D; `prefixes` what it writes
    for S and ES before the number of a special session.
    """
    part = "|".join(["[a-d]", *(literal(letter) for letter in letters)])
    session = "|".join(["es", "s", *(literal(prefix) for prefix in prefixes)])
    parts = rf"(?: ?(?:{part})(?: *(?:-|,|\w{{1,3}}) *(?:{part}))*(?!\w))?"
    numbered = rf"(?:(?:{session})-)?\d+/\d+{parts}"
    bracketed = rf"\d+(?: ?[a-d])? ?\((?:(?:{session}|\w)-)?(?:[ivxlc]+|\d{{1,2}})\)"
    return Slot(f"{numbered}|{bracketed}", lambda words: re.sub(r"\s+", " ", words), str)


def symbol() -> Slot:
    """A document symbol, loosely; the grammar of symbols is in `citations.symbols`."""
    return Slot(SYMBOL, lambda words: re.sub(r"\s+", " ", words), str)


def roman() -> Slot:
    """A roman number; its value is the number. C, D, L and M alone are letters.

    >>> roman().read("XIV"), roman().read("C"), roman().write(14)
    (14, None, 'XIV')
    """
    return Slot(ROMAN, _from_roman, lambda value: _to_roman(value) if isinstance(value, int) else str(value))


def _from_roman(words: str) -> int | None:
    value, rest = 0, words.lower()
    for sign, worth in _ROMAN_SIGNS:
        while rest.startswith(sign):
            value, rest = value + worth, rest[len(sign) :]
    lone = len(words) == 1 and words.lower() not in "ivx"
    return None if lone or _to_roman(value).lower() != words.lower() else value


def _to_roman(value: int) -> str:
    written = ""
    for sign, worth in _ROMAN_SIGNS:
        written += sign * (value // worth)
        value %= worth
    return written.upper()


def letter() -> Slot:
    """A capital letter, as in "resolution 76/247 A"; a small one is a word ("Annexe à").

    >>> letter().read("A"), letter().read("a"), letter().read("à")
    ('A', None, None)
    """
    return Slot("[a-z]", lambda words: words if words.isascii() and words.isupper() else None, str)


def date(templates: Iterable[str], months: Iterable[Iterable[str]], first: Iterable[str] = (), *, spaced: bool) -> Slot:
    """A full date in one of a language's notations; its value is ISO 8601.

    The notations are templates of `{day}`, `{month}` and `{year}`. A month may have several names, and
    the first day of a month its own notations (`first`: "1er"); the first is the one that is written.
    """
    names = [tuple(group) for group in months]
    lookup = {skeleton(name): index for index, group in enumerate(names, start=1) for name in group}
    spellings = sorted({name for group in names for name in group}, key=len, reverse=True)
    ones = tuple(first) or ("1",)
    parts = {
        "day": "(?:" + "|".join([*(literal(one, spaced=spaced) for one in ones), r"\d{1,2}"]) + ")",
        "month": "(?:" + "|".join(literal(s, spaced=spaced) for s in spellings) + ")",
        "year": r"\d{4}",
    }
    sources = tuple(templates)
    gap = "" if spaced else " *"

    def compile_one(source: str, grouped: bool) -> str:
        out = ""
        for piece in re.split(r"(\{\w+\})", source):
            if piece.startswith("{"):
                name = piece[1:-1]
                out += gap + (f"(?P<{name}>{parts[name]})" if grouped else parts[name]) + gap
            else:
                out += literal(piece, spaced=spaced)
        return out

    @functools.cache
    def readers() -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(compile_one(source, True)) for source in sources)

    def read(words: str) -> str | None:
        for reader in readers():
            if found := reader.fullmatch(canonical(words)):
                month = lookup.get(skeleton(found["month"]))
                return _iso(int(found["year"]), month, int(re.sub(r"\D", "", found["day"])))
        return None

    def write(value: str) -> str:
        day = datetime.date.fromisoformat(value)
        figure = str(day.day) if day.day > 1 else ones[0]
        written = sources[0].replace("{year}", str(day.year)).replace("{day}", figure)
        return written.replace("{month}", names[day.month - 1][0])

    return Slot("|".join(compile_one(source, False) for source in sources), read, write)


def _iso(year_: int, month: int | None, day: int) -> str | None:
    try:
        return datetime.date(year_, month or 0, day).isoformat()
    except ValueError:
        return None


def ordinal(vocabulary: Vocabulary[int], form: str, figures: Iterable[str], *, spaced: bool) -> Slot:
    """An ordinal in words ("Seventy-second") or figures ("53rd"); its value is the number.

    `figures` are the language's notations in figures, with `{n}` for the number; the first is written
    where the words for a number are not known. A form that is itself in figures goes on as it does from
    10 to 29: "8711th", "8721st". The expression takes any words as long as an ordinal,
    and the vocabulary decides: an expression of all ordinals takes long to compile.
    """
    notations = tuple(figures)
    in_figures = "|".join(literal(f, spaced=spaced).replace(re.escape("{n}"), r"\d{1,5}") for f in notations)
    longest = max(map(len, vocabulary.spellings())) + _SIGNS
    digits = re.compile(r"\d+")

    def read(words: str) -> int | None:
        if found := digits.search(words):
            return int(found[0])
        return vocabulary.code(words)

    def write(value: int | str) -> str:
        if isinstance(value, str):
            return value
        try:
            return vocabulary.words(value, form)
        except KeyError:
            alike = value % 100 if 10 <= value % 100 < 20 else 20 + value % 10
            model = vocabulary.words(alike, form)
            return digits.sub(str(value), model) if digits.search(model) else notations[0].replace("{n}", str(value))

    return Slot(rf"(?:{in_figures}|[^\d.,;:()\[\]/]{{1,{longest}}}?)", read, write)


def term(vocabulary: Vocabulary[str], form: str, *, spaced: bool) -> Slot:
    """One term of a closed vocabulary, in a form; its value is the code."""
    words_of = "|".join(literal(s, spaced=spaced) for s in vocabulary.spellings(form))
    return Slot(f"(?:{words_of})", vocabulary.code, lambda code: vocabulary.words(code, form))


def name(vocabulary: Vocabulary[str], form: str, *, known: bool = False, spaced: bool = True) -> Slot:
    """A name that is usually, not always, in the vocabulary; its value is a `Name`.

    With `known`, no other words are taken: a template needs that where no word of its own sets two
    names apart.
    """

    def read(words: str) -> Name | None:
        return Name(words, vocabulary.code(words)) if words else None

    def write(value: Name | str) -> str:
        if isinstance(value, str):
            return vocabulary.words(value, form)
        return vocabulary.words(value.code, form) if value.code else value.printed

    words_of = "|".join(literal(s, spaced=spaced) for s in vocabulary.spellings(form)) if known else ""
    return Slot(f"(?:{words_of})" if known else WORDS.pattern, read, write)


def listed(
    one: Slot,
    conjunctions: Iterable[str],
    separators: Iterable[str],
    protected: Vocabulary[str] | None = None,
    *,
    only: int = 0,
    before: Mapping[str, str] | None = None,
    spaced: bool = True,
) -> Slot:
    """A list of values of one type: "35, 36 and 40"; its value is a tuple.

    The first conjunction and the first separator are the ones that are written; `before` gives another
    conjunction and the expression of the words before which it stands instead. `protected` names terms
    that themselves contain a conjunction ("Bosnia and Herzegovina"). `only` is how many values the
    words around the list fit, as a dual does; a list of another length is not written with them.
    """
    and_, comma = tuple(conjunctions), tuple(separators)
    either = "|".join(literal(word, spaced=spaced) for word in and_)
    after = "|".join(literal(word.lstrip(), spaced=spaced) for word in and_)
    between = "|".join(literal(word.strip()) for word in comma)
    splitter = re.compile(rf" *(?:{between}) *(?:{after})?|(?:{either})")
    guard = _guard(protected, splitter)

    def read(words: str) -> tuple[Any, ...] | None:
        text = f"{words} "
        plain = canonical(text)
        held = [found.span() for found in guard.finditer(plain)] if guard else []
        cuts = [m.span() for m in splitter.finditer(plain) if not any(s < m.end() and m.start() < e for s, e in held)]
        starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
        pieces = (text[start:end].strip() for start, end in zip(starts, ends, strict=True))
        kept = [piece for piece in pieces if piece]
        if one.pattern == WORDS.pattern and any(map(str.isdigit, words)):
            kept = [words]  # no list of names has figures: "the Committee pursuant to resolutions 1267 (1999), …"
        values = tuple(one.read(piece) for piece in kept)
        return None if not values or None in values else values

    changed = tuple((word, re.compile(expression)) for word, expression in (before or {}).items())

    def write(values: Iterable[Any]) -> str:
        written = [one.write(value) for value in values]
        if only and len(written) != only:
            raise Unfit(f"{len(written)} values where {only} fit")
        head, tail = written[:-1], written[-1]
        conjunction = next((word for word, follows in changed if follows.match(canonical(tail))), and_[0])
        return comma[0].join(head) + (conjunction if head else "") + tail

    if one.pattern == WORDS.pattern:
        return Slot(WORDS.pattern, read, write)
    return Slot(rf"(?:(?:{splitter.pattern})? *(?:{one.pattern}))+", read, write)


def _guard(protected: Vocabulary[str] | None, splitter: re.Pattern[str]) -> re.Pattern[str] | None:
    """The expression of the names that a splitter would cut in two."""
    cut = [name for name in protected.spellings() if splitter.search(canonical(name))] if protected else []
    return re.compile("|".join(literal(name) for name in cut)) if cut else None


def nested(pattern: str, read: Callable[[str], Mapping[str, Any] | None], write: Callable[..., str]) -> Slot:
    """Another formula as a slot; its value is that formula's values, with the words as printed."""

    def value(words: str) -> dict[str, Any] | None:
        values = read(words)
        return None if values is None else {**values, "words": words}

    return Slot(pattern, value, lambda values: write(**{k: v for k, v in values.items() if k != "words"}))
