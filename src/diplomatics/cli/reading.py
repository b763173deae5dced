"""`diplomatics read`: files in, summaries or converted documents out."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from diplomatics.model.document import Document
from diplomatics.model.errors import ReadError
from diplomatics.readers.scan_modes import SECONDS, Ocr

_SUFFIXES: Final = {"json": ".json", "jsonl": ".jsonl", "akn": ".xml", "html": ".html", "md": ".md", "txt": ".txt"}
_HEAD: Final = 65_536
_SOFT: Final = 0.9
"""The share of a file's time after which a reader stops by itself."""


def read_files(
    files: Iterable[str], to: str, out: str, *, ocr: Ocr = "auto", processes: int = 0, seconds: float = SECONDS
) -> int:
    """Read each file and show or write it. Returns the exit code: 0, or 2 if a file could not be read."""
    from diplomatics.cli import CANNOT_READ
    from diplomatics.exporters import FORMATS

    names = list(files)
    if to and to not in FORMATS:
        sys.stderr.write(f"diplomatics: there is no format {to!r}; give one of {', '.join(FORMATS)}\n")
        return CANNOT_READ
    if not to:
        to = "" if sys.stdout.isatty() and not out else "jsonl"
    if to == "json" and len(names) > 1 and not out:
        to = "jsonl"
    failed = 0
    outcomes = _outcomes(names, ocr, processes, seconds)
    if len(names) > 1 and sys.stderr.isatty() and (out or not sys.stdout.isatty()):
        outcomes = _watched(outcomes, len(names))
    for name, outcome in outcomes:
        if isinstance(outcome, ReadError):
            failed += 1
            sys.stderr.write(f"diplomatics: {outcome}\n")
        elif not to:
            from diplomatics.cli.summary import show

            show(outcome)
        else:
            failed += not _write(outcome, name, to, out)
    return CANNOT_READ if failed else 0


def _outcomes(names: list[str], ocr: Ocr, processes: int, seconds: float) -> Iterator[tuple[str, Document | ReadError]]:
    """Each name with its document, or with why there is none.

    One file of text or markup is read here, because a process takes longer to start than it takes to read.
    """
    if len(names) == 1 and _is_text(names[0]):
        try:
            yield names[0], read_one(names[0], ocr=ocr, seconds=seconds)
        except ReadError as error:
            yield names[0], error
        return
    from diplomatics.readers.worker import read_many

    # A reader that looks at the time gives what it has; it must do so before it is ended.
    read = partial(read_one, ocr=ocr, seconds=_SOFT * seconds)
    sources = (("-", sys.stdin.buffer.read()) if name == "-" else name for name in names)
    yield from read_many(read, sources, processes=min(processes or os.cpu_count() or 1, len(names)), seconds=seconds)


def read_one(source: str | tuple[str, bytes], *, ocr: Ocr, seconds: float) -> Document:
    """The document of a path, or of standard input: "-", with or without its bytes. Raises `ReadError`."""
    from diplomatics import read

    if isinstance(source, tuple):
        return read(source[1], name="standard input", ocr=ocr, seconds=seconds)
    if source == "-":
        return read(sys.stdin.buffer, name="standard input", ocr=ocr, seconds=seconds)
    return read(source, ocr=ocr, seconds=seconds)


def _is_text(name: str) -> bool:
    """Whether a file is text or markup, by its first bytes; standard input and what cannot be opened are, too."""
    from diplomatics.readers.formats import media_type

    if name == "-":
        return True
    try:
        with Path(name).open("rb") as file:
            kind = media_type(file.read(_HEAD), name)
    except OSError:
        return True
    return kind.startswith("text/") or kind.endswith("xml")


def _watched(
    outcomes: Iterator[tuple[str, Document | ReadError]], total: int
) -> Iterator[tuple[str, Document | ReadError]]:
    """The same outcomes, with the progress shown on standard error: files, pages, pages in a second."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("files, {task.description}"), TimeRemainingColumn())
    began, pages = time.monotonic(), 0
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("0 pages", total=total)
        for name, outcome in outcomes:
            if isinstance(outcome, Document):
                pages += outcome.source.pages or 1
            rate = pages / max(time.monotonic() - began, 0.001)
            progress.update(task, advance=1, description=f"{pages:,} pages, {rate:.0f} a second")
            yield name, outcome


def _write(document: Document, name: str, to: str, out: str) -> bool:
    """Write one document to standard output, or to a file of its own in a folder."""
    from diplomatics.exporters import export

    data = export(document, to)
    if not out:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return True
    stem = "standard-input" if name == "-" else Path(name).stem
    try:
        folder = Path(out)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / (stem + _SUFFIXES[to])).write_bytes(data)
    except OSError as error:
        sys.stderr.write(f"diplomatics: {out}: cannot be written: {(error.strerror or str(error)).lower()}\n")
        return False
    return True
