"""What a document is: who issues it, under which symbol, to whom it speaks.

The names and meanings of the fields are those of the record (docs/reference/record.md).
Dates are ISO 8601 as far as they are known ("1993-04-02", "1993-04", "1993").
Words stand as printed; codes stand beside them.
"""

from __future__ import annotations

from typing import Literal

import msgspec

DocumentKind = Literal[
    "letter", "identical_letters", "note_verbale", "resolution", "decision", "presidential_statement",
    "draft_resolution", "report", "note", "verbatim_record", "agenda", "other",
]  # fmt: skip


class Session(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The session of an organ, or for the Security Council its year (1 is 1946)."""

    organ: str
    session: int | None = None
    year: int | None = None
    nature: Literal["", "special", "emergency_special", "resumed"] = ""


class AgendaItem(msgspec.Struct, frozen=True, kw_only=True):
    """An agenda item: its number or numbers as printed ("32 (a)"), and its title."""

    numbers: tuple[str, ...] = ()
    title: str | None = None


class Sender(msgspec.Struct, frozen=True, kw_only=True):
    """Who sends a letter. `party_code` is ISO 3166-1 alpha-3, or a body's symbol root."""

    role: str
    party: str | None = None
    role_code: str | None = None
    party_code: str | None = None


class Signature(msgspec.Struct, frozen=True, kw_only=True):
    """Who signed, and with which titles."""

    name: str
    titles: tuple[str, ...] = ()


class Circulation(msgspec.Struct, frozen=True, kw_only=True):
    """What a letter asks for: to be circulated as a document of which organs, under which items."""

    asked: bool = False
    organs: tuple[str, ...] = ()
    agenda_items: tuple[str, ...] = ()


class Vote(msgspec.Struct, frozen=True, kw_only=True):
    """How an act was adopted, as far as the file tells."""

    outcome: str
    in_favour: int | None = None
    against: int | None = None
    abstaining: int | None = None


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the masthead, the title and the closing lines of a document say about it."""

    kind: DocumentKind = "other"
    symbols: tuple[str, ...] = ()
    organs: tuple[str, ...] = ()
    distribution: str | None = None
    issued: str | None = None
    language: str | None = None
    original: tuple[str, ...] = ()
    sessions: tuple[Session, ...] = ()
    agenda_items: tuple[AgendaItem, ...] = ()
    title: str | None = None
    dated: str | None = None
    senders: tuple[Sender, ...] = ()
    addressees: tuple[str, ...] = ()
    addressee_codes: tuple[str | None, ...] = ()
    signed: tuple[Signature, ...] = ()
    circulation: Circulation = Circulation()
    job_number: str | None = None
    adopted: str | None = None
    meeting: str | None = None
    number: str | None = None
    committee: str | None = None
    origin: str | None = None
    vote: Vote | None = None
