"""The faults of ours, or of a file that cannot be read: exceptions.

    DiplomaticsError
    ├── ReadError        these bytes gave no document
    ├── StaleSpan        an annotation no longer covers the words it was made from
    ├── InvalidDocument  a document broke its own invariants when it was made
    └── GrammarError     the grammar's data contradict themselves

Faults *of the document* are never exceptions: they are remarks and findings.
"""

from __future__ import annotations


class DiplomaticsError(Exception):
    """The root of everything this package raises on purpose."""


class ReadError(DiplomaticsError):
    """These bytes gave no document.

    The message is one sentence for a person: what was wrong, where, and what to do.

    >>> str(ReadError("letter.pdf", "the file is empty", "check that the download was complete"))
    'letter.pdf: the file is empty; check that the download was complete.'
    """

    def __init__(self, name: str, what: str, remedy: str = "") -> None:
        super().__init__(name, what, remedy)
        self.name = name
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.name}: {self.what}" + (f"; {self.remedy}." if self.remedy else ".")


class StaleSpan(DiplomaticsError):
    """An annotation's words are not at its place in the text: it was made from another text."""


class InvalidDocument(DiplomaticsError):
    """A document's blocks, parts or notes contradict its text. Always a fault of this program."""


class GrammarError(DiplomaticsError):
    """A grammar file, register or template cannot be used as it is written."""
