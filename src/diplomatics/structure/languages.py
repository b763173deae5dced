"""The language of a text: by its script, then by its commonest words, then by py3langid."""

from __future__ import annotations

import functools
import importlib
import re
from collections import Counter
from typing import Any, Final

from diplomatics.grammar import latin

_SCRIPTS: Final = (
    ("ar", re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")),
    ("zh", re.compile("[\u3400-\u9fff\uf900-\ufaff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("la", re.compile("[A-Za-z\u00c0-\u024f]")),
)
_BY_SCRIPT: Final = {code: pattern for code, pattern in _SCRIPTS if code != "la"}
_WEIGHT: Final = {"ar": 1, "zh": 3, "ru": 1, "la": 1}
"""A Chinese character says about as much as three letters."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_SAMPLE: Final = 1_500  # code points; more do not change the answer
_SCRIPT_SAMPLE: Final = 240
_CLEAR: Final = 0.2  # of the words; running text of the six languages has more, of another language less
_UNTOLD: Final = "en"  # names and symbols amid another script are English in the documents of the six languages
_LETTERS: Final = 20  # fewer letters than this do not tell a Latin language


def script(text: str) -> str:
    """The script that most of a text is in, by the language that uses it here; "la" for Latin, "" for none.

    >>> script("2018年4月17日"), script("Distr.: General"), script("S/2025/21")
    ('zh', 'la', 'la')
    """
    sample = text[:_SCRIPT_SAMPLE]
    if sample.isascii():
        return "la" if any(char.isalpha() for char in sample) else ""
    counts = {name: _WEIGHT[name] * len(pattern.findall(sample)) for name, pattern in _SCRIPTS}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else ""


def language(text: str, default: str = "") -> str:
    """The language of a text as an ISO 639-1 code; `default` where the text is too short to tell.

    Arabic, Chinese and Russian are told by their script. Latin texts are told by their commonest
    words; where those leave a doubt the default is kept, and without one py3langid decides among
    English, French and Spanish.

    >>> language("Decides to remain actively seized of the matter.")
    'en'
    >>> language("S/2025/21", "zh")
    'zh'
    """
    own = _BY_SCRIPT.get(default)
    if own and len(own.findall(text[:_SCRIPT_SAMPLE])) * 2 > min(len(text), _SCRIPT_SAMPLE):
        return default
    found = script(text)
    if found in ("ar", "zh", "ru"):
        return found
    sample = text[:_SAMPLE]
    if not found or sum(map(str.isalpha, sample)) < _LETTERS:
        return default
    if default in _latin() and _clearly(sample, default):
        return default
    return _by_words(sample) or (default if default in _latin() else _UNTOLD if default else _by_model(sample))


@functools.cache
def _latin() -> dict[str, frozenset[str]]:
    """The commonest words of each language in Latin script."""
    return {code: frozenset(words) for code, words in latin().items()}


def _clearly(text: str, code: str) -> bool:
    """Whether so many of the words are common in a language, and in few others, that no other need be tried."""
    words = _WORD.findall(text.lower())
    common, weights = _latin()[code], _weights()
    return sum(weights[word] for word in words if word in common) > _CLEAR * len(words)


@functools.cache
def _weights() -> dict[str, float]:
    """What each common word counts for: less, the more languages it is common in."""
    languages = Counter(word for common in _latin().values() for word in common)
    return {word: 1 / count for word, count in languages.items()}


def _by_words(text: str) -> str:
    """The language most of whose commonest words stand in a text, if it leads clearly; else ""."""
    words = Counter(_WORD.findall(text.lower()))
    weights = _weights()
    found = {code: common & words.keys() for code, common in _latin().items()}
    counts = sorted(
        ((sum(words[w] * weights[w] for w in common), code) for code, common in found.items()), reverse=True
    )
    (most, best), (second, _) = counts[:2]
    return best if most >= 2 and most >= 1.5 * second else ""


def _by_model(text: str) -> str:
    return str(_identifier().classify(text)[0])


@functools.cache
def _identifier() -> Any:
    """py3langid, which has no types, restricted to the three. Loaded late: it takes longer than a document."""
    langid: Any = importlib.import_module("py3langid.langid")
    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
    identifier.set_languages(["en", "es", "fr"])
    return identifier
