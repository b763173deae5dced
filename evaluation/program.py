"""The program as the evaluation meets it: its door, and its command line."""

from __future__ import annotations

import functools
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from lxml import etree

from diplomatics.model.document import Document


def read(data: bytes, name: str) -> Document:
    """Bytes to a document, through the door."""
    import diplomatics

    return diplomatics.read(data, name=name)


def write_akn(document: Document) -> bytes:
    """A document as Akoma Ntoso."""
    from diplomatics.exporters.akn import write_akn

    return write_akn(document)


def command() -> list[str]:
    """How the program is started."""
    return [str(Path(sys.executable).with_name("diplomatics"))]


def record(path: Path) -> dict[str, Any]:
    """The record that the command line prints for a file. Raises `RuntimeError` with the program's words."""
    run = subprocess.run([*command(), "read", str(path), "--to", "json"], capture_output=True, text=True, check=False)
    if run.returncode:
        raise RuntimeError(run.stderr.strip().splitlines()[-1] if run.stderr.strip() else "no output")
    return json.loads(run.stdout)


@functools.cache
def schema(corpus: Path) -> etree.XMLSchema:
    """The strict Akoma Ntoso schema, compiled once in a process."""
    return etree.XMLSchema(etree.parse(str(corpus / "reference" / "akn" / "akomantoso30.xsd")))
