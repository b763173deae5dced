"""Reports, notes, drafts and papers of agencies in PDF, held against what a reader saw on their first pages.

The gold is `papers.toml`. `identified` is the figure that matters: kind, symbols and date all right.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from diplomatics.model.identity import Identity
from evaluation import program
from evaluation.corpus import Item, flat, held_out
from evaluation.score import Measure, one
from evaluation.walk import tight

GOLD = Path(__file__).with_name("papers.toml")
IDENTIFIED = ("kind", "symbols", "issued")

Paper = dict[str, Any]
_STARS = re.compile(r"\*+")
_JOB = re.compile(r"\d\d-\d{5}")


@functools.cache
def papers(path: Path = GOLD) -> dict[str, Paper]:
    """What each paper says of itself, by the name of its file."""
    return {paper["file"]: paper for paper in tomllib.loads(path.read_text("utf-8"))["paper"]}


def items(corpus: Path) -> list[Item]:
    """The papers of the gold that the corpus has; a fifth of them is held out."""
    gold = papers()
    held = held_out(gold)
    found = (item for item in flat(corpus / "pdf" / "papers", "*.pdf") if item.path.name in gold)
    return [replace(item, language=gold[item.path.name]["language"], held=item.path.name in held) for item in found]


def measure(item: Item, _: Path) -> Iterator[Measure]:
    """Every field of one paper. A paper that cannot be read is wrong in all of them."""
    gold = papers()[item.path.name]
    try:
        identity = program.read(item.path.read_bytes(), item.path.name).identity
    except Exception as error:  # whatever breaks is a miss in everything, and is shown
        yield from (one(name, False, f"{type(error).__name__}: {error}"[:200]) for name in judged(gold))
        return
    yield from compare(gold, identity)


def judged(gold: Paper) -> list[str]:
    """The fields of which the gold of a paper says something."""
    return [*(name for name, (keys, _, _) in _FIELDS.items() if keys & gold.keys()), "identified"]


def compare(gold: Paper, identity: Identity) -> Iterator[Measure]:
    """A paper's gold against its reading, field by field.

    >>> gold = {"kinds": ["note"], "symbols": ["E/1"], "issued": "2031-01-02"}
    >>> read = Identity(kind="note", symbols=("E/1",), issued="2031-02-01")
    >>> [(m.field, m.right) for m in compare(gold, read)]
    [('kind', 1), ('symbols', 1), ('issued', 0), ('identified', 0)]
    """
    wrong: list[str] = []
    for name in judged(gold)[:-1]:
        _, said, right = _FIELDS[name]
        got = said(identity)
        if not right(gold, got):
            wrong.append(name)
        expected = gold.get("kinds" if name == "kind" else name)
        yield one(name, name not in wrong, f"expected {str(expected)[:90]!r}, got {str(got)[:90]!r}")
    missed = [name for name in IDENTIFIED if name in wrong]
    yield one("identified", not missed, ", ".join(missed))


def _plain(title: str) -> str:
    return tight(_STARS.sub("", title)).casefold()


def _title(gold: Paper, got: str) -> bool:
    """The title alone, or with the lines that stand under it; a date or "Addendum" among them."""
    under = gold.get("subtitles", [])
    return _plain(got) in {_plain("".join([gold["title"], *under[:n]])) for n in range(len(under) + 1)}


def _organs(gold: Paper, got: list[str]) -> bool:
    """Every organ of the masthead, and none that is not named on the page."""
    want, named = ({tight(name) for name in gold.get(key, [])} for key in ("organs", "also"))
    have = {tight(name) for name in got}
    return want <= have <= want | named


def _sessions(identity: Identity) -> list[int]:
    """Numbers of sessions; of a session that has none, the year. Years of the Security Council do not stand here."""
    found = [s.year if s.session is None else s.session for s in identity.sessions if s.organ != "Security Council"]
    return [number for number in found if number is not None]


def _items(identity: Identity) -> list[str]:
    return [tight(number) for item in identity.agenda_items for number in item.numbers]


def _job(number: str) -> str:
    """The job number proper: without the office before it ("GE.") and the sign of outside typesetting ("X")."""
    found = _JOB.search(number)
    return found[0] if found else number


def _same(key: str) -> Callable[[Paper, Any], bool]:
    return lambda gold, got: gold[key] == got


_FIELDS: dict[str, tuple[set[str], Callable[[Identity], Any], Callable[[Paper, Any], bool]]] = {
    "kind": ({"kinds"}, lambda i: i.kind, lambda gold, got: got in gold["kinds"]),
    "symbols": ({"symbols"}, lambda i: list(i.symbols), _same("symbols")),
    "issued": ({"issued"}, lambda i: i.issued or "", _same("issued")),
    "organs": ({"organs", "also"}, lambda i: list(i.organs), _organs),
    "language": ({"language"}, lambda i: i.language, _same("language")),
    "original": ({"original"}, lambda i: list(i.original), _same("original")),
    "title": ({"title"}, lambda i: i.title or "", _title),
    "sessions": ({"sessions"}, _sessions, _same("sessions")),
    "items": ({"items"}, _items, lambda gold, got: [tight(n) for n in gold["items"]] == got),
    "job_number": (
        {"job_number"},
        lambda i: i.job_number or "",
        lambda gold, got: _job(gold["job_number"]) == _job(got),
    ),
}
"""Field → the keys of the gold that speak of it, what the reading says, and when that is right."""
