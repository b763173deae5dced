"""The names of documents as Akoma Ntoso for the United Nations forms them (AKN4UN).

/akn/un/statement/deliberation/unga/2021-12-09/76-109   the work
…/eng@                                                  the work in English
…/eng@.xml                                              as an XML file
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from diplomatics.grammar import organs
from diplomatics.model.identity import DocumentKind, Identity

UNDATED: Final = "0001-01-01"
"""What the UN writes where a date is unknown: the schema wants one."""

LANGUAGES: Final = {"ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fr": "fra", "ru": "rus", "zh": "zho"}

_CLASSES: Final[dict[DocumentKind, str]] = {
    "resolution": "statement/deliberation", "decision": "statement/deliberation",
    "presidential_statement": "statement/deliberation", "draft_resolution": "statement/deliberation",
    "letter": "doc/communication", "identical_letters": "doc/communication",
    "note_verbale": "doc/communication",
    "report": "doc/report", "note": "doc/note", "verbatim_record": "doc/record", "agenda": "doc/agenda",
    "other": "doc/document",
}  # fmt: skip

_ADDRESS: Final = re.compile(
    r"https?://(?:www\.)?(?:undocs\.org|docs\.un\.org)/(?:[a-z]{2}/)?(?P<symbol>[A-Z].*)", re.DOTALL
)
_YEARED: Final = (
    re.compile(r"(?P<root>S)/RES/(?P<number>\d+) ?\((?P<year>\d{4})\)"),
    re.compile(r"(?P<root>S)/PRST/(?P<number>(?P<year>\d{4})/\d+)"),
    re.compile(r"(?P<root>E)/RES/(?P<number>(?P<year>\d{4})/\d+)"),
)
"""The symbols that say of which class and of which year a document is."""
_DATE: Final = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_NATURE: Final = re.compile(r"^(?:RES|DEC|PRST)/")


def is_statement(identity: Identity) -> bool:
    """Whether the document is a statement of an organ, and not some other document."""
    return _CLASSES[identity.kind].startswith("statement")


def date(identity: Identity) -> str:
    """The date by which a document is known, to the day: of its adoption, its own, or of its issue."""
    days = (identity.adopted, identity.dated, identity.issued)
    return next((day for day in days if day and _DATE.fullmatch(day)), UNDATED)


def full_date(day: str | None, default: str) -> str:
    """A date known to the day, or else the default."""
    return day if day and _DATE.fullmatch(day) else default


def actor(symbol: str) -> str:
    """Who issues a document, by its symbol.

    >>> [actor(symbol) for symbol in ("A/RES/76/109", "S/2023/506", "A/HRC/RES/54/10", "")]
    ['unga', 'unsc', 'unga-hrc', 'un']
    """
    roots = {organ.root: organ.code.lower() for organ in organs().values() if organ.root}
    known = [root for root in roots if symbol == root or symbol.startswith(f"{root}/")]
    if not known:
        return "un"
    codes = [roots[root] for root in sorted(known, key=len)]
    return "un" + "-".join(codes)


def work_iri(identity: Identity) -> str:
    """The name of a document as a work, whatever its language.

    >>> work_iri(Identity(kind="resolution", symbols=("S/RES/1601 (2005)",), adopted="2005-05-31"))
    '/akn/un/statement/deliberation/unsc/2005-05-31/1601-2005'
    """
    symbol = identity.symbols[0] if identity.symbols else ""
    return "/".join(("/akn/un", _CLASSES[identity.kind], actor(symbol), date(identity), _number(symbol)))


def cited_iri(address: str) -> str:
    """The name of the document at an address of the UN; "" where its symbol does not tell class and year.

    >>> cited_iri("https://undocs.org/en/S/RES/822(1993)")
    '/akn/un/statement/deliberation/unsc/1993/822-1993'
    >>> cited_iri("https://undocs.org/en/A/72/829")
    ''
    """
    match = _ADDRESS.fullmatch(address)
    symbol = unquote(match["symbol"]) if match else ""
    for pattern in _YEARED:
        if found := pattern.fullmatch(symbol):
            return f"/akn/un/statement/deliberation/{actor(found['root'])}/{found['year']}/{_number(symbol)}"
    return ""


def _number(symbol: str) -> str:
    """The number of a document in its name: its symbol without the organ and the nature of the document."""
    roots = sorted((organ.root for organ in organs().values() if organ.root), key=len, reverse=True)
    rest = next((symbol[len(root) + 1 :] for root in roots if symbol.startswith(f"{root}/")), symbol)
    rest = _NATURE.sub("", rest)
    return re.sub(r"[^0-9A-Za-z]+", "-", rest).strip("-") or "nn"
