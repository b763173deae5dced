"""`diplomatics read`: files in, summaries or converted documents out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from diplomatics.model.document import Document
from diplomatics.model.errors import ReadError

_SUFFIXES: Final = {"json": ".json", "jsonl": ".jsonl", "akn": ".xml", "html": ".html", "md": ".md", "txt": ".txt"}


def read_files(files: Iterable[str], to: str, out: str) -> int:
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
    for name, outcome in _outcomes(names):
        if isinstance(outcome, ReadError):
            failed += 1
            sys.stderr.write(f"diplomatics: {outcome}\n")
        elif not to:
            from diplomatics.cli.summary import show

            show(outcome)
        else:
            failed += not _write(outcome, name, to, out)
    return CANNOT_READ if failed else 0


def _outcomes(names: Iterable[str]) -> Iterator[tuple[str, Document | ReadError]]:
    """Each name with its document, or with why there is none."""
    from diplomatics import read

    for name in names:
        try:
            yield name, read(sys.stdin.buffer, name="standard input") if name == "-" else read(name)
        except ReadError as error:
            yield name, error


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
