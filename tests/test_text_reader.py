"""Plain text and Markdown, in every encoding and with every kind of line end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplomatics.model.errors import ReadError
from diplomatics.model.transcript import Transcript
from diplomatics.readers import read_bytes
from diplomatics.readers.text import decode, read_text

WORDS = {
    "en": "The Security Council recalls its resolutions.",
    "fr": "Le Conseil de sécurité rappelle ses résolutions et réaffirme son attachement à la souveraineté.",
    "es": "El Consejo de Seguridad recuerda sus resoluciones y reafirma su adhesión a la soberanía.",
    "ru": "Совет Безопасности ссылается на свои резолюции и вновь подтверждает свою приверженность.",
    "ar": "إن مجلس الأمن يشير إلى قراراته السابقة ويعيد تأكيد التزامه بسيادة الدول.",
    "zh": "安全理事会回顾其以往各项决议，重申对各国主权的坚定承诺。",
}


def texts(data: bytes) -> list[str]:
    return [line.text for line in read_text(data, "x.txt").lines]


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_in_each_of_its_encodings(language, encoding):
    """With or without a byte-order mark."""
    assert texts(WORDS[language].encode(encoding)) == [WORDS[language]]


@pytest.mark.parametrize(
    ("language", "encoding"),
    [("fr", "cp1252"), ("ru", "cp1251"), ("ar", "cp1256"), ("zh", "gb18030"), ("ru", "koi8_r")],
)
def test_a_legacy_code_page_is_detected_and_said(language, encoding):
    """Old files come in the code pages of their time; the transcript says which was taken."""
    text = WORDS[language] * 4
    transcript = read_text(text.encode(encoding), "x.txt")
    assert transcript.lines[0].text == text
    assert [remark.code for remark in transcript.remarks] == ["text.encoding"]


def test_every_kind_of_line_end_ends_a_line():
    """Files that were edited on several systems mix them."""
    assert texts("a\r\nb\rc\nd\x0be\u2028f\u0085g".encode()) == list("abcdefg")


def test_blank_lines_and_page_breaks_are_gaps_not_lines():
    """What separates two lines is a property of the second."""
    lines = read_text(b"a\nb\n\n\nc\x0cd", "x.txt").lines
    assert [(line.text, line.gap, line.page) for line in lines] == [
        ("a", "blank", 1), ("b", "line", 1), ("c", "blank", 1), ("d", "page", 2),
    ]  # fmt: skip


def test_markdown_marks_become_marks():
    """Bold, italics, raised markers, links and escapes; the text has none of their signs."""
    (line,) = read_text(rb"**The** *Council*<sup>2</sup> \* [S/1](https://undocs.org/S/1)", "x.md").lines
    assert line.text == "The Council2 * S/1"
    assert [(line.text[m.start : m.end], m.kind, m.target) for m in line.marks] == [
        ("The", "bold", ""), ("Council", "italic", ""), ("2", "superscript", ""), ("S/1", "link", "https://undocs.org/S/1"),
    ]  # fmt: skip


def test_two_spaces_at_a_line_end_are_a_break_in_markdown_only():
    """In plain text they are an accident."""
    assert read_text(b"**a**  \nb", "x.md").lines[1].gap == "break"
    assert read_text(b"a  \nb", "x.txt").lines[1].gap == "line"


def test_an_asterisk_in_plain_text_is_an_asterisk():
    """Starred footnotes in plain text are not italics."""
    lines = ["Item 5 of the provisional agenda*", "* A/86/50."]
    assert texts("\n".join(lines).encode()) == lines


def test_superscript_figures_are_marked_as_raised():
    """Unicode has raised figures of its own."""
    (line,) = read_text("The Council,¹² recalling".encode(), "x.txt").lines
    assert [(line.text[m.start : m.end], m.kind) for m in line.marks] == [("¹²", "superscript")]


def test_damaged_bytes_are_shown_and_counted():
    """A truncated file is read to where it ends."""
    data = WORDS["ru"].rstrip(".").encode()[:-1]
    transcript = read_text(data, "x.txt")
    assert transcript.lines[0].text.endswith("\ufffd")
    assert [remark.code for remark in transcript.remarks] == ["text.damaged"]


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\0\0\0\0", b" \n\t ", bytes(range(256)) * 40, b"\x7fELF\x02\x01\x01\0\0\0",
        b"\x89PNG\r\n\x1a\n\0\0", b"\x00\x01" * 500,
    ],
)  # fmt: skip
def test_what_is_no_document_is_refused_in_one_sentence(data):
    """Empty files, programs, pictures, noise."""
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "x.bin")
    assert str(caught.value).startswith("x.bin: ")
    assert "\n" not in str(caught.value)


def test_zero_bytes_inside_a_text_are_left_out_and_said():
    """Some old exports pad with them."""
    text, _, remarks = decode(b"Annex\0 I and more words", "x.txt")
    assert (text, [remark.code for remark in remarks]) == ("Annex I and more words", ["text.controls"])


@settings(deadline=None)  # bytes with the signature of an old Word file go through another program
@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_give_a_transcript_or_a_read_error(data):
    """No third thing."""
    try:
        outcome = read_bytes(data, "x")
    except ReadError:
        return
    assert isinstance(outcome, Transcript)


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=200))
def test_plain_text_loses_no_character(text):
    """What is read is what was written, but for white space."""
    if not text.strip("\ufeff \u3000"):
        return
    data = text.encode()
    lines = read_text(data, "x.txt").lines if "**" not in text else ()
    from diplomatics.readers.text import _MARKDOWN

    if lines and not _MARKDOWN.search(text):
        assert "".join("".join(line.text.split()) for line in lines) == "".join(text.removeprefix("\ufeff").split())
