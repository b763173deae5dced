import io
import os
import shutil
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplomatics.model.errors import ReadError
from diplomatics.model.transcript import Transcript
from diplomatics.readers.doc import read_doc
from diplomatics.readers.docx import read_docx
from docx_builder import NOTE, SPACES, docx, footnote, levels, lists, numbered, paragraph, run, table


def rewritten(data, change):
    """The same archive with its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def test_strict_office_open_xml():
    """The strict kind of the format, with its own name spaces, reads the same."""
    data = docx(paragraph("a", NOTE.format(2), f'<w:hyperlink r:id="l">{run("b")}</w:hyperlink>'),
                links={"l": "https://x.org"}, footnotes=footnote(2, paragraph("n")))  # fmt: skip

    def strict(name, content):
        for usual, kind in (
            (b"wordprocessingml/2006/main", b"wordprocessingml/main"),
            (b"officeDocument/2006/relationships", b"officeDocument/relationships"),
        ):
            content = content.replace(
                b"http://schemas.openxmlformats.org/" + usual, b"http://purl.oclc.org/ooxml/" + kind
            )
        return content

    assert read_docx(rewritten(data, strict), "x").lines == read_docx(data, "x").lines


def failure(data):
    with pytest.raises(ReadError) as caught:
        read_docx(data, "x.docx")
    return str(caught.value)


def test_files_that_are_no_word_files():
    """Encrypted, old, foreign, empty and bodiless files are refused, each in one sentence."""
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    data = docx(paragraph("x"))
    assert "is encrypted" in failure(ole + "EncryptedPackage".encode("utf-16-le"))
    assert "Word 97" in failure(ole)
    assert "no complete zip" in failure(data[: len(data) // 2])
    assert "document.xml is missing" in failure(rewritten(data, lambda n, c: None if "document.xml" in n else c))
    assert "no body" in failure(rewritten(data, lambda n, c: b"<a/>" if n == "word/document.xml" else c))


def test_encrypted_entry():
    """An archive whose entries are locked by a password is refused as encrypted."""
    data = bytearray(docx(paragraph("x")))
    for place in range(len(data) - 4):
        if data[place : place + 4] == b"PK\x01\x02":
            struct.pack_into("<H", data, place + 8, 1)
    assert "is encrypted" in failure(bytes(data))


def test_archive_bombs():
    """Archives that unpack to far more than they hold, or hold too many entries, are not opened."""
    bomb = rewritten(docx(paragraph("x")), lambda n, c: c + bytes(30_000_000) if n == "word/styles.xml" else c)
    assert "would unpack to" in failure(bomb)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(10_001):
            archive.writestr(str(number), b"")
    assert "entries" in failure(out.getvalue())


def test_entities_are_not_expanded():
    """A document type with entities neither expands nor fetches anything."""
    bomb = (
        f'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        f"<w:document {SPACES}><w:body>{paragraph('x')}<w:p><w:r><w:t>&b;&f;</w:t></w:r></w:p>"
        "</w:body></w:document>"
    )
    data = rewritten(docx(""), lambda n, c: bomb if n == "word/document.xml" else c)
    assert [line.text for line in read_docx(data, "x").lines] == ["x"]


def test_damaged_parts_are_named():
    """A part that is not well-formed is read as far as it can be, and named."""
    data = rewritten(docx(paragraph("One") + paragraph("Two")), lambda n, c: c[:-60] if n == "word/document.xml" else c)
    transcript = read_docx(data, "x")
    assert transcript.lines[0].text == "One"
    assert "word/document.xml" in transcript.remarks[0].message


def test_deep_nesting():
    """Content controls within content controls, a thousand deep, hide nothing and exhaust nothing."""
    deep = "<w:sdt><w:sdtContent>" * 900 + paragraph("deep") + "</w:sdtContent></w:sdt>" * 900
    found = read_docx(docx(deep + paragraph("after")), "x").lines
    assert [line.text for line in found] == ["deep", "after"]


def outcome(data):
    try:
        return read_docx(data, "x")
    except ReadError as error:
        return error


@given(st.binary(max_size=300))
def test_any_bytes_give_a_transcript_or_an_error(data):
    """Bytes of any kind give a transcript or a `ReadError`, no third thing."""
    assert isinstance(outcome(data), Transcript | ReadError)
    assert isinstance(outcome(b"PK\x03\x04" + data), Transcript | ReadError)


SAMPLE = docx(
    paragraph("As decided", NOTE.format(2)) + table(["a", "b"]) + numbered("point", 1)
    + paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "x"),
    footnotes=footnote(2, paragraph("n")), numbering=levels(("decimal", "%1.")) + lists(n1=0),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damaged_files_give_a_transcript_or_an_error(data):
    """A real file cut short, or with bytes changed in its parts, gives a transcript or a `ReadError`."""
    cut = data.draw(st.integers(0, len(SAMPLE)))
    assert isinstance(outcome(SAMPLE[:cut]), Transcript | ReadError)
    place = data.draw(st.integers(0, 5000))
    junk = data.draw(st.binary(min_size=1, max_size=8))

    def spoil(name, content):
        at = place % len(content)
        return content[:at] + junk + content[at + len(junk) :]

    assert isinstance(outcome(rewritten(SAMPLE, spoil)), Transcript | ReadError)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["p", "r", "t", "tbl", "tr", "tc", "pPr", "numPr", "ins", "del", "sdt"]),
            st.text("ab <", max_size=3),
        ),
        max_size=30,
    )
)
@settings(max_examples=100, deadline=None)
def test_elements_in_any_order_give_a_transcript(items):
    """Elements where they do not belong are read, or passed over, without failing."""
    opened = "".join(f"<w:{tag}>{text.replace('<', '&lt;')}" for tag, text in items)
    closed = "".join(f"</w:{tag}>" for tag, _ in reversed(items))
    assert isinstance(read_docx(docx(opened + closed), "x"), Transcript)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_old_files_are_read_through_libreoffice():
    """RTF is converted and read; what LibreOffice cannot convert is refused in one sentence."""
    transcript = read_doc(rb"{\rtf1\ansi Letter dated {\b 3 May}\par Second.\par}", "x.rtf")
    assert [line.text for line in transcript.lines] == ["Letter dated 3 May", "Second."]
    assert (transcript.source.media_type, transcript.remarks[0].code) == ("application/rtf", "doc.converted")


def test_without_libreoffice(monkeypatch):
    """Where LibreOffice is not installed, an old file is refused with what to do."""
    monkeypatch.setitem(os.environ, "PATH", "/nonexistent")
    with pytest.raises(ReadError, match="not installed; save it as"):
        read_doc(b"\xd0\xcf\x11\xe0", "x.doc")
