"""The masthead: from the publisher's name to the title, line by line, each with the slot it fills.

Lines that the markup names are trusted; the rest are told by the formulas of the document's own
language and of English, in which the Arabic, Chinese and Russian editions keep part of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from msgspec.structs import replace

from diplomatics.grammar import Grammar
from diplomatics.model.transcript import Line, Role
from diplomatics.structure.draft import Draft, draft

Group = tuple[Line, ...]

_SLOTS: Final[dict[str, Role]] = {
    "publisher": "publisher", "distribution": "distribution", "issued": "issued", "original": "original",
    "edition": "edition", "emergency_session": "session", "special_session": "session",
    "resumed_session": "session", "session": "session", "year": "session", "agenda_item": "agenda_item",
    "resolution_of": "number", "resolution_number": "number", "adoption": "adoption", "origin": "origin",
    "decision": "masthead", "organ": "organ",
}  # fmt: skip
"""The formulas of single masthead lines, in the order in which they are tried, and their slots."""

_KINDS: Final = ("kind_note", "kind_report", "kind_verbatim_record", "kind_agenda")
"""The formulas of titles that an agenda item may have, too."""

_LETTERS: Final = ("title_letter", "title_identical", "title_note_verbale")
_LONG: Final = (
    *_LETTERS, "adoption", "origin", "agenda_item",
    "resolution_of", "draft_resolution", "presidential_statement",
    "emergency_session", "special_session", "resumed_session", "session",
)  # fmt: skip
"""The formulas that a masthead prints over several lines, and which tell themselves from all others."""

_OWN_TITLES: Final = (*_LETTERS, "presidential_statement", "draft_resolution")
TITLES: Final = (*_OWN_TITLES, *_KINDS)
"""The formulas of titles. A title ends the masthead."""

_SYMBOL_LINE: Final = re.compile(
    r"(?:[A-Z]{1,6}(?:\.\d+)?|[A-Z][A-Za-z]{2,12})/[\w./()\-‑–−*\s]+?(?:\s?\((?:\d{4}|[IVXLC]+)\))?\*{0,3}"
)
_ACT_TITLE: Final = re.compile(
    r"(?P<number>(?:(?:ES|S)-)?\d{1,3}/\d{1,3}(?:\s?[A-Z](?:\s?(?:-|–|,|\w{1,3})\s[A-Z])*(?![\w]))?"
    r"|\d{1,4}(?:\s?[A-Z])?\s\((?:S-|ES-)?[IVXLC]+\))(?:[.．]\s*|\s+|(?=[^\s\d/]))(?P<title>\S.*)",
    re.DOTALL,
)
_FIGURE: Final = re.compile(
    r"(?<=\d{4})[.,]? \d{1,3}$|(?<=\d{4}\))[.,]? ?\d{1,3}$"
)  # the marker of a note, set plainly
_YEAR: Final = re.compile(r",? \d{4}\W*$")
_COLUMNS: Final = re.compile(r"\t+|\s{3,}")
_LONGEST: Final = 320  # code points; a longer paragraph is no masthead line
_LONGEST_TITLE: Final = 800  # code points; a letter from the Chair of a committee with its full name
_BODY: Final = frozenset({"formula", "preambular", "operative", "paragraph", "item", "heading", "row", "note"})
_PREFACE: Final = 3  # groups of lines that may stand before the first one that is known
_AHEAD: Final = 5  # groups; between a request for an item and the letter that makes it
_TALLEST: Final = 150  # lines of one group; a text without blank lines is not all masthead
_WIDEST: Final = 8  # cells of one line; more are the row of a table
_LARGER: Final = 1.5  # points; the title of a document is set so much larger than that of an agenda item
_DEEPEST: Final = 40  # groups of lines; no masthead has more


class Reading(NamedTuple):
    """A masthead line with what it says: its slot, the formula that read it, the values of that formula."""

    draft: Draft
    slot: Role
    formula: str
    values: Mapping[str, Any]


class Masthead(NamedTuple):
    """The lines of a masthead, and how many of the document's groups of lines it took."""

    readings: tuple[Reading, ...]
    groups: int


def masthead(groups: Sequence[Group], grammars: Sequence[Grammar]) -> Masthead:
    """Read the masthead at the head of a document, up to and including its title.

    It reaches to the last line that a formula or the markup knows; titles of agenda items and lines of
    no known form may stand between. A text without a masthead gives none.
    """
    readings: list[Reading] = []
    kept = end = 0
    state = _Expectation()
    for index, given in enumerate(groups[:_DEEPEST]):
        group = _headed(given, grammars, TITLES if end and end == index else _OWN_TITLES)
        if len(group) > _TALLEST or _is_body(group, grammars):
            break
        found = _group(group, grammars, state)
        below = groups[index + 1 : index + 1 + _AHEAD]
        if any(r.formula in _KINDS for r in found) and _letter_follows(below, grammars):
            found = [r._replace(slot="masthead") if r.slot == "title" else r for r in found]
        readings += found
        if any(reading.slot == "title" for reading in found):
            above = groups[index - 1] if len(found) == 1 and end < index else ()
            return _titled(readings, above, below[:1], index + 1, grammars)
        if any(reading.slot != "masthead" for reading in found):
            kept, end = len(readings), index + 1
        elif (end == 0 and index >= _PREFACE) or sum(len(line.text) for line in group) > _LONGEST:
            break
    del readings[kept:]
    if readings and readings[-1].slot == "agenda_title" and (own := _known(readings[-1].draft, grammars, _KINDS)):
        return Masthead((*readings[:-1], own), end)  # an item without a title, and the title of the report itself
    if end and end < len(groups) and (title := _plain_title(groups[end], grammars)):
        return Masthead((*readings, title), end + 1)
    return Masthead(tuple(readings), end)


def _titled(
    readings: list[Reading], above: Group, below: Sequence[Group], end: int, grammars: Sequence[Grammar]
) -> Masthead:
    """A masthead that ends with a line that says what the document is.

    The title stands above that line ("Note by the Secretariat"), or below it ("Belforia: draft resolution").
    A report may be transmitted by a note, which stands below its title.
    """
    last = readings[-1]
    plain = last._replace(slot="masthead")
    if last.draft.role:
        return Masthead(tuple(readings), end)
    if last.formula in _KINDS and above and (title := _above(draft(above), last.draft)):
        return Masthead((*readings[: -1 - len(above)], title, plain), end)
    if last.formula in _KINDS and below and (note := _read_together(below[0], grammars, ("kind_note",))):
        return Masthead((*readings, note._replace(slot="masthead")), end + 1)
    if last.formula == "draft_resolution" and below and (title := _plain_title(below[0], grammars)):
        return Masthead((*readings[:-1], plain, title), end + 1)
    return Masthead(tuple(readings), end)


def _above(words: Draft, kind: Draft) -> Reading | None:
    """The title above the line that says what a document is: set as large and as bold, and no place and date."""
    stands_out = words.size >= kind.size and (words.all("bold") or not kind.all("bold"))
    if words.role or not stands_out or _YEAR.search(words.text) or len(words.text) > _LONGEST:
        return None
    return Reading(words, "title", "", {})


def _headed(group: Group, grammars: Sequence[Grammar], names: Sequence[str]) -> Group:
    """A group that the markup calls a heading, as a title where its words are those of one."""
    if len(group) != 1 or group[0].role != "heading":
        return group
    known = _read_together((replace(group[0], role=""),), grammars, names)
    return (replace(group[0], role="title"),) if known and known.slot == "title" else group


def _letter_follows(groups: Sequence[Group], grammars: Sequence[Grammar]) -> bool:
    """Whether the title of a letter stands just below: what stands above it is not the title."""
    return any(_read_together(group, grammars, _LETTERS) for group in groups)


def _is_body(group: Group, grammars: Sequence[Grammar]) -> bool:
    """Whether a group of lines certainly stands below the masthead."""
    if group[0].role in _BODY:
        return True
    words = draft(group).text
    opening = _reads(("enacting", "presidential_intro"), words, grammars)
    return opening and not _reads(("organ",), words, grammars)


class _Expectation:
    """How many titles of agenda items are still to come."""

    def __init__(self) -> None:
        self.titles = 0
        self.item: Draft | None = None

    def note(self, reading: Reading) -> None:
        if reading.slot == "agenda_item":
            self.titles += len(reading.values.get("items") or (1,))
            self.item = reading.draft
        elif reading.slot == "agenda_title":
            self.titles -= 1
        elif reading.slot != "masthead":
            self.titles = max(self.titles, 0)


def _group(group: Group, grammars: Sequence[Grammar], state: _Expectation) -> list[Reading]:
    """The readings of one group of lines."""
    lines = [cell for line in group for cell in _cells(line)]
    readings: list[Reading] = []
    position = 0
    while position < len(lines):
        reading, position = _next(lines, position, grammars, state)
        state.note(reading)
        readings.append(reading)
    return readings


def _cells(line: Line) -> Iterable[Line]:
    """The cells of a line that was set in columns with tabs or wide spaces."""
    if line.whole or line.role or not _COLUMNS.search(line.text.strip()):
        return (line,)
    starts = [0, *(m.end() for m in _COLUMNS.finditer(line.text))]
    ends = [*(m.start() for m in _COLUMNS.finditer(line.text)), len(line.text)]
    cells = [(s, e) for s, e in zip(starts, ends, strict=True) if line.text[s:e].strip()]
    if len(cells) > _WIDEST:
        return (line,)
    return tuple(
        replace(
            line,
            text=line.text[s:e],
            marks=tuple(
                replace(m, start=max(m.start - s, 0), end=min(m.end, e) - s)
                for m in line.marks
                if m.start < e and m.end > s
            ),
        )
        for s, e in cells
    )


def _next(
    lines: Sequence[Line], position: int, grammars: Sequence[Grammar], state: _Expectation
) -> tuple[Reading, int]:
    """The reading of the next line or lines, and where the following one begins."""
    line = lines[position]
    if line.role:
        return _stated(draft([line]), grammars), position + 1
    if state.item and (line.size > state.item.size + _LARGER or line.centred > state.item.centred):
        state.titles = 0
    kinds = () if state.titles > 0 else _KINDS
    reach = _reach(lines, position)
    for names, longest in ((_LONG, reach), (tuple(_SLOTS), position + 1), (kinds, reach)):
        for end in range(longest, position, -1):
            if found := _read_together(lines[position:end], grammars, names):
                return found, end
    end = position + 1
    if state.titles > 0:
        while end < len(lines) and not lines[end].role and _goes_on(lines[end - 1], lines[end], grammars):
            end += 1
        return Reading(draft(lines[position:end]), "agenda_title", "", {}), end
    return Reading(draft([line]), "masthead", "", {}), end


def _reach(lines: Sequence[Line], position: int) -> int:
    """Where the lines end that, with the one at a position, are not too long for a masthead line."""
    length, end = len(lines[position].text), position + 1
    while end < len(lines) and (length := length + len(lines[end].text)) <= _LONGEST:
        end += 1
    return end


def _read_together(lines: Sequence[Line], grammars: Sequence[Grammar], names: Sequence[str]) -> Reading | None:
    """What some lines say together, if none of them has a role of its own."""
    longest = _LONGEST_TITLE if names in (_LONG, _LETTERS) else _LONGEST
    if any(line.role for line in lines) or sum(len(line.text) for line in lines) > longest:
        return None
    return _known(draft(lines), grammars, names)


def _goes_on(before: Line, line: Line, grammars: Sequence[Grammar]) -> bool:
    """Whether a line goes on with the title before it.

    It begins small, or the line before ends with an article, or it is no masthead line that is known.
    """
    articles = tuple(f" {article}" for grammar in grammars for article in grammar.words.get("articles", ()))
    if line.text.lstrip()[:1].islower() or before.text.rstrip().endswith(articles):
        return True
    return not _known(draft([line]), grammars, tuple(_SLOTS))


def _known(joined: Draft, grammars: Sequence[Grammar], formulas: Sequence[str]) -> Reading | None:
    """What a line is, by the first formula that reads it."""
    text = joined.text.strip("* \u00a0")
    unbroken = len(joined.breaks) == 1 or " " not in text  # a symbol goes on in the next line after a dash only
    if unbroken and _SYMBOL_LINE.fullmatch(joined.text) and any(char.isdigit() for char in text):
        return Reading(joined, "symbol", "", {})
    if act := _ACT_TITLE.fullmatch(joined.text):
        return Reading(joined, "title", "act_title", {"number": act["number"], "title": act["title"]})
    for name in formulas:
        for grammar in grammars:
            values = grammar.read(name, text)
            if values is not None:
                if name in _KINDS and text[:1].islower():
                    continue  # the second line of something longer
                slot: Role = "title" if name in TITLES else _SLOTS[name]
                return Reading(joined, slot, name, values)
    plain = _FIGURE.sub("", joined.text)
    if plain == joined.text:
        return None
    found = _known(joined.set(text=plain), grammars, formulas)
    return found and found._replace(draft=joined)


def _stated(stated: Draft, grammars: Sequence[Grammar]) -> Reading:
    """What a line says whose slot the markup states: the formulas only give the values.

    A line that reads as no formula of its slot, but as one of another, was marked up wrongly.
    """
    slot: Role = stated.role if stated.role else "masthead"
    names = TITLES if slot == "title" else tuple(name for name, role in _SLOTS.items() if role == slot)
    if slot == "title" and (act := _ACT_TITLE.fullmatch(stated.text)):
        return Reading(stated, slot, "act_title", {"number": act["number"], "title": act["title"]})
    for name in names:
        for grammar in grammars:
            values = grammar.read(name, stated.text)
            if values is not None:
                return Reading(stated, slot, name, values)
    misplaced = _known(stated, grammars, tuple(_SLOTS)) if slot in _SLOTS.values() else None
    return misplaced or Reading(stated, slot, "", {})


def _plain_title(group: Group, grammars: Sequence[Grammar]) -> Reading | None:
    """A title that no formula knows: one short group between the masthead and the body."""
    from diplomatics.structure.numbering import labels

    words = draft(group)
    if words.role not in ("", "heading", "title") or len(words.text) > _LONGEST or labels(words.text):
        return None
    finished = words.text.endswith((".", "。", ",", "，", "،", ";", ":"))
    if finished or _reads(("enacting", "annex"), words.text, grammars):
        return None
    return Reading(words, "title", "", {})


def _reads(formulas: Sequence[str], text: str, grammars: Sequence[Grammar]) -> bool:
    return any(grammar.read(name, text) is not None for name in formulas for grammar in grammars)
