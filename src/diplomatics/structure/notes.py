"""Footnotes: told from the body, and joined to the places where their markers stand."""

from __future__ import annotations

import bisect
import itertools
import re
import unicodedata
from collections.abc import Sequence
from typing import Final, NamedTuple

from diplomatics.model.transcript import Mark
from diplomatics.structure.draft import Draft

_MARKER: Final = re.compile(r"\d{1,3}|\*{1,6}|[†‡§]{1,3}|[a-z]{1,2}")
_STARS: Final = re.compile(r"(?<=[^\s*])\*{1,5}(?!\*)|\*{1,5}$")
_STARRED: Final = re.compile(r"(\*{1,5})\s?(?=[^\s*])")
_FIGURED: Final = re.compile(r"(\d{1,3})\s+(?=[^\W\d_a-z]|[“\"(])")
_PLAIN_FIGURE: Final = re.compile(r"(?<=[^\W\d][.,;:)”’\"])\s?(\d{1,3})(?=\s|$)")
_LONGEST_UNIT: Final = 8  # code points
_UNIT: Final = re.compile(r"\d\s?[kcm]?m$")


class Anchor(NamedTuple):
    """Where a note is anchored: the index of a draft, an offset in its text, the index of the note's draft."""

    draft: int
    offset: int
    note: int


class Noted(NamedTuple):
    """The drafts with their markers taken out, and where the notes are anchored."""

    drafts: tuple[Draft, ...]
    anchors: tuple[Anchor, ...]


def tell_notes(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the notes among them told by their markers, and notes of several paragraphs joined.

    A paragraph that begins with a raised marker is a note; one that begins with a star is one if the
    star stands elsewhere too; after the closing lines of an act, one that begins with a plain figure is
    one. The text of a note does not contain its own marker.
    """
    starred = {m[0] for d in drafts if d.kind != "running" and "*" in d.text for m in _STARS.finditer(d.text)}
    closed = next((i for i, d in enumerate(drafts) if d.slot in ("closing", "vote")), len(drafts))
    out: list[Draft] = []
    for index, current in enumerate(drafts):
        if current.kind in ("paragraph", "heading", "other", "item") and not current.role and not current.slot:
            current = _told(current, starred, closed=index > closed)
        if current.kind == "note" and out and _continues(out[-1], current):
            out[-1] = _appended(out[-1], current)
        else:
            out.append(current)
    return out


def anchor(drafts: Sequence[Draft]) -> Noted:
    """Join the notes of a document to their markers: by identifier where the markup has them, else by marker.

    Markers are taken out of the text. The n-th note with a marker belongs to the n-th place where
    that marker stands, for notes may begin at 1 again in an annex. In a text that raises no marker at
    all, a figure after a comma or at the end of a paragraph is one if there is a note with that figure.
    """
    notes = [(i, d) for i, d in enumerate(drafts) if d.kind == "note" and d.number]
    by_id = {d.id: i for i, d in notes if d.id}
    by_marker: dict[str, list[int]] = {}
    for index, note in notes:
        by_marker.setdefault(note.number, []).append(index)
    seen: dict[str, int] = {}
    plain = not any(m.kind in ("superscript", "anchor") for d in drafts for m in d.marks)
    anchors: list[Anchor] = []
    out: list[Draft] = []
    for index, current in enumerate(drafts):
        current, found = _identified(current, by_id)
        if current.kind not in ("note", "running"):
            current, more = _marked(current, by_marker, seen, plain=plain)
            found += more
        anchors.extend(Anchor(index, offset, note) for offset, note in found)
        out.append(current)
    return Noted(tuple(out), tuple(anchors))


def _told(current: Draft, starred: set[str], *, closed: bool) -> Draft:
    """A paragraph as a note, if it begins with a marker. After the close of an act a plain figure is one."""
    raised = next((m for m in current.marks if m.kind == "superscript" and m.start == 0), None)
    if raised and _MARKER.fullmatch(marker := _plain(current.text[: raised.end])):
        return cut(current, 0, _past_spaces(current.text, raised.end)).set(kind="note", number=marker, depth=0)
    if (found := _STARRED.match(current.text)) and found[1] in starred:
        return cut(current, 0, found.end()).set(kind="note", number=found[1], depth=0)
    if closed and (found := _FIGURED.match(current.text)):
        return cut(current, 0, found.end()).set(kind="note", number=found[1], depth=0)
    return current


def _continues(before: Draft, current: Draft) -> bool:
    return before.kind == "note" and not current.number and current.id == before.id


def _appended(note: Draft, more: Draft) -> Draft:
    """A note with a further paragraph of it."""
    offset = len(note.text) + 1
    moved = tuple(Mark(m.start + offset, m.end + offset, m.kind, m.target) for m in more.marks)
    pages = tuple(dict.fromkeys((*note.pages, *more.pages)))
    return note.set(
        text=f"{note.text} {more.text}", marks=(*note.marks, *moved), pages=pages, boxes=(*note.boxes, *more.boxes)
    )


def _identified(current: Draft, by_id: dict[str, int]) -> tuple[Draft, list[tuple[int, int]]]:
    """The anchors that the markup states."""
    found = [(m.start, by_id[m.target]) for m in current.marks if m.kind == "anchor" and m.target in by_id]
    if any(m.kind == "anchor" for m in current.marks):
        current = current.set(marks=tuple(m for m in current.marks if m.kind != "anchor"))
    return current, found


def _marked(
    current: Draft, by_marker: dict[str, list[int]], seen: dict[str, int], *, plain: bool
) -> tuple[Draft, list[tuple[int, int]]]:
    """The anchors told by raised markers, and by stars for which there is a note."""
    spots = [(m.start, m.end) for m in current.marks if m.kind == "superscript"]
    if plain:
        spots += [m.span(1) for m in _PLAIN_FIGURE.finditer(current.text) if m[1] in by_marker]
    if any(marker.startswith("*") for marker in by_marker):
        raised = {start for start, _ in spots}
        spots += [m.span() for m in _STARS.finditer(current.text) if m.start() not in raised]
    text = current.text
    found: list[tuple[int, int]] = []
    holes: list[tuple[int, int]] = []
    removed = last = 0
    for start, end in sorted(spots):
        marker = _plain(text[start:end])
        notes = by_marker.get(marker)
        if not notes or start < last or _UNIT.search(text[max(last, start - _LONGEST_UNIT) : start]):
            continue
        place = min(seen.get(marker, 0), len(notes) - 1)
        seen[marker] = place + 1
        start = max(_before_space(text, start, end), last)
        holes.append((start, end))
        found.append((start - removed, notes[place]))
        removed, last = removed + end - start, end
    return without(current, holes) if holes else current, found


def _before_space(text: str, start: int, end: int) -> int:
    """Where the cut begins: a space before a marker goes with it where another follows, or nothing does."""
    spaced = text[start - 1 : start].isspace() and (end == len(text) or text[end].isspace())
    return start - 1 if spaced else start


def _plain(marker: str) -> str:
    """A marker in plain figures: "¹" is "1"."""
    return unicodedata.normalize("NFKC", marker).strip()


def _past_spaces(text: str, end: int) -> int:
    return end + len(text[end:]) - len(text[end:].lstrip())


def cut(current: Draft, start: int, end: int) -> Draft:
    """A draft without the words `text[start:end]`; its marks and line breaks move along."""
    return without(current, [(start, end)])


def without(current: Draft, holes: Sequence[tuple[int, int]]) -> Draft:
    """A draft without the words of some intervals, in order and disjoint; its marks and line breaks move along."""
    starts = [start for start, _ in holes]
    widths = [0, *itertools.accumulate(end - start for start, end in holes)]

    def moved(place: int) -> int:
        index = bisect.bisect_left(starts, place)  # the holes that begin before the place
        return place - widths[index] + max(0, holes[index - 1][1] - place) if index else place

    edges = [0, *(edge for hole in holes for edge in hole), len(current.text)]
    kept = zip(edges[::2], edges[1::2], strict=True)
    marks = (Mark(moved(m.start), moved(m.end), m.kind, m.target) for m in current.marks)
    return current.set(
        text="".join(current.text[start:end] for start, end in kept),
        marks=tuple(m for m in marks if m.start < m.end or m.kind == "anchor"),
        breaks=tuple(dict.fromkeys(moved(place) for place in current.breaks)),
    )
