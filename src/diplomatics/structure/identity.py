"""From the lines of a masthead, and what the body adds, to the identity of a document."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from diplomatics.grammar import Grammar, Name, organs, table
from diplomatics.model.identity import (
    AgendaItem,
    Circulation,
    DocumentKind,
    Identity,
    Sender,
    Session,
    Signature,
    Vote,
)
from diplomatics.model.transcript import Fact
from diplomatics.structure.draft import Draft, without_figure
from diplomatics.structure.letter import circulation
from diplomatics.structure.masthead import Reading

_JOINT: Final = re.compile(r"(?:\s*[-‑–—−]\s*|\s+)(?=(?:A|S|E|T|ST|[A-Z]{2,6})/)|(?<=\d)\s*/\s*(?=[ASE]/\d)")
_JOB: Final = re.compile(r"\b(\d{2}-\d{5,6})X?\b(?:\s*\([A-Z]\))?")
_STAR: Final = re.compile(r"\s*\*+$")
_KINDS: Final[dict[str, DocumentKind]] = {
    "title_letter": "letter", "title_identical": "identical_letters", "title_note_verbale": "note_verbale",
    "presidential_statement": "presidential_statement", "draft_resolution": "draft_resolution",
    "kind_report": "report", "kind_note": "note", "kind_verbatim_record": "verbatim_record",
    "kind_agenda": "agenda", "decision": "decision",
}  # fmt: skip
_SESSIONS: Final = {
    "special_session": "special", "emergency_session": "emergency_special", "resumed_session": "resumed",
}  # fmt: skip
_COUNCIL: Final = frozenset({"resolution_number", "resolution_of"})  # a number with its year is the Council's
_INTRODUCTION: Final = 4  # paragraphs; the words that introduce a statement stand at its head
_ACTS: Final = frozenset({"resolution", "decision", "draft_resolution", "presidential_statement"})
LETTERS: Final = frozenset({"letter", "identical_letters", "note_verbale"})
"""The kinds of documents that are letters."""


class Evidence(NamedTuple):
    """Everything from which a document's identity is told."""

    readings: Sequence[Reading]
    body: Sequence[Draft]
    grammars: Sequence[Grammar]
    facts: Sequence[Fact]
    language: str
    signed: tuple[Signature, ...] = ()
    running: Sequence[Draft] = ()


def identify(evidence: Evidence) -> Identity:
    """The identity of a document."""
    readings = evidence.readings
    values = _values(readings)
    codes = _organs(evidence)
    title = next((r for r in readings if r.slot == "title"), None)
    adopted, meeting = _adoption(evidence)
    number = _number(_values([r for r in readings if r.slot in ("number", "title")]))
    symbols = _symbols(readings) or _implied_symbol(number, codes)
    number = _fuller_number(number, symbols)
    kind = kind_of(readings, symbols, acting=any(d.kind == "formula" for d in evidence.body))
    senders = _senders(values.get("sender"), evidence.grammars)
    addressees = _names(values.get("addressees", ()), evidence.grammars, "office")
    return Identity(
        kind=kind,
        symbols=symbols,
        organs=tuple(organs()[code].name for code in codes),
        distribution=values.get("distribution"),
        issued=next((r.values["date"] for r in readings if r.slot == "issued" and "date" in r.values), None),
        language=evidence.language or None,
        original=tuple(values.get("languages", ())),
        sessions=_sessions(readings, codes),
        agenda_items=_agenda_items(readings),
        title=_title(title, readings),
        dated=values.get("dated"),
        senders=senders,
        addressees=tuple(printed for printed, _ in addressees),
        addressee_codes=tuple(code for _, code in addressees),
        signed=evidence.signed,
        circulation=circulation(evidence.body, evidence.grammars, codes) if kind in LETTERS else Circulation(),
        job_number=_job_number(evidence),
        adopted=adopted if kind in _ACTS else None,
        meeting=meeting if kind in _ACTS else None,
        number=number,
        committee=_committee(values, evidence.grammars),
        origin=values.get("document"),
        vote=_vote(evidence) if kind in _ACTS else None,
    )


def kind_of(readings: Sequence[Reading], symbols: Sequence[str], *, acting: bool) -> DocumentKind:
    """The kind of a document, by its symbol where that is decisive, then its title, then its form."""
    found: list[DocumentKind] = [kind for symbol in symbols if (kind := _symbol_kind(symbol))]
    by_symbol = found[0] if found else None
    if by_symbol and by_symbol != "draft_resolution":
        return by_symbol
    for reading in reversed(readings):
        if reading.slot in ("title", "masthead") and (kind := _KINDS.get(reading.formula)):
            return kind
    formulas = {reading.formula for reading in readings}
    if formulas & {"adoption", "resolution_number", "resolution_of"}:
        return "resolution"
    if acting:
        return by_symbol or "resolution"
    return by_symbol or "other"


@functools.cache
def _symbol_kind(symbol: str) -> DocumentKind | None:
    for entry in table("symbols.toml")["kind"]:
        if re.search(entry["pattern"], symbol):
            return entry["kind"]
    return None


def _values(readings: Sequence[Reading]) -> dict[str, Any]:
    """The values of all masthead lines; the first line that gives a value keeps it."""
    merged: dict[str, Any] = {}
    for reading in readings:
        for name, value in reading.values.items():
            merged.setdefault(name, value)
    return merged


def _symbols(readings: Sequence[Reading]) -> tuple[str, ...]:
    """The symbols of a document, one entry for each of a joint one."""
    found: dict[str, None] = {}
    for reading in readings:
        if reading.slot == "symbol":
            for piece in _JOINT.split(reading.draft.text.replace("\u00a0", " ")):
                plain = re.sub(r"\s+", " ", _STAR.sub("", piece)).strip()
                if plain:
                    found.setdefault(plain.replace("‑", "-"))
    return tuple(found)


def _implied_symbol(number: str | None, codes: Sequence[str]) -> tuple[str, ...]:
    """The symbol that follows from the number of a resolution of the Council."""
    return (f"S/RES/{number}",) if number and "(" in number and codes[:1] == ["SC"] else ()


def _fuller_number(number: str | None, symbols: Sequence[str]) -> str | None:
    """The number with the part letter that only the symbol has, or the number that only the symbol has."""
    for symbol in symbols:
        implied = symbol.partition("/RES/")[2] or symbol.partition("/DEC/")[2]
        if implied and (number is None or implied.startswith(f"{number} ")):
            return implied
    return number


def _number(values: Mapping[str, Any]) -> str | None:
    """The number of an act, with its year where it is the Council's."""
    number = values.get("number")
    year = values.get("year") or (values.get("date") or "")[:4]
    if isinstance(number, int) and year:
        return f"{number} ({year})"
    return None if number is None else str(number)


def _organs(evidence: Evidence) -> list[str]:
    """The codes of the organs, in printed order; those of the symbols where none is printed."""
    printed = [r.values["organ"] for r in evidence.readings if r.slot in ("organ", "session") and "organ" in r.values]
    if not printed:
        printed = [r.values["organ"] for r in evidence.readings if r.formula == "adoption" and "organ" in r.values]
    if not printed and any(r.formula in _COUNCIL for r in evidence.readings):
        printed = ["SC"]
    if not printed:
        for draft in evidence.body:
            if draft.kind == "formula":
                read = (grammar.read("enacting", draft.text) for grammar in evidence.grammars)
                printed += [values["organ"] for values in read if values is not None][:1]
    if not printed:
        roots = {organ.root: code for code, organ in organs().items() if organ.root and "/" not in organ.root}
        printed = [roots[s.split("/")[0]] for s in _symbols(evidence.readings) if s.split("/")[0] in roots]
    return list(dict.fromkeys(printed))


def _sessions(readings: Sequence[Reading], codes: Sequence[str]) -> tuple[Session, ...]:
    """Each session with the organ that is printed before it."""
    found: dict[Session, None] = {}
    organ: str | None = codes[0] if codes else None
    for reading in readings:
        organ = reading.values.get("organ", organ) if reading.slot in ("organ", "session") else organ
        if reading.slot != "session" or organ is None:
            continue
        name = organs()[organ].name
        if "year" in reading.values:
            found.setdefault(Session(organ=name, year=reading.values["year"]))
        elif "session" in reading.values:
            nature: Any = _SESSIONS.get(reading.formula, "")
            found.setdefault(Session(organ=name, session=reading.values["session"], nature=nature))
    return tuple(found)


def _agenda_items(readings: Sequence[Reading]) -> tuple[AgendaItem, ...]:
    """The items with their titles; paired where their order makes it certain."""
    numbers: list[str] = []
    titles: list[str] = []
    for reading in readings:
        if reading.slot == "agenda_item":
            numbers.extend(reading.values.get("items") or ())
            numbers.extend([reading.values["item"]] if "item" in reading.values else [])
        elif reading.slot == "agenda_title":
            titles.append(_STAR.sub("", reading.draft.text))
    if len(numbers) == len(titles):
        return tuple(AgendaItem(numbers=(n,), title=t) for n, t in zip(numbers, titles, strict=True))
    if not titles:
        return tuple(AgendaItem(numbers=(n,)) for n in numbers)
    if len(titles) == 1:
        return (AgendaItem(numbers=tuple(numbers), title=titles[0]),)
    return (*(AgendaItem(numbers=(n,)) for n in numbers), *(AgendaItem(title=t) for t in titles))


def _title(title: Reading | None, readings: Sequence[Reading]) -> str | None:
    if title is None:
        number = next((r for r in readings if r.slot == "number"), None)
        return number.draft.text.rstrip(",，") if number else None
    words = title.values["title"] if title.formula == "act_title" else title.draft.text
    return _STAR.sub("", words)


def _senders(sender: Mapping[str, Any] | None, grammars: Sequence[Grammar]) -> tuple[Sender, ...]:
    """Who sends: one entry for each State of a joint letter."""
    if not sender or "role" not in sender:
        return ()
    ((role, role_code),) = _names((sender["role"],), grammars, "office")
    singular = _singular().get(role_code or "")
    if singular:
        role_code = singular
        role = next((g.office.words(singular) for g in grammars if g.office.code(role)), role)
    if presided := _presided().get(role_code or ""):
        return _president(role, role_code, presided, grammars)
    parties = _names(sender.get("parties", ()), grammars, "party")
    if not parties:
        return (Sender(role=role, role_code=role_code),)
    return tuple(Sender(role=role, role_code=role_code, party=p, party_code=c) for p, c in parties)


def _president(role: str, role_code: str | None, organ: str, grammars: Sequence[Grammar]) -> tuple[Sender, ...]:
    """The President of an organ as a sender: the organ is the party, as a State is that of its representative."""
    for grammar in grammars:
        if grammar.office.code(role):
            title, party = grammar.office.words("head_of_state"), grammar.organ.words(organ)
            return (Sender(role=title, role_code=role_code, party=party, party_code=organs()[organ].root),)
    return (Sender(role=role, role_code=role_code),)


@functools.cache
def _presided() -> dict[str, str]:
    return {entry["code"]: entry["presides"] for entry in table("offices.toml")["office"] if "presides" in entry}


@functools.cache
def _singular() -> dict[str, str]:
    return {entry["code"]: entry["singular"] for entry in table("offices.toml")["office"] if "singular" in entry}


def _names(names: Iterable[Name], grammars: Sequence[Grammar], kind: str) -> list[tuple[str, str | None]]:
    """Names as the record gives them: as printed, without an article; an inflected form as the plain name."""
    found: list[tuple[str, str | None]] = []
    for printed, code in names:
        for grammar in grammars:
            vocabulary = grammar.office if kind == "office" else grammar.party
            known = vocabulary.code(printed)
            if known is not None:
                found.append((vocabulary.plain(printed, grammar.words.get("articles", ())), known))
                break
        else:
            article = next((a for g in grammars for a in g.words.get("articles", ()) if _begins(printed, a)), "")
            found.append((printed[len(article) :].lstrip(), code))
    return found


def _begins(printed: str, article: str) -> bool:
    """Whether a name is printed with an article."""
    return printed.casefold().startswith(article if article.endswith("’") else f"{article} ")


def _adoption(evidence: Evidence) -> tuple[str | None, str | None]:
    """The date and the meeting of adoption: from the masthead, else from the introduction or the closing lines."""
    values = _values([r for r in evidence.readings if r.slot in ("adoption", "number")])
    adopted: str | None = values.get("adopted") or values.get("date")
    if not adopted and not any(r.slot == "distribution" for r in evidence.readings):
        adopted = next((r.values["date"] for r in evidence.readings if r.slot == "issued" and "date" in r.values), None)
    meeting: str | None = values["meeting"]["words"] if "meeting" in values else None
    for place, draft in enumerate(evidence.body):
        if adopted and meeting:
            break
        if draft.slot in ("closing", "vote"):
            for name in ("meeting", "issued", "vote"):
                for grammar in evidence.grammars:
                    read = grammar.read(name, without_figure(draft.text)) or grammar.read(name, draft.text)
                    if read is not None:
                        meeting = meeting or (draft.text if name == "meeting" else None)
                        meeting = meeting or (read["meeting"]["words"] if "meeting" in read else None)
                        adopted = adopted or read.get("date")
        elif draft.kind == "paragraph" and not draft.number and place < _INTRODUCTION:
            for grammar in evidence.grammars:
                found = grammar.search("presidential_intro", draft.text)
                if found is not None:
                    meeting = meeting or found.values["meeting"]["words"]
                    adopted = adopted or found.values.get("adopted")
    return adopted, meeting


def _committee(values: Mapping[str, Any], grammars: Sequence[Grammar]) -> str | None:
    """The committee on whose report an act was adopted, by its English name where it is known."""
    words = values.get("committee")
    if words is None:
        return None
    code = words if words in organs() else next((c for grammar in grammars if (c := grammar.organ.code(words))), None)
    return organs()[code].name if code else str(words)


def _vote(evidence: Evidence) -> Vote | None:
    """The vote as the file states it, else as it is printed after the act."""
    facts = {fact.name: fact.value for fact in evidence.facts}
    counts = {name: facts.get(f"vote.{name}", "") for name in ("in_favour", "against", "abstaining")}
    if facts.get("vote.outcome"):
        figures = {name: int(value) for name, value in counts.items() if value.isdigit()}
        return Vote(outcome=facts["vote.outcome"], **figures)
    for draft in evidence.body:
        if draft.slot == "vote":
            for grammar in evidence.grammars:
                read = grammar.read("vote", without_figure(draft.text)) or grammar.read("vote", draft.text)
                if read is not None:
                    figures = {name: read[name] for name in counts if name in read}
                    return Vote(outcome=draft.text.strip("[] "), **figures)
    return None


def _job_number(evidence: Evidence) -> str | None:
    for draft in (*evidence.running, *evidence.body[-4:]):
        if draft.kind in ("running", "other") and (found := _JOB.search(draft.text)):
            return found[1]
    return None
