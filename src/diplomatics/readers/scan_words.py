"""Whether letters make words: the share of a text's words that are among the commonest of a language.

Of running text in any language, a tenth and more are its few dozen commonest words. Letters that a font
decodes wrongly, or that an engine read in the wrong script, make hardly any of them.
"""

from __future__ import annotations

import functools
import re
from typing import Final, NamedTuple

from diplomatics.grammar import latin, table

_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_SCRIPTS: Final = {
    "ar": re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]"),
    "zh": re.compile("[\u3400-\u9fff\uf900-\ufaff]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "la": re.compile("[A-Za-z\u00c0-\u024f]"),
}
_WEIGHT: Final = {"zh": 3}
"""A Chinese character says about as much as three letters."""


class Commonness(NamedTuple):
    """How much of a text the commonest words of its likeliest language make up.

    `script` is "ar", "ru", "zh", "la" (Latin) or "" for a text without letters; `language` the language
    with most such words; `share` from 0 to 1; `words` how many words (Chinese: characters) there are.
    """

    script: str
    language: str
    share: float
    words: int


def script_of(text: str) -> str:
    """The script that most letters of a text are in.

    >>> script_of("Distr.: General"), script_of("2018年4月17日"), script_of("1 234")
    ('la', 'zh', '')
    """
    if text.isascii():
        return "la" if any(map(str.isalpha, text)) else ""
    counts = {name: _WEIGHT.get(name, 1) * len(pattern.findall(text)) for name, pattern in _SCRIPTS.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else ""


def share_in_script(text: str, script: str) -> float:
    """The share of a text's letters that are of a script, from 0 to 1."""
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS.items()}
    return counts[script] / max(sum(counts.values()), 1)


def commonness(text: str) -> Commonness:
    """The share of the commonest words in a text.

    >>> commonness("the words of the page are in a language").share > 0.5
    True
    >>> commonness("wkh zrugv ri wkh sdjh").share
    0.0
    """
    script = script_of(text)
    if not script:
        return Commonness("", "", 0.0, 0)
    if script == "zh":
        words = _SCRIPTS["zh"].findall(text)
    else:
        words = [word for word in _WORD.findall(text.lower()) if script == "la" or _SCRIPTS[script].match(word)]
    if not words:
        return Commonness(script, "", 0.0, 0)
    candidates = _latin() if script == "la" else {script: _others()[script]}
    counts = {code: sum(word in common for word in words) for code, common in candidates.items()}
    best = max(counts, key=lambda code: counts[code])
    return Commonness(script, best, counts[best] / len(words), len(words))


@functools.cache
def _latin() -> dict[str, frozenset[str]]:
    return {code: frozenset(words) for code, words in latin().items()}


@functools.cache
def _others() -> dict[str, frozenset[str]]:
    return {code: frozenset(entry["words"]) for code, entry in table("commonest.toml").items()}
