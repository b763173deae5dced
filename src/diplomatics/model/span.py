"""A place in a text, with the words that stand there."""

from __future__ import annotations

from typing import Self

import msgspec

from diplomatics.model.errors import StaleSpan


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """A half-open interval of code points, and the words it covers.

    Every annotation is a span. It carries its words (`exact`) so that rot is loud: a span that is
    held against a text in which those words do not stand raises `StaleSpan` and is never shown.

    >>> span = Span.of("resolution 822 (1993)", 11, 21)
    >>> span.exact
    '822 (1993)'
    >>> span.verify("resolution 853 (1993)")
    Traceback (most recent call last):
    ...
    diplomatics.model.errors.StaleSpan: expected '822 (1993)' at 11-21, found '853 (1993)'
    """

    start: int
    end: int
    exact: str

    @classmethod
    def of(cls, text: str, start: int, end: int, **fields: object) -> Self:
        """The span of `text[start:end]`, with the further fields of a subclass."""
        return cls(start=start, end=end, exact=text[start:end], **fields)

    def verify(self, text: str) -> None:
        """Raise `StaleSpan` unless the words of this span stand at its place in `text`."""
        found = text[self.start : self.end]
        if found != self.exact:
            raise StaleSpan(f"expected {self.exact!r} at {self.start}-{self.end}, found {found!r}")
