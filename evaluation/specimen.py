"""The specimen: one letter in Chinese with an English annex, field by field.

Its facts stand in specimen.toml. What is words rather than facts (titles, headings, paragraphs, the
footnote) is taken from the file itself by its Markdown: stars around headings, blank lines between
paragraphs, `<sup>` around markers.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation import program
from evaluation.corpus import Item
from evaluation.score import Measure, one
from evaluation.walk import tight

_MARKER = re.compile(r"<sup>(.*?)</sup>")


def measure(item: Item) -> list[Measure]:
    """All measures of the specimen, from its record and its document."""
    facts = tomllib.loads(Path(__file__).with_name("specimen.toml").read_text("utf-8"))
    text = item.path.read_text("utf-8")
    record = program.record(item.path)
    return [
        *_facts(facts, record),
        *_words(facts, record, text),
        *_note(facts, record, text, program.read(item.path.read_bytes(), item.path.name)),
        *_annex(facts, record, text),
    ]


def _facts(facts: dict[str, Any], record: dict[str, Any]) -> Iterator[Measure]:
    for name in ("kind", "symbols", "organs", "distribution", "issued", "language", "original", "dated"):
        yield _same(name, facts[name], record.get(name))
    sessions = [
        {k: v for k, v in s.items() if k in ("organ", "session", "year") and v} for s in _all(record, "sessions")
    ]
    yield _same("sessions", facts["sessions"], sessions)
    items = _all(record, "agenda_items")
    yield _same("items", facts["items"], [n for entry in items for n in entry.get("numbers", [])])
    senders = [{k: s.get(k) for k in facts["sender"]} for s in _all(record, "senders")]
    yield _same("sender", [facts["sender"]], senders)
    yield _same("addressee", [facts["addressee"]["name"]], record.get("addressees"))
    yield _same("addressee_code", [facts["addressee"]["code"]], record.get("addressee_codes"))
    asked = record.get("circulation") or {}
    yield _same("circulation", [True, facts["organs"], facts["items"]],
                [asked.get("asked"), asked.get("organs"), asked.get("agenda_items")])  # fmt: skip
    signed = [(s.get("name"), sorted(s.get("titles", []))) for s in _all(record, "signed")]
    yield _same("signed", [(facts["signed"]["name"], sorted(facts["signed"]["titles"]))], signed)
    acronyms = {a.get("short"): a.get("long") for a in _all(record, "acronyms")}
    yield _same("acronyms", facts["acronyms"], acronyms)


def _words(facts: dict[str, Any], record: dict[str, Any], text: str) -> Iterator[Measure]:
    """The title of the letter is the paragraph before its body; the titles of the items stand before it."""
    paragraphs = _paragraphs(text)
    body = next(n for n, p in enumerate(paragraphs) if _MARKER.search(p))
    yield _same("title", tight(paragraphs[body - 1]), tight(record.get("title") or ""))
    titles = [tight(p) for p in paragraphs[body - 1 - facts["titles"] : body - 1]]
    got = [tight(entry["title"]) for entry in _all(record, "agenda_items") if entry.get("title")]
    yield _same("item_titles", titles, got)


def _note(facts: dict[str, Any], record: dict[str, Any], text: str, document: Any) -> Iterator[Measure]:
    """The starred note, and the place of its marker."""
    paragraphs = [p for p in _paragraphs(text) if _MARKER.search(p)]
    anchored, note = tight(_MARKER.split(paragraphs[0])[0]), tight(_MARKER.sub("", paragraphs[-1]))
    found = [(n.get("marker"), tight(n.get("exact", "")).lstrip("*")) for n in _all(record, "footnotes")]
    yield _same("footnote", [(facts["note_marker"], note)], found)
    before = [tight(document.text[:at]) for n in document.notes for at in n.anchors]
    yield one("anchor", len(before) == 1 and before[0].endswith(anchored), f"{len(before)} anchors")


def _annex(facts: dict[str, Any], record: dict[str, Any], text: str) -> Iterator[Measure]:
    """The annex: language, title, author, headings, paragraphs."""
    paragraphs = _paragraphs(text)
    heads = [p.strip("*") for p in paragraphs if p.startswith("**")]
    body = paragraphs[max(n for n, p in enumerate(paragraphs) if p.startswith("**")) + 1 :]
    annexes = _all(record, "annexes")
    yield _same("annexes", facts["annexes"], len(annexes))
    annex = annexes[0] if annexes else {}
    yield _same("annex_language", facts["annex_language"], annex.get("language"))
    yield _same("annex_title", tight(heads[-1]), tight(annex.get("title") or ""))
    author = tight(annex.get("author") or "").casefold()
    yield one("annex_author", bool(author) and author in tight(heads[-1]).casefold(), f"got {annex.get('author')!r}")
    words, start = record.get("text", ""), _start(record)
    blocks = [b for b in _all(record, "blocks") if b["start"] >= start and b["kind"] not in ("note", "running")]
    read = [tight(words[b["start"] : b["end"]]) for b in blocks if b["kind"] in ("heading", "title")]
    yield _same("annex_headings", [tight(h) for h in heads][-facts["annex_headings"] :], read)
    read = [tight(words[b["start"] : b["end"]]) for b in blocks if b["kind"] == "paragraph"]
    yield _same("annex_paragraphs", [facts["annex_paragraphs"], *map(tight, body)], [len(read), *read])


def _start(record: dict[str, Any]) -> int:
    return next((p["start"] for p in _all(record, "parts") if p.get("kind") == "annex"), 0)


def _paragraphs(text: str) -> list[str]:
    pieces = (p.strip() for p in re.split(r"\n\s*\n", text.replace("\\*", "*")))
    return [p for p in pieces if p]


def _all(record: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return record.get(name) or []


def _same(name: str, expected: Any, got: Any) -> Measure:
    return one(name, expected == got, f"expected {str(expected)[:120]}, got {str(got)[:120]}")
