"""What the elements of Akoma Ntoso, and the UN's use of them, say about the lines in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, get_args

from diplomatics.model.transcript import MarkKind, Role

NAMESPACE: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

OWN: Final = "#diplomatics"
"""The source of the identification in files that this program has written."""

VOID: Final = "void"
"""The class of an element of our own files that stands only because the schema asks for one."""

PLACE: Final = "place"
"""The class of a note reference of our own files that tells where a note is printed."""

ROLES: Final[Mapping[str, Role]] = {f"#{role}": role for role in get_args(Role) if role}
"""The references by which our own files name the role of a line."""

INLINES: Final = frozenset((
    "a", "abbr", "affectedDocument", "argument", "b", "change", "concept", "courtType", "date",
    "decoration", "def", "del", "docAuthority", "docCommittee", "docDate", "docIntroducer",
    "docJurisdiction", "docNumber", "docProponent", "docPurpose", "docStage", "docStatus", "docTitle",
    "docType", "docketNumber", "entity", "eol", "eop", "event", "fillIn", "i", "img", "inline", "ins",
    "judge", "lawyer", "legislature", "location", "marker", "mmod", "mod", "mref", "neutralCitation",
    "noteRef", "object", "omissis", "opinion", "organization", "outcome", "party", "person", "placeholder",
    "process", "quantity", "quotedText", "recordedTime", "ref", "relatedDocument", "remark", "rmod", "role",
    "rref", "session", "shortTitle", "signature", "span", "sub", "sup", "term", "time", "u", "vote",
))  # fmt: skip
"""The elements that belong to the line in which they stand. All others end it."""

LINES: Final = frozenset((
    "p", "heading", "subheading", "crossHeading", "listIntroduction", "listWrapUp", "caption", "block", "li",
    "longTitle",
))  # fmt: skip
"""The elements that are one line."""

HEADINGS: Final = frozenset(("heading", "subheading", "crossHeading", "caption"))

JOINING: Final = frozenset(("paragraph", "content", "p", "intro", "alinea", "list", "listIntroduction"))
"""The elements before which a number waits for its words."""

ZONES: Final[Mapping[str, Role]] = {
    "coverPage": "masthead", "preface": "title", "preamble": "preambular", "formula": "formula",
    "mainBody": "", "body": "", "conclusions": "closing",
}  # fmt: skip
"""What the lines of each region are, unless something inside says otherwise."""

RESOLUTIONS: Final = frozenset(("resolution", "draftResolution", "resolutionDraft"))
"""The names of statements whose numbered paragraphs are operative."""

_SLOTS: Final[Mapping[str, Role]] = {
    "docAuthority": "organ", "docNumber": "symbol", "docStatus": "distribution", "docDate": "issued",
    "session": "session", "event": "session_dates", "docProponent": "origin", "docTitle": "adoption",
    "#publisher": "publisher", "#resolutionNumber": "number",
    "agenda item": "agenda_item", "agenda item name": "agenda_title",
    "originalLanguage": "original", "languageOfExpression": "edition",
}  # fmt: skip
"""The slots of a cover page by the reference, the name or the element of an inline, in that order."""

_SETTINGS: Final[Mapping[str, MarkKind]] = {
    "bold": "bold", "italic": "italic", "underline": "underline",
    "b": "bold", "i": "italic", "u": "underline", "sup": "superscript", "sub": "subscript",
}  # fmt: skip

_HEADING_CLASS: Final = re.compile(r"H(?:Ch|M|(\d))")


def slot(tag: str, name: str, refers: str) -> Role:
    """The slot of the masthead that an inline of the cover page fills; "" if it names none."""
    return _SLOTS.get(refers) or _SLOTS.get(name) or _SLOTS.get(tag, "")


def settings(tag: str, classes: str) -> list[MarkKind]:
    """How an inline element sets its words: by its own name, or by its classes."""
    names = (tag, *classes.split()) if tag == "span" else (tag,)
    return list(dict.fromkeys(_SETTINGS[name] for name in names if name in _SETTINGS))


def heading_level(classes: str) -> int | None:
    """The level of the heading that the class of a paragraph names, 0 the highest; None if it is none.

    The classes are those of the UN's Word templates.

    >>> [heading_level(name) for name in ("HChG", "H1", "H23", "SingleTxt", "")]
    [0, 1, 2, None, None]
    """
    match = _HEADING_CLASS.match(classes)
    return None if match is None else int(match[1] or 0)
