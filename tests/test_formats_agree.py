"""One text in several formats gives the same document: the same blocks, the same identity.

Allowed differences, each for a reason:

* HTML and Word state headings and paragraphs, plain text does not: `heading` and `title` count as one kind;
* the exported page and file have no layout, so pages and boxes are not compared;
* the language and media type of the file are those of the format.
"""

from __future__ import annotations

import shutil
import subprocess
from html import escape
from pathlib import Path

import pytest

from diplomatics import export, read
from docx_builder import docx, paragraph

TEXTS = Path(__file__).parent / "fixtures" / "texts"
NAMES = ["letter.txt", "resolution.txt"]
FORMATS = ["akn", "html", "md", "docx"]
FIELDS = (
    "kind", "symbols", "organs", "distribution", "issued", "language", "original", "sessions", "agenda_items", "title",
    "dated", "senders", "addressees", "addressee_codes", "signed", "circulation", "adopted", "meeting", "number",
    "committee", "origin",
)  # fmt: skip


def in_format(name: str, to: str) -> bytes:
    """A fixture in another format; in Word, one paragraph a line, titles and headings styled as headings."""
    if to == "docx":
        document = read(TEXTS / name)
        headings = {document.words(block) for block in document.blocks if block.kind in ("title", "heading")}
        lines = [line for line in (TEXTS / name).read_text("utf-8").splitlines() if line.strip()]
        pieces = [piece for line in lines for piece in (line.split("    ") if "    " in line else [line])]
        spaced = '<w:spacing w:after="240"/>'
        styles = ['<w:pStyle w:val="Heading2"/>' * (piece in headings) + spaced for piece in pieces]
        words = [escape(piece, quote=False) for piece in pieces]
        return docx("".join(paragraph(w, properties=s) for w, s in zip(words, styles, strict=True)))
    return export(read(TEXTS / name), to)


def blocks(document):
    alike = {"heading": "title"}
    return [
        (alike.get(block.kind, block.kind), block.number, document.words(block))
        for block in document.blocks
        if block.kind != "running"
    ]


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_the_same_text_gives_the_same_blocks(name, to):
    """Kind, number and words, in order."""
    assert blocks(read(in_format(name, to), name="x")) == blocks(read(TEXTS / name))


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_the_same_text_gives_the_same_identity(name, to):
    """Field by field."""
    expected, found = read(TEXTS / name).identity, read(in_format(name, to), name="x").identity
    assert {field: getattr(found, field) for field in FIELDS} == {field: getattr(expected, field) for field in FIELDS}


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_the_same_text_gives_the_same_parts(name, to):
    """Kind, label and title of each."""
    expected, found = (read(data, name="x").parts for data in ((TEXTS / name).read_bytes(), in_format(name, to)))
    assert [(p.kind, p.label, p.title) for p in found] == [(p.kind, p.label, p.title) for p in expected]


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
@pytest.mark.parametrize("name", NAMES)
def test_a_printed_text_gives_the_same_identity(name, tmp_path):
    """Printed from Word by LibreOffice."""
    (tmp_path / "x.docx").write_bytes(in_format(name, "docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "x.docx")],
        check=True, capture_output=True, timeout=100,
    )  # fmt: skip
    expected, found = read(TEXTS / name).identity, read(tmp_path / "x.pdf").identity
    for field in ("kind", "symbols", "dated", "issued", "adopted", "number", "sessions", "addressee_codes"):
        assert getattr(found, field) == getattr(expected, field), field
