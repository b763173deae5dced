"""The parts of the evaluation, each a list of files and a measurement of one file.

xml        the UN's XML read as XML, held against its gold
text       the same documents rendered as plain text and read
roundtrip  XML read, written as Akoma Ntoso, read again: valid, and the same
crunsc     plain-text resolutions of the Security Council
specimen   the letter in Chinese with an English annex
letters    annotated letters in PDF
papers     reports, notes, drafts and papers of agencies in PDF, read by a person
resolutions_pdf  resolutions in PDF against the XML of the same text
pdfs       every PDF, Word file and scan: no crash, no hang
"""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from evaluation import corpus, crunsc, formats, letters, papers, program, score, specimen, unxml
from evaluation.corpus import Item
from evaluation.render import render
from evaluation.score import Measure, Outcome, one

PROCESSES = 2
ROUND_TRIP = ("valid", "blocks", "notes", "marks", "parts", "identity")


@dataclass(frozen=True)
class Part:
    """A part: its files, and what is measured on one of them."""

    items: Callable[[Path], list[Item]]
    measure: Callable[[Item, Path], Iterable[Measure]]


def _xml(item: Item, _: Path) -> list[Measure]:
    gold = unxml.gold(item)
    return _held_against(gold, item.path.read_bytes(), item.path.name)


def _text(item: Item, _: Path) -> list[Measure]:
    gold = unxml.gold(item)
    return _held_against(gold, render(gold).encode(), f"{item.path.stem}.txt")


def _held_against(gold: unxml.Gold, data: bytes, name: str) -> list[Measure]:
    try:
        document = program.read(data, name)
    except Exception as error:  # whatever breaks is a miss in everything, and is shown
        return score.missed(gold, f"{type(error).__name__}: {error}"[:200])
    return score.document(gold, document)


def _roundtrip(item: Item, folder: Path) -> Iterator[Measure]:
    try:
        first = program.read(item.path.read_bytes(), item.path.name)
        data = program.write_akn(first)
        second = program.read(data, item.path.name)
    except Exception as error:
        yield from (one(field, False, f"{type(error).__name__}: {error}"[:200]) for field in ROUND_TRIP)
        return
    schema = program.schema(folder)
    valid = schema.validate(etree.fromstring(data))
    yield one("valid", valid, "" if valid else str(schema.error_log[0].message)[:200])

    def told(document: program.Document) -> list[tuple[object, ...]]:
        return [(b.kind, document.words(b), b.number, b.depth, b.slot, b.language) for b in document.blocks]

    before, after = told(first), told(second)
    differing = [(a, b) for a, b in zip(before, after, strict=False) if a != b] or [(len(before), len(after))]
    yield one("blocks", before == after, str(differing[0])[:300])
    yield one("notes", first.notes == second.notes, "")
    yield one("marks", Counter(first.marks) == Counter(second.marks), "")
    yield one("parts", first.parts == second.parts, "")
    yield one("identity", first.identity == second.identity, "")


def _crunsc(item: Item, folder: Path) -> Iterator[Measure]:
    try:
        document = program.read(item.path.read_bytes(), item.path.name)
    except Exception as error:
        for field in ("kind", "number", "adopted", "meeting", "body", "characters"):
            yield one(field, False, f"{type(error).__name__}: {error}"[:200])
        return
    yield from crunsc.measure(item, folder, document)


def _letter(item: Item, _: Path) -> list[Measure]:
    try:
        return specimen.measure(item)
    except RuntimeError as error:
        return [one("read", False, str(error))]


def _specimen(folder: Path) -> list[Item]:
    return [Item(path, "specimen", "zh", held=False) for path in sorted((folder / "specimen").glob("*.txt"))]


PARTS: dict[str, Part] = {
    "xml": Part(corpus.unxml, _xml),
    "text": Part(corpus.unxml, _text),
    "roundtrip": Part(corpus.unxml, _roundtrip),
    "crunsc": Part(lambda folder: corpus.flat(folder / "crunsc" / "res_en_gold", "*.txt"), _crunsc),
    "specimen": Part(_specimen, _letter),
    "letters": Part(letters.items, letters.measure),
    "papers": Part(papers.items, papers.measure),
    "resolutions_pdf": Part(formats.pairs, formats.resolution),
    "pdfs": Part(formats.files, formats.survives),
}


def large(folder: Path) -> Part:
    """The round trip over every XML file below another folder."""

    def items(_: Path) -> list[Item]:
        return [Item(path, path.parent.name, "any", held=False) for path in sorted(folder.rglob("*.xml"))]

    return Part(items, _roundtrip)


def run(name: str, folder: Path, splits: tuple[bool, ...] = (False, True), part: Part | None = None) -> list[Outcome]:
    """Measure the files of a part in two processes. `splits`: development (False), held out (True)."""
    part = part or PARTS[name]
    items = [item for item in part.items(folder) if item.held in splits]
    call = _Call(name, part.measure, folder)
    if len(items) < 2 * PROCESSES:
        return [outcome for item in items for outcome in call(item)]
    with multiprocessing.Pool(PROCESSES) as pool:
        return [outcome for found in pool.imap(call, items, chunksize=4) for outcome in found]


@dataclass(frozen=True)
class _Call:
    """The measurement of one file, in a form that another process can be given."""

    name: str
    measure: Callable[[Item, Path], Iterable[Measure]]
    folder: Path

    def __call__(self, item: Item) -> list[Outcome]:
        return [
            Outcome(
                self.name,
                m.field,
                item.language,
                item.name,
                item.held,
                m.right,
                m.found,
                m.expected,
                m.detail,
            )
            for m in self.measure(item, self.folder)
        ]
