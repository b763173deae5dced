"""The Security Council's resolutions 1–899 as plain text, held against the table of its meetings."""

from __future__ import annotations

import csv
import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from diplomatics.model.document import Document
from evaluation import dates
from evaluation.corpus import Item
from evaluation.score import Measure, one
from evaluation.walk import tight

_RESOLUTION = re.compile(r"S/RES/(\d+)\s*\(")
_NAME = re.compile(r"S_RES_(\d+)_(\d{4})")
_HEAD = 130  # characters in which a resolution prints its date of adoption


@dataclass(frozen=True)
class Adoption:
    """When and at which meeting a resolution was adopted."""

    date: str
    meeting: str


@functools.cache
def adoptions(corpus: Path) -> dict[int, Adoption]:
    """Resolution number → adoption, from the table of meetings.

    The table names a few resolutions twice (another number was meant), and some not at all. Of two
    meetings the one counts that lies between those of the neighbouring numbers.
    """
    entries: dict[int, list[Adoption]] = defaultdict(list)
    with (corpus / "reference" / "meetings" / "sc_meetings.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            date = dates.find(f"{row['date']} {row['year']}", "en")
            meeting = re.search(r"\d+", row["meeting"] or "")
            if date and meeting:
                for number in _RESOLUTION.findall(row["outcome"] or ""):
                    entries[int(number)].append(Adoption(date[0], meeting[0]))
    sure = {number: found[0] for number, found in entries.items() if len(found) == 1}
    for number, found in entries.items():
        low = sure[number - 1].date if number - 1 in sure else ""
        high = sure[number + 1].date if number + 1 in sure else "9999"
        fitting = [a for a in found if low <= a.date <= high]
        if number not in sure and len(fitting) == 1:
            sure[number] = fitting[0]
    return sure


def faults(item: Item, corpus: Path) -> str:
    """Where the table and the print name different days, or ""."""
    number, table, printed = _gold(item, item.path.read_text("utf-8"), corpus)
    if table and printed and table.date != printed:
        return f"{number}: the table of meetings says {table.date}, the print {printed}"
    return ""


def _gold(item: Item, text: str, corpus: Path) -> tuple[str, Adoption | None, str]:
    named = _NAME.search(item.path.name)
    if named is None:
        raise ValueError(f"{item.path.name} does not name a resolution")
    printed = [d for d in dates.find(text[:_HEAD], "en") if d.startswith(named[2])]
    return (
        f"{int(named[1])} ({named[2]})",
        adoptions(corpus).get(int(named[1])),
        printed[0] if printed else "",
    )


def measure(item: Item, corpus: Path, document: Document) -> Iterator[Measure]:
    """Kind, number, date and meeting of adoption, and whether the body was found."""
    text = item.path.read_text("utf-8")
    number, table, printed = _gold(item, text, corpus)
    identity = document.identity
    yield one("kind", identity.kind == "resolution", f"got {identity.kind}")
    yield one("number", tight(identity.number or "") == tight(number), f"expected {number}, got {identity.number}")
    expected = {printed, table.date if table else ""} - {""}
    if expected:
        said = " or ".join(sorted(expected))
        yield one("adopted", identity.adopted in expected, f"expected {said}, got {identity.adopted}")
    if table and re.search(rf"\b{table.meeting}[a-z]{{2}}\b", text):
        found = re.search(r"\d+", identity.meeting or "")
        right = bool(found) and found[0] == table.meeting
        yield one("meeting", right, f"expected {table.meeting}, got {identity.meeting}")
    body = any(block.kind in ("operative", "preambular") for block in document.blocks)
    yield one("body", body, "no preambular or operative paragraph")
    lost = _lost(text, document)
    yield one("characters", lost <= 0, f"{lost} characters lost")


def _lost(text: str, document: Document) -> int:
    """How many characters are lost beyond note markers and the hyphens of words broken at line ends."""
    have = Counter(tight("".join(document.words(block) for block in document.blocks)))
    missing = Counter(tight(text)) - have
    del missing["_"]
    hyphens = len(re.findall(r"\w-\s*\n", text))
    missing["-"] = max(0, missing["-"] - hyphens)
    return missing.total() - _markers(document)


def _markers(document: Document) -> int:
    """The characters of markers, which may stand at notes and anchors without being text."""
    return sum(len(note.marker) * (1 + len(note.anchors)) for note in document.notes)
