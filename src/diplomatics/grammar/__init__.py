"""The languages of the United Nations as data, and the one loader that reads them.

    grammar = load("en")
    grammar.read("session", "Seventy-second session")      →  {"session": 72}
    grammar.write("session", session=72)                   →  "Seventy-second session"

No reader, parser or rule contains a word of a document's language: formulas, months, ordinals,
verbs and names live in `languages/*.toml`, `*.toml` and `registers/*.tsv` beside this file. A
seventh language is a new file.
"""

from __future__ import annotations

import csv
import functools
import re
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any, Final

from diplomatics.grammar import slots
from diplomatics.grammar.template import Formula, Match, Slot
from diplomatics.grammar.terms import Name, Vocabulary, key
from diplomatics.grammar.typography import canonical, literal
from diplomatics.model.errors import GrammarError

__all__ = [
    "LANGUAGES", "Formula", "Grammar", "Match", "Name", "Vocabulary",
    "foreign", "key", "latin", "load", "organs", "register", "table",
]  # fmt: skip

LANGUAGES: Final = ("ar", "en", "es", "fr", "ru", "zh")
"""The six official languages, by ISO 639-1 code."""

_OPENING: Final = 80  # code points; no opener is longer
_WORD: Final = re.compile(r"\w{3,}")
_SLOT: Final = re.compile(r"\{[^}]*\}")
_DATA = resources.files("diplomatics.grammar")


def table(path: str) -> dict[str, Any]:
    """A TOML file of the grammar, by its path beside this module."""
    return tomllib.loads(_DATA.joinpath(path).read_text("utf-8"))


def register(path: str) -> tuple[dict[str, str], ...]:
    """The rows of a TSV register, by its path beside this module. Lines that begin with # are comments."""
    lines = _DATA.joinpath(path).read_text("utf-8").splitlines()
    return tuple(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))


@functools.cache
def latin() -> dict[str, tuple[str, ...]]:
    """The commonest words of each language in Latin script, with or without a grammar here."""
    return {code: tuple(entry["function"]) for code, entry in table("latin.toml").items()}


@functools.cache
def foreign(code: str) -> str | None:
    """The English name of a language that has no grammar here; None for one that has, or is not known."""
    entry = table("latin.toml").get(code)
    return None if entry is None or code in LANGUAGES else entry["name"]


class Organ:
    """A principal or subsidiary organ: its code, its English official name, the root of its symbols."""

    __slots__ = ("code", "counts", "name", "root")

    def __init__(self, code: str, name: str, root: str, counts: str) -> None:
        self.code = code
        self.name = name
        self.root = root
        self.counts = counts
        """What its documents count: "session", "year" or nothing."""


@functools.cache
def organs() -> Mapping[str, Organ]:
    """The organs by code ("GA", "SC", "HRC")."""
    return {
        entry["code"]: Organ(entry["code"], entry["name"], entry.get("root", ""), entry.get("counts", ""))
        for entry in table("organs.toml")["organ"]
    }


@functools.cache
def load(language: str) -> Grammar:
    """The grammar of a language. Raises `GrammarError` for a language that has none."""
    if language not in LANGUAGES:
        raise GrammarError(f"there is no grammar for the language {language!r}; there is for {', '.join(LANGUAGES)}")
    return Grammar(language, table(f"languages/{language}.toml"))


class Grammar:
    """The formulas, words and names of one language."""

    def __init__(self, language: str, data: Mapping[str, Any]) -> None:
        self.language = language
        self.spaced: bool = data.get("spaced", True)
        """Whether the language sets spaces between words."""
        self.words: dict[str, tuple[str, ...]] = {name: tuple(words) for name, words in data["words"].items()}
        self._data = data
        self.formulas: dict[str, Formula] = {
            name: Formula(
                name,
                entry["templates"],
                self.slot,
                spaced=self.spaced,
                examples=entry["examples"],
                rejects=entry.get("rejects", ()),
                within=entry.get("within", False),
                opening=entry.get("opening", False),
            )
            for name, entry in data["formula"].items()
        }
        self._inflected: dict[str, Formula] = {
            f"{name}/{form}": Formula(name, templates, self.slot, spaced=self.spaced, examples=entry["examples"])
            for name, entry in data["formula"].items()
            for form, templates in entry.get("forms", {}).items()
        }
        """How a formula is written inside others, where its words are inflected there ("meeting/prep")."""

    def read(self, name: str, text: str) -> dict[str, Any] | None:
        """The values of the slots if the whole of `text` is the formula `name`, else None."""
        formula = self.formulas.get(name)
        return None if formula is None else formula.read(text)

    def search(self, name: str, text: str) -> Match | None:
        """The first place in `text` where the formula `name` stands."""
        formula = self.formulas.get(name)
        return None if formula is None else formula.search(text)

    def write(self, name: str, /, **values: Any) -> str:
        """The formula `name` with these values. Raises `GrammarError` if it cannot be written."""
        try:
            return self.formulas[name].write(**values)
        except KeyError as error:
            raise GrammarError(f"{self.language} has no words for {error} in formula {name!r}") from error

    def opens(self, group: str, text: str) -> bool:
        """Whether a text begins with a word of a group ("preambular", "operative"), whatever its case."""
        expression = self._openers(group)
        return bool(expression and expression.match(canonical(text[:_OPENING])))

    @functools.cache  # noqa: B019 - grammars live as long as the program
    def _openers(self, group: str) -> re.Pattern[str] | None:
        found = sorted(self.words.get(group, ()), key=len, reverse=True)
        end = r"(?!\w)" if self.spaced else ""
        body = "|".join(literal(word, spaced=self.spaced) for word in found)
        return re.compile(rf'[ "\[(]*(?:{body}){end}') if body else None

    @functools.cached_property
    def lexicon(self) -> frozenset[str]:
        """The words of the formulas: what a word cut at the end of a line may be."""
        sources = (template.source for formula in self.formulas.values() for template in formula.templates)
        return frozenset(word for source in sources for word in _WORD.findall(_SLOT.sub(" ", source).casefold()))

    @functools.cached_property
    def organ(self) -> Vocabulary[str]:
        """The organs, by code."""
        return self._names("organs")

    @functools.cached_property
    def office(self) -> Vocabulary[str]:
        """The offices that send and receive documents, by code."""
        return self._names("offices")

    @functools.cached_property
    def party(self) -> Vocabulary[str]:
        """States, observers and former States, by ISO 3166-1 alpha-3 or the code of a body."""
        return Vocabulary(self._forms("states"))

    @functools.cached_property
    def ordinal(self) -> Vocabulary[int]:
        """The ordinals in words, by number."""
        return Vocabulary({int(n): forms for n, forms in self._forms("ordinals").items()})

    def _forms(self, kind: str) -> dict[str, dict[str, list[str]]]:
        """A register of names: a column `code`, then a column per form; alternatives set apart by bars."""
        rows = register(f"registers/{kind}.{self.language}.tsv")
        return {row.pop("code"): {form: words.split("|") for form, words in row.items() if words} for row in rows}

    @functools.cached_property
    def languages(self) -> Vocabulary[str]:
        """The names of languages, as printed after "Original:"."""
        return self._names("languages")

    @functools.cached_property
    def distribution(self) -> Vocabulary[str]:
        """The degrees of distribution; the code is the English word."""
        return self._names("distribution")

    def _names(self, section: str) -> Vocabulary[str]:
        """A section of the language's file: a code, then its names, or a table of forms with their names."""
        entries: dict[str, list[str] | dict[str, list[str]]] = self._data[section]
        rules: dict[str, str] = self._data.get("forms", {}).get(section, {})
        forms: dict[str, dict[str, list[str]]] = {}
        for code, names in entries.items():
            given = names if isinstance(names, dict) else {"bare": names}
            made = {form: [rule.replace("{bare}", n) for n in given["bare"]] for form, rule in rules.items()}
            forms[code] = {**made, **given}
        return Vocabulary(forms)

    def slot(self, kind: str) -> Slot | None:
        """The type of slot of a name: "date", "organ/of", "parties/of/known", or the name of a formula.

        The second word is the form of the names; the third, `known`, takes names of the vocabulary only.
        "items/two" are written where there are two of them, for languages that have a dual.
        """
        return self._slot(kind)

    @functools.cache  # noqa: B019 - grammars live as long as the program
    def _slot(self, kind: str) -> Slot | None:
        base, form, only = (*kind.split("/"), "", "")[:3]
        known = only == "known"
        make = {
            "number": lambda: slots.number(),
            "year": lambda: slots.year(),
            "item": lambda: slots.item(),
            "symbol": lambda: slots.symbol(),
            "roman": lambda: slots.roman(),
            "letter": lambda: slots.letter(),
            "act": lambda: slots.act(**self._data.get("act", {})),
            "date": self._date,
            "ordinal": lambda: slots.ordinal(self.ordinal, form, self._data["ordinal_figures"], spaced=self.spaced),
            "organ": lambda: slots.term(self.organ, form or "bare", spaced=self.spaced),
            "language": lambda: slots.term(self.languages, form or "bare", spaced=self.spaced),
            "distribution": lambda: slots.term(self.distribution, "bare", spaced=self.spaced),
            "office": lambda: self._name(self.office, form, known),
            "party": lambda: self._name(self.party, form, known),
            "items": lambda: self._list(slots.item(), only=2 if form == "two" else 0),
            "numbers": lambda: self._list(slots.number()),
            "organs": lambda: self._list(slots.term(self.organ, form or "bare", spaced=self.spaced), self.organ),
            "languages": lambda: self._list(slots.term(self.languages, form or "bare", spaced=self.spaced)),
            "offices": lambda: self._list(self._name(self.office, form, known), self.office),
            "parties": lambda: self._list(self._name(self.party, form, known), self.party),
        }.get(base)
        if make is not None:
            return make()
        formula = self.formulas.get(base)
        return (
            None
            if formula is None
            else slots.nested(formula.pattern, formula.read, self._inflected.get(kind, formula).write)
        )

    def _date(self) -> Slot:
        data = self._data["date"]
        return slots.date(data["templates"], data["months"], data.get("first", ()), spaced=self.spaced)

    def _name(self, vocabulary: Vocabulary[str], form: str, known: bool) -> Slot:
        return slots.name(vocabulary, form or "bare", known=known, spaced=self.spaced)

    def _list(self, one: Slot, protected: Vocabulary[str] | None = None, *, only: int = 0) -> Slot:
        data = self._data["list"]
        return slots.listed(
            one,
            data["conjunctions"],
            data["separators"],
            protected,
            only=only,
            before=data.get("before"),
            spaced=self.spaced,
        )
