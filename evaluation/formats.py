"""One text in two formats, and every file whatever its format.

python -m evaluation.formats [FOLDER…]    read every file of these folders of the corpus; time and errors

`resolutions_pdf` holds a resolution in PDF against the UN's XML of the same text. `pdfs` starts the
program on each PDF, Word file and scan: none may crash or hang.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import pypdfium2

from diplomatics.model.document import Document
from evaluation import corpus, program, score, unxml
from evaluation.corpus import Item
from evaluation.score import Measure, one
from evaluation.walk import GoldBlock

FOLDERS = ("pdf/letters", "pdf/papers", "pdf/resolutions", "scans", "docx")
SUFFIXES = (".pdf", ".docx")
_START = 5.0  # seconds that starting the program may take on a busy machine
_PER_PAGE = 0.25  # seconds a page of characters may take; a hang is thirty times as long
_SCANNED = 30.0  # seconds a page may take that is read by recognition of its image
_BY_XML = "GAresolutions-78"
_UNBROKEN = "\u2011"


# a resolution in PDF and in XML ---------------------------------------------------------------------


def pairs(folder: Path) -> list[Item]:
    """The XML files of which the corpus has the PDF, too. Held out as in the other parts."""
    printed = {path.stem for path in (folder / "pdf" / "resolutions").glob("*.pdf")}
    return [
        item
        for item in corpus.unxml(folder)
        if (item.folder, item.language) == (_BY_XML, "en") and _stem(item) in printed
    ]


def _stem(item: Item) -> str:
    return item.path.stem.rsplit("-", 1)[0]


def resolution(item: Item, folder: Path) -> list[Measure]:
    """A PDF against the gold of its XML: fields, blocks, numbers, notes, and its characters one by one."""
    gold = _as_printed(unxml.gold(item))
    path = folder / "pdf" / "resolutions" / f"{_stem(item)}.pdf"
    try:
        read = without_running(program.read(path.read_bytes(), path.name))
    except Exception as error:  # whatever breaks is a miss in everything, and is shown
        return score.missed(gold, f"{type(error).__name__}: {error}"[:200])
    return [
        *score.fields(gold, read.identity),
        *score.blocks(gold, read),
        *score.notes(gold, read),
        *score.letters(gold, read),
    ]


def _as_printed(gold: unxml.Gold) -> unxml.Gold:
    """The gold with plain hyphens: the characters of a PDF do not tell which hyphens allow no break."""

    def plain(block: GoldBlock) -> GoldBlock:
        return replace(block, text=block.text.replace(_UNBROKEN, "-"))

    said = {
        name: tuple(v.replace(_UNBROKEN, "-") if isinstance(v, str) else v for v in values)
        for name, values in gold.fields.items()
    }
    return replace(gold, fields=said, blocks=tuple(map(plain, gold.blocks)), notes=tuple(map(plain, gold.notes)))


def without_running(document: Document) -> Document:
    """A document without heads, feet, page and job numbers, which XML does not have, and with plain hyphens.

    Line feeds take the place of what is left out, so that every other interval stays where it is.
    """
    text = document.text.replace(_UNBROKEN, "-")
    for block in document.blocks:
        if block.kind == "running":
            text = text[: block.start] + "\n" * (block.end - block.start) + text[block.end :]
    kept = tuple(block for block in document.blocks if block.kind != "running")
    notes = tuple(msgspec.structs.replace(n, exact=n.exact.replace(_UNBROKEN, "-")) for n in document.notes)
    return msgspec.structs.replace(document, text=text, blocks=kept, notes=notes)


# every file -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Run:
    """The program started on one file. `error` is its last words, "" if it gave a record."""

    pages: int
    seconds: float
    error: str


def files(folder: Path) -> list[Item]:
    """Every PDF, Word file and scan of the corpus. None is held out: whether a program crashes is no secret."""
    return [
        Item(path, Path(name).name, "any", held=False)
        for name in FOLDERS
        for path in sorted((folder / name).iterdir())
        if path.suffix.lower() in SUFFIXES
    ]


def start(item: Item) -> Run:
    """Read one file in a process of its own, and end it when it has had thirty times its time."""
    pages = _pages(item.path)
    began = time.perf_counter()
    command = [*program.command(), "read", str(item.path), "--to", "json"]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=30 * allowed(item, pages))
    except subprocess.TimeoutExpired:
        return Run(pages, time.perf_counter() - began, "still running: ended")
    seconds = time.perf_counter() - began
    words = done.stderr.decode("utf-8", "replace").strip().splitlines()
    if done.returncode < 0:
        return Run(pages, seconds, f"ended by signal {-done.returncode}")
    failed = (words[-1:] or [f"exit code {done.returncode}"])[0] if done.returncode else ""
    return Run(pages, seconds, failed or ("" if done.stdout.strip() else "no output"))


def allowed(item: Item, pages: int) -> float:
    """The seconds that a file may take, by the number of its pages."""
    return _START + pages * (_SCANNED if item.folder == "scans" else _PER_PAGE)


def _pages(path: Path) -> int:
    if path.suffix.lower() != ".pdf":
        return 1
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def survives(item: Item, _: Path) -> Iterator[Measure]:
    """Whether one file gives a record, and in time."""
    run, limit = start(item), allowed(item, _pages(item.path))
    yield one("read", not run.error, run.error[:200])
    yield one("in time", run.seconds <= limit, f"{run.seconds:.1f} s for {run.pages} pages")


def main(folders: list[str]) -> int:
    """Print pages, seconds, the slowest files and every error. Returns 1 if there is an error."""
    chosen = [i for i in files(corpus.location()) if not folders or i.folder in {Path(f).name for f in folders}]
    with ThreadPoolExecutor(2) as pool:
        runs = list(zip(chosen, pool.map(start, chosen), strict=True))
    for name in dict.fromkeys(item.folder for item in chosen):
        found = [run for item, run in runs if item.folder == name]
        pages, seconds = sum(run.pages for run in found), sum(run.seconds for run in found)
        print(
            f"{name}: {len(found)} files, {pages} pages, {1000 * seconds / max(pages, 1):.0f} ms a page with start-up"
        )
    for item, run in sorted(runs, key=lambda pair: -pair[1].seconds)[:5]:
        print(f"slowest: {run.seconds:.1f} s, {run.pages} pages, {item.folder}/{item.path.name}")
    wrong = [(item, run) for item, run in runs if run.error]
    for item, run in wrong:
        print(f"error: {item.folder}/{item.path.name}: {run.error}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
