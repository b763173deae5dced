"""Closed vocabularies: organs, offices, States, languages, ordinals, in the forms of one language.

A term has a code that is the same in every language, and printed forms. A form is named after the
place it fills in a sentence: `bare` ("Security Council"), `the` ("le Conseil de sécurité"), `of`
("du Conseil de sécurité", "Совета Безопасности"), `to`, `by`, `in`. A missing form is the bare one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Generic, NamedTuple, TypeVar

Code = TypeVar("Code", str, int)

_HARAKAT = re.compile("[\u0640\u064b-\u0652\u00ad\u200b-\u200f]")
_LOOKALIKES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "—": "-"})
_SPACES = re.compile(r"\s+")
_ACCENTED = re.compile("[\u00c0-\u024f]")


class Name(NamedTuple):
    """A name as it is printed, and its code where the name is known."""

    printed: str
    code: str | None = None


def key(text: str) -> str:
    """The form in which names are compared: without case, accents, kashida, the looks of hyphens and spaces.

    >>> key("Côte d’Ivoire") == key("COTE D'IVOIRE")
    True
    """
    plain = unicodedata.normalize("NFKC", _HARAKAT.sub("", text)).translate(_LOOKALIKES)
    bare = _ACCENTED.sub(lambda found: unicodedata.normalize("NFD", found[0])[0], plain)
    return _SPACES.sub(" ", bare).strip().casefold()


class Vocabulary(Generic[Code]):
    """The terms of one kind in one language, in both directions: code to words, words to code."""

    def __init__(self, forms: Mapping[Code, Mapping[str, Iterable[str]]]) -> None:
        self._forms: dict[Code, dict[str, tuple[str, ...]]] = {
            code: {form: tuple(words) for form, words in entry.items()} for code, entry in forms.items()
        }
        self._codes: dict[str, Code] = {}
        for code, entry in self._forms.items():
            for words in entry.values():
                for word in words:
                    self._codes.setdefault(key(word), code)

    def __len__(self) -> int:
        return len(self._forms)

    def __iter__(self) -> Iterable[Code]:  # type: ignore[override]
        return iter(self._forms)

    def code(self, words: str) -> Code | None:
        """The code of a printed name, in whatever form; None for a name that is not known."""
        return self._codes.get(key(words))

    def words(self, code: Code, form: str = "bare") -> str:
        """How a term is written in a form. Raises `KeyError` for a code that is not known."""
        entry = self._forms[code]
        return (entry.get(form) or entry["bare"])[0]

    def plain(self, printed: str, articles: Iterable[str] = ()) -> str:
        """A printed name without its article, and in the bare form where it is printed inflected.

        A name printed in one of several bare or official forms stays as it is printed.
        """
        code = self.code(printed)
        if code is None:
            return printed
        article = next((a for a in articles if printed.casefold().startswith(f"{a} ")), "")
        stripped = printed[len(article) :].lstrip()
        entry = self._forms[code]
        kept = {key(name) for form in ("bare", "official", "former") for name in entry.get(form, ())}
        return stripped if key(stripped) in kept else entry["bare"][0]

    def all(self, code: Code) -> tuple[str, ...]:
        """Every printed form of a term."""
        return tuple(word for words in self._forms[code].values() for word in words)

    def spellings(self, form: str = "") -> tuple[str, ...]:
        """Every spelling in a form (all forms for ""), the longest first."""
        found = {
            word
            for entry in self._forms.values()
            for name, words in (entry.items() if not form else [(form, entry.get(form) or entry["bare"])])
            for word in words
            if name
        }
        return tuple(sorted(found, key=lambda word: (-len(word), word)))
