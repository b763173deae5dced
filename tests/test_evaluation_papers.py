"""The measures of papers, of one text in two formats, and of every file, tried on invented ones."""

from __future__ import annotations

import hashlib
import re
import sys
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from evaluation import formats, papers, program, score, unxml
from evaluation.corpus import Item
from evaluation.walk import GoldBlock

from diplomatics.model.document import Block, Document, Footnote, Part
from diplomatics.model.identity import AgendaItem, DocumentKind, Identity, Session
from diplomatics.model.transcript import Source

KINDS = set(get_args(DocumentKind))
PAPER = {
    "file": "E_2031_7.en.pdf", "kinds": ["report", "note"], "symbols": ["E/2031/7"], "issued": "2031-03-09",
    "organs": ["Economic and Social Council"], "also": ["Committee on Rivers"], "language": "en", "original": ["fr"],
    "title": "Navigation on the Belfor", "subtitles": ["Report of the Secretary-General", "Addendum"],
    "sessions": [2031], "items": ["5 (b)"], "job_number": "GE.31-00077",
}  # fmt: skip
RIGHT = {
    "kind": "report", "symbols": ("E/2031/7",), "issued": "2031-03-09", "language": "en", "original": ("fr",),
    "organs": ("Economic and Social Council", "Committee on Rivers"), "title": "Navigation on the Belfor*",
    "sessions": (Session(organ="Economic and Social Council", year=2031),),
    "agenda_items": (AgendaItem(numbers=("5 (b)",)),), "job_number": "31-00077",
}  # fmt: skip


def wrong(**changes: object) -> list[str]:
    """The fields in which a reading that is right but for some fields is judged wrong."""
    found = papers.compare(PAPER, Identity(**{**RIGHT, **changes}))
    return [m.field for m in found if not m.right]


def test_a_reading_that_says_what_the_paper_says_is_right():
    """Stars, the office before a job number and a body named below the masthead make no difference."""
    assert wrong() == []


@pytest.mark.parametrize("field", ["kind", "symbols", "issued"])
def test_a_paper_is_identified_by_kind_symbols_and_date(field):
    """One of the three wrong, and the paper is not identified; another field wrong, and it still is."""
    other = {"kind": "letter", "symbols": ("E/2031/7", "A/86/7"), "issued": "2031-09-03"}
    assert wrong(**{field: other[field]}) == [field, "identified"]
    assert wrong(language="fr") == ["language"]


def test_any_kind_that_a_librarian_could_defend_is_right():
    """The second kind of the gold counts as much as the first."""
    assert wrong(kind="note") == []
    assert wrong(kind="other") == ["kind", "identified"]


@pytest.mark.parametrize(
    ("title", "right"),
    [
        ("Navigation on the Belfor Report of the Secretary-General", True),
        ("NAVIGATION ON THE BELFOR Report of the Secretary-General Addendum", True),
        ("Report of the Secretary-General", False),
        ("Navigation on the Belfor Addendum", False),
        ("Navigation", False),
    ],
)
def test_a_title_stands_alone_or_with_the_lines_under_it(title, right):
    """The lines under a title may follow it in their order, but are not the title themselves."""
    assert wrong(title=title) == ([] if right else ["title"])


def test_an_organ_is_neither_left_out_nor_invented():
    """The organ of the masthead is asked for; a body that the page does not name is wrong."""
    assert wrong(organs=("Economic and Social Council",)) == []
    assert wrong(organs=("Committee on Rivers",)) == ["organs"]
    assert wrong(organs=("Economic and Social Council", "Security Council")) == ["organs"]


def test_a_session_is_a_number_or_the_year_by_which_it_is_called():
    """A session that is called by its year may stand in either field; one that is not printed is wrong."""
    assert wrong(sessions=(Session(organ="Economic and Social Council", session=2031),)) == []
    assert wrong(sessions=()) == ["sessions"]


def test_what_the_gold_is_silent_about_is_not_judged():
    """A paper whose original language nobody could tell is not asked for it, nor for a title."""
    silent = {key: value for key, value in PAPER.items() if key not in ("original", "title")}
    measured = [m.field for m in papers.compare(silent, Identity(**RIGHT))]
    assert measured == [name for name in papers.judged(PAPER) if name not in ("original", "title")]


def test_a_paper_that_breaks_the_reader_is_wrong_in_every_field(tmp_path, monkeypatch):
    """A crash is a miss in everything that would have been judged."""

    def breaks(data, name):
        raise ValueError("no page")

    name = next(iter(papers.papers()))
    (tmp_path / name).write_bytes(b"%PDF-")
    monkeypatch.setattr(program, "read", breaks)
    found = list(papers.measure(Item(tmp_path / name, "papers", "en", held=False), tmp_path))
    assert {m.field for m in found} >= {"kind", "identified"}
    assert not any(m.right for m in found)


def test_the_gold_of_papers_is_well_formed():
    """Sixty papers, in the order of the hashes of their names, with kinds, dates and symbols of their kind."""
    gold = papers.papers()
    assert len(gold) == 60
    assert list(gold) == sorted(gold, key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    for paper in gold.values():
        assert set(paper["kinds"]) <= KINDS
        assert paper["issued"] == "" or date.fromisoformat(paper["issued"])
        assert all(re.fullmatch(r"[A-Z]+[\w./ ()-]*/[\w./ ()-]+", symbol) for symbol in paper["symbols"])
        assert not any("*" in words for words in [paper.get("title", ""), *paper.get("subtitles", [])])


# one text in two formats ----------------------------------------------------------------------------


def printed() -> Document:
    """A page with a running head between its two halves, and a note."""
    text = "The Belfor rises.\nA/RES/86/7\nIt falls again.\n1 See non\u2011paper."
    kinds = ("paragraph", "running", "paragraph", "note")
    starts = [0, 18, 29, 45]
    ends = [17, 28, 44, len(text)]
    return Document(
        source=Source(name="x", sha256="", media_type="application/pdf"),
        identity=Identity(),
        text=text,
        blocks=tuple(Block(kind=k, start=s, end=e) for k, s, e in zip(kinds, starts, ends, strict=True)),
        parts=(Part(kind="act", start=0, end=len(text)),),
        notes=(Footnote.of(text, 45, len(text), marker="1", anchors=(44,)),),
    )


def test_heads_and_feet_are_left_out_and_nothing_moves():
    """What stays keeps its place, so that anchors of notes still point where they did."""
    before, after = printed(), formats.without_running(printed())
    assert [after.words(b) for b in after.blocks] == ["The Belfor rises.", "It falls again.", "1 See non-paper."]
    assert after.blocks == tuple(b for b in before.blocks if b.kind != "running")
    assert after.notes[0].anchors == before.notes[0].anchors


def test_lost_characters_are_counted_one_by_one():
    """One letter lost of a line is one letter of its accuracy, and something is lost."""
    read = formats.without_running(printed())
    blocks = tuple(GoldBlock(words, ("paragraph",)) for words in ("The Belfor rises.", "It fallss again."))
    note = GoldBlock("See non-paper.", ("note",), number="1")
    gold = unxml.Gold(Item(Path("x.xml"), "x", "en", held=False), {}, blocks, (note,), 0, (), ())
    letters, lost = score.letters(gold, read)
    assert (letters.expected - letters.right, letters.found - letters.right) == (1, 0)
    assert (lost.field, lost.right) == ("nothing lost", 0)


# every file -----------------------------------------------------------------------------------------


@pytest.fixture
def one_page(tmp_path):
    """A file that counts as one page, without a PDF's pages having to be counted."""
    path = tmp_path / "x.docx"
    path.write_bytes(b"")
    return Item(path, "docx", "any", held=False)


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("print('{}')", ""),
        ("pass", "no output"),
        ("import sys; sys.exit('x.docx: the file is empty.')", "x.docx: the file is empty."),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "ended by signal 9"),
    ],
)
def test_a_run_says_how_it_ended(one_page, monkeypatch, code, error):
    """A record, no output, a sentence of the program, and a crash are four different ends."""
    monkeypatch.setattr(program, "command", lambda: [sys.executable, "-c", code])
    assert formats.start(one_page).error == error


def test_a_program_that_hangs_is_ended(one_page, monkeypatch):
    """A file that takes thirty times what it may is ended, and that is its error."""
    monkeypatch.setattr(formats, "allowed", lambda item, pages: 0.01)
    monkeypatch.setattr(program, "command", lambda: [sys.executable, "-c", "import time; time.sleep(60)"])
    assert formats.start(one_page).error == "still running: ended"
