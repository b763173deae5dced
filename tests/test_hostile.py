"""Hostile and damaged files: each gives a document or a ReadError, soon, and nothing outside the file is read."""

from __future__ import annotations

import pytest

from diplomatics import Document, ReadError, read

pytestmark = pytest.mark.timeout(30)

AKN = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">'
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha ha ha ha ">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + f"]>{AKN}<statement><mainBody><p>&j;</p></mainBody></statement></akomaNtoso>"
)
LONG = {
    "one line": b"The Council recalls. " * 100_000,
    "short lines": b"ab\n" * 60_000,
    "label lines": b"1.\n" * 20_000,
    "blank lines": b"\n" * 500_000 + b"The end.",
    "pages": b"a\x0c" * 10_000,
    "rules": b"____\n" * 10_000,
    "agenda items": b"United Nations\n\nAgenda items " + b"1, " * 33_000 + b"1\n",
    "letters": b"a " * 50_000,
    "figures": b"1" * 100_000,
    "brackets": b"[(" * 50_000,
    "open bold": b"**" * 50_000,
    "links": b"[a](http:" * 20_000,
    "tabs": b"a\t" * 50_000,
    "rows": b"a\tb\tc\n" * 10_000,
    "spaces": b"a" + b" " * 200_000 + b"b",
    "columns": b"a   b   " * 20_000,
    "hyphens": b"co-\noperation " * 8_000,
    "titles": b"Letter dated 1 May 2020 from the " + b"representative of " * 100 + b"addressed to " * 20,
    "annexes": b"Annex\n\nword\n\n" * 2_000,
    "signatures": b"(Signed) Ana\n" * 3_000,
    "acronyms": b"a b (AB) " * 20_000,
    "capitals": b"(" + b"A" * 100_000 + b")",
    "formulas": b"The General Assembly,\n\n" * 3_000,
    "symbols": b"A/" + b"1." * 50_000,
    "ordinals": b"Seventy " * 20_000 + b"session",
    "markers": b"word<sup>1</sup> " * 100_000 + b"\n\n<sup>1</sup> A note.",
    "stars": b"word* " * 100_000 + b"\n\n* A note.",
    "Chinese numerals": "第一百".encode() * 20_000,
    "Arabic words": "الجمعية ".encode() * 20_000,
}


def outcome(data: bytes) -> Document | ReadError:
    try:
        return read(data, name="hostile")
    except ReadError as error:
        return error


@pytest.mark.parametrize("name", LONG)
def test_a_long_and_strange_text_is_read_soon(name):
    """No expression backtracks and no loop is quadratic in what a file may hold much of."""
    assert isinstance(outcome(LONG[name]), Document)


def test_entities_that_multiply_are_not_expanded():
    """A few hundred bytes must not become a gigabyte."""
    found = outcome(LAUGHS.encode())
    assert isinstance(found, ReadError) or len(found.text) < 10_000


@pytest.mark.parametrize("target", ["file:///etc/passwd", "http://127.0.0.1:9/x", "{here}"])
def test_external_entities_are_not_fetched(target, tmp_path):
    """Neither a file nor an address is read because a document names it."""
    secret = tmp_path / "secret.txt"
    secret.write_text("root:secret-words")
    data = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "{target.replace("{here}", secret.as_uri())}">]>'
        f"{AKN}<statement><mainBody><p>Before &e; after.</p></mainBody></statement></akomaNtoso>"
    )
    found = outcome(data.encode())
    assert "root:" not in (str(found) if isinstance(found, ReadError) else found.text)


@pytest.mark.parametrize("depth", [10_000])
@pytest.mark.parametrize(
    ("before", "opening", "closing", "after"),
    [
        ("<html><body>", "<div>", "</div>", "</body></html>"),
        ("<html><body>", "<b>", "</b>", "</body></html>"),
        (f"{AKN}<statement><mainBody>", "<section>", "</section>", "</mainBody></statement></akomaNtoso>"),
        (f"{AKN}<statement><mainBody><p>", "<i>", "</i>", "</p></mainBody></statement></akomaNtoso>"),
    ],
)
def test_deep_nesting_does_not_exhaust_the_stack(before, opening, closing, after, depth):
    """Ten thousand elements inside one another."""
    data = f"{before}{opening * depth}The words.{closing * depth}{after}".encode()
    assert isinstance(outcome(data), Document | ReadError)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"%PDF-1.7", b"%PDF-1.7\n" + b"\0" * 2_000, b"PK\x03\x04",
        b"PK\x03\x04word/" + b"\xff" * 300, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"{\\rtf1 \\'e",
        b"<", b"<?xml", b"<html", b"<!DOCTYPE html>", b"<akomaNtoso>", b"<akomaNtoso><act>", b"\x89PNG\r\n\x1a\n",
        bytes(range(256)) * 8, b"\x1f\x8b\x08\0", b"<html>" + b"<td>" * 3_000,
    ],
)  # fmt: skip
def test_empty_binary_and_truncated_files_give_a_document_or_one_sentence(data):
    """Never a traceback, and never a message of several lines."""
    found = outcome(data)
    assert isinstance(found, Document) or ("\n" not in str(found) and str(found).startswith("hostile: "))


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_broken_pairs_of_utf_16_are_shown_as_damaged(order):
    """A lone surrogate cannot be written in UTF-8: it must not survive the reading."""
    mark = "\ufeff".encode(order)
    text = (
        "The Council ".encode(order) + "\ud800".encode(order, "surrogatepass") + " recalls its decisions.".encode(order)
    )
    found = outcome(mark + text)
    assert isinstance(found, Document)
    assert found.text.encode().decode() == found.text
    assert "Council" in found.text and "\ufffd" in found.text


def test_zero_bytes_and_mixed_line_ends_lose_no_word():
    """As in files that passed through several systems."""
    found = outcome(b"The first\r\n\r\nThe sec\0ond\r\rThe third\n\nThe fourth")
    assert isinstance(found, Document)
    assert [found.words(block) for block in found.blocks] == ["The first", "The second", "The third", "The fourth"]


def test_each_of_many_markers_is_an_anchor():
    """And none of them is left in the text."""
    document = outcome(b"word<sup>1</sup> " * 500 + b"\n\n<sup>1</sup> A note.")
    assert len(document.notes[0].anchors) == 500
    assert document.words(document.blocks[0]) == " ".join(["word"] * 500)
    assert all(document.text[at - 4 : at] == "word" for at in document.notes[0].anchors)
