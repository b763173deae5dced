"""The labels with which paragraphs begin: "1.", "(a)", "㈠", "8 -"; and how deep they stand."""

from __future__ import annotations

import functools
import re
from typing import Final, NamedTuple

from diplomatics.grammar import table

_CLOSING: Final = re.compile(r"[\s.．、:\-–—]+$")
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class Style(NamedTuple):
    """One style of numbering, from grammar/numbering.toml."""

    name: str
    family: str
    value: str
    sequence: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    rejects: tuple[str, ...]


class Label(NamedTuple):
    """A label at the start of a paragraph: its style, the words of it, its place in the count, its length.

    `length` covers the label, its closing point and the space after it.
    """

    style: str
    printed: str
    value: int
    length: int


@functools.cache
def styles() -> tuple[Style, ...]:
    """The styles of numbering in the order in which they are tried."""
    return tuple(
        Style(
            entry["name"],
            entry.get("family", entry["name"]),
            entry["value"],
            entry.get("sequence", ""),
            re.compile(entry["pattern"]),
            tuple(entry["examples"]),
            tuple(entry["rejects"]),
        )
        for entry in table("numbering.toml")["style"]
    )


def labels(text: str) -> tuple[Label, ...]:
    """Every reading of the label with which a text begins: "(i)" is a roman one and a ninth letter.

    >>> [(l.style, l.printed, l.value) for l in labels("(i) Two from African States")]
    [('roman', '(i)', 1), ('letter', '(i)', 9)]
    >>> labels("1.5 per cent")
    ()
    """
    head = text[:24]
    if not head or head[0].isspace():
        return ()
    found: list[Label] = []
    for style in styles():
        match = style.pattern.match(head)
        if match:
            length = match.end() + len(head[match.end() :]) - len(head[match.end() :].lstrip())
            found.append(Label(style.family, match[1], _value(style, match[1]), length))
    return tuple(found)


def bare(label: str) -> str:
    """A printed label as the record gives it: without its closing point or dash, with its brackets.

    >>> bare("1."), bare("8 -"), bare("(a)"), bare("–")
    ('1', '8', '(a)', '–')
    """
    return _CLOSING.sub("", label.strip()) or label.strip()


def _value(style: Style, label: str) -> int:
    core = label.strip("()（）‘’' .ـ")
    if style.value == "figures":
        return int(core)
    if style.value == "roman":
        return _roman(core.lower())
    if style.value == "sequence" and core:
        place = style.sequence.find(core[0]) + 1
        if style.name.startswith("chinese") and len(core) > 1:
            return _chinese(core, style.sequence)
        return place + (len(core) - 1) * len(style.sequence)
    return 0


def _roman(word: str) -> int:
    total = 0
    for char, following in zip(word, f"{word[1:]} ", strict=True):
        value = _ROMAN.get(char, 0)
        total += -value if value < _ROMAN.get(following, 0) else value
    return total


def _chinese(word: str, sequence: str) -> int:
    """Numerals to 99: 十二, 二十, 二十一."""
    tens, _, units = word.partition("十")
    return 10 * (sequence.find(tens) + 1 if tens else 1) + (sequence.find(units) + 1 if units else 0)


class Levels:
    """Follows the labels of a run of paragraphs and tells how deep each stands.

    A paragraph numbered in plain figures stands at depth 0; each further style, as it appears,
    opens a level below; a style that is already open closes the levels below it.

    >>> levels = Levels()
    >>> [levels.place(text)[1] for text in ("1. Decides:", "(a) One;", "(i) Two;", "(b) Three;", "2. Urges")]
    [0, 1, 2, 1, 0]
    """

    def __init__(self) -> None:
        self._open: list[tuple[str, int]] = []

    def reset(self) -> None:
        """Forget the open levels: a heading or a new part begins."""
        self._open.clear()

    def place(self, text: str) -> tuple[Label | None, int]:
        """The label of the next paragraph, read as what continues the count, and its depth."""
        candidates = labels(text)
        if not candidates:
            return None, 0
        label = self._continuing(candidates) or self._beginning(candidates) or candidates[0]
        if label.style == "decimal":
            self._open = [("decimal", label.value)]
            return label, 0
        names = [name for name, _ in self._open]
        if label.style in names:
            del self._open[names.index(label.style) :]
        self._open.append((label.style, label.value))
        base = 0 if self._open[0][0] == "decimal" else 1
        return label, len(self._open) - 1 + base

    def _continuing(self, candidates: tuple[Label, ...]) -> Label | None:
        """The reading that is the next of a level already open, the deepest first."""
        for name, value in reversed(self._open):
            for label in candidates:
                if label.style == name and label.value == value + 1:
                    return label
        return None

    def _beginning(self, candidates: tuple[Label, ...]) -> Label | None:
        """The reading that is the first of a level not yet open."""
        opened = {name for name, _ in self._open}
        return next((label for label in candidates if label.value == 1 and label.style not in opened), None)
