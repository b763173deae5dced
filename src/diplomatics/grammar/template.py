"""Formulas that work both ways: templates with typed slots, compiled to read and to write.

    "Letter dated {date} from {sender:sender} addressed to {addressees:offices/the}"

A slot is `{name}` or `{name:type}`; a slot without a type has the type of its own name if there is
one, else it takes any words. A template matches whatever the typography, case and accents of a text:
see `typography`. Its values are the words as printed.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from diplomatics.grammar.typography import canonical, literal, skeleton
from diplomatics.model.errors import GrammarError

LONGEST = 2_000  # code points; a formula is a sentence, and a longer text is refused unread

_SLOT = re.compile(r"\{(\w+)(?::([\w/]+))?\}")


@dataclasses.dataclass(frozen=True, slots=True)
class Slot:
    """How one type of slot is read and written in one language.

    `read` gives None for words that have the look of the type but no value ("31 February 1993").
    """

    pattern: str
    read: Callable[[str], Any]
    write: Callable[[Any], str]


class Unfit(ValueError):
    """A value does not fit the words around its slot, as three values do not fit a dual."""


Slots = Callable[[str], Slot | None]
"""Finds the slot type of a name ("date", "organ/of") in a language."""


class Match(NamedTuple):
    """The values of a formula's slots, and the interval of the text in which it was found."""

    values: dict[str, Any]
    start: int
    end: int


class Template:
    """One template, compiled on first use."""

    def __init__(self, source: str, slots: Slots, *, spaced: bool) -> None:
        self.source = source
        self.names: tuple[tuple[str, str], ...] = tuple((n, t or n) for n, t in _SLOT.findall(source))
        self._slots = slots
        self._spaced = spaced

    @functools.cached_property
    def expression(self) -> str:
        """The source of the compiled expression, with one numbered group per slot."""
        return self._written("(")

    @functools.cached_property
    def shape(self) -> str:
        """The same without groups, to stand inside another expression."""
        return self._written("(?:")

    def _written(self, group: str) -> str:
        gap = "" if self._spaced else " *"
        out: list[str] = []
        end = 0
        for found in _SLOT.finditer(self.source):
            out.append(literal(self.source[end : found.start()], spaced=self._spaced))
            out.append(f"{gap}{group}{self._slot(found[2] or found[1]).pattern}){gap}")
            end = found.end()
        out.append(literal(self.source[end:], spaced=self._spaced))
        return "".join(out)

    @functools.cached_property
    def _own_words(self) -> tuple[str, ...]:
        """The skeletons of the pieces between the slots."""
        pieces = _SLOT.sub("\x00", self.source).split("\x00")
        return tuple(words for words in map(skeleton, pieces) if words)

    def possible(self, bones: str) -> bool:
        """Whether the template's own words stand in order in a text, of which this is the skeleton."""
        end = 0
        for words in self._own_words:
            start = bones.find(words, end)
            if start < 0:
                return False
            end = start + len(words)
        return True

    @functools.cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self.expression, re.DOTALL)

    def _slot(self, kind: str) -> Slot:
        return self._slots(kind) or WORDS

    def read(self, text: str) -> dict[str, Any] | None:
        """The values of the slots if the whole text, but for spaces around it, is this formula, else None."""
        start = len(text) - len(text.lstrip())
        found = self._pattern.fullmatch(canonical(text), start, len(text.rstrip()))
        return None if found is None else self._values(found, text)

    def search(self, text: str, start: int = 0) -> Match | None:
        """The first place at or after `start` where the formula stands."""
        while found := self._pattern.search(canonical(text), start):
            values = self._values(found, text)
            if values is not None:
                return Match(values, found.start(), found.end())
            start = found.start() + 1
        return None

    def _values(self, found: re.Match[str], text: str) -> dict[str, Any] | None:
        """The values of the slots, read from the text as it is printed."""
        values: dict[str, Any] = {}
        for index, (name, kind) in enumerate(self.names, start=1):
            start, end = found.span(index)
            value = self._slot(kind).read(text[start:end].strip())
            if value is None:
                return None
            values[name] = value
        return values

    def write(self, values: Mapping[str, Any]) -> str:
        """The formula with its slots filled. Raises `KeyError` for a slot without a value."""
        kinds = dict(self.names)
        return _SLOT.sub(lambda m: self._slot(kinds[m[1]]).write(values[m[1]]), self.source)


def _words(words: str) -> str | None:
    return words or None


WORDS = Slot(".+?", _words, str)
"""The slot that takes any words, as few as will do."""


class Formula:
    """A formula of the UN's language: its templates, in the order in which they are tried.

    The first template that has exactly the given slots, and whose words fit their values, writes.
    """

    def __init__(
        self,
        name: str,
        templates: Iterable[str],
        slots: Slots,
        *,
        spaced: bool = True,
        examples: Iterable[str] = (),
        rejects: Iterable[str] = (),
        within: bool = False,
        opening: bool = False,
    ) -> None:
        self.name = name
        self.templates = tuple(Template(source, slots, spaced=spaced) for source in templates)
        self.examples = tuple(examples)
        self.rejects = tuple(rejects)
        self.within = within
        """Whether the formula stands inside a sentence: it is searched for, not read whole."""
        self.opening = opening
        """Whether the formula opens a sentence, and is written with a capital whatever form begins it."""
        if not self.templates or not self.examples:
            raise GrammarError(f"formula {name!r} needs at least one template and one example")

    @property
    def pattern(self) -> str:
        """The expression of the formula as a slot of another; any words, where one of its own slots takes any."""
        shapes = [template.shape for template in self.templates]
        return WORDS.pattern if any(WORDS.pattern in shape for shape in shapes) else "|".join(shapes)

    def read(self, text: str) -> dict[str, Any] | None:
        """The values of the slots if the whole of `text` is this formula, else None."""
        if len(text) <= LONGEST:
            bones = skeleton(text)
            for template in self.templates:
                if template.possible(bones) and (values := template.read(text)) is not None:
                    return values
        return None

    def search(self, text: str) -> Match | None:
        """The earliest place in `text` where the formula stands; of two at one place, the longer."""
        text = text[:LONGEST]
        bones = skeleton(text)
        found = [m for t in self.templates if t.possible(bones) and (m := t.search(text)) is not None]
        return min(found, key=lambda match: (match.start, -match.end), default=None)

    def write(self, **values: Any) -> str:
        """The formula in words. Raises `GrammarError` if no template has exactly these slots."""
        for template in self.templates:
            if {name for name, _ in template.names} == values.keys():
                with contextlib.suppress(Unfit):
                    written = template.write(values)
                    return written[:1].upper() + written[1:] if self.opening else written
        raise GrammarError(f"formula {self.name!r} has no template with the slots {sorted(values)}")
