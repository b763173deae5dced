"""Pages read from their image: which they are, what is read on them, and what is said where nothing can be."""

from __future__ import annotations

import re
import shutil
import struct
import zlib
from pathlib import Path

import pytest

from diplomatics import ReadError, read
from diplomatics.readers import read_bytes, scan, scan_engine, scan_hocr, scan_image, scan_words
from diplomatics.readers.layout import pdfium
from diplomatics.readers.layout.glyphs import read_page
from diplomatics.readers.pdf import read_pdf
from diplomatics.readers.scan_page import paint
from pdf_builder import Pdf

FIXTURES = Path(__file__).parent / "fixtures" / "pdf"
needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="needs the program tesseract")

WORDS = (
    "The Permanent Mission of Belforia to the United Nations",
    "presents its compliments to the Secretary-General and has",
    "the honour to refer to the situation in the northern valley.",
)


def painted(data, index=0):
    """A page of a PDF as its image in grey."""
    with pdfium.Opened(data) as document:
        page = read_page(document.handle, index)
        return paint(document.handle, index, page.width, page.height)


def image_pdf(pages):
    """A PDF whose pages are nothing but images."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids, out = [], bytearray(b"%PDF-1.4\n")
    blobs = {}
    for picture in pages:
        first = len(objects) + 1
        width, height = picture.width * 72 / picture.dpi, picture.height * 72 / picture.dpi
        kids.append(f"{first} 0 R")
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:.2f} {height:.2f}] "
                       f"/Resources << /XObject << /P {first + 1} 0 R >> >> /Contents {first + 2} 0 R >>")  # fmt: skip
        packed = zlib.compress(picture.pixels)
        objects.append(f"<< /Type /XObject /Subtype /Image /Width {picture.width} /Height {picture.height} "
                       f"/ColorSpace /DeviceGray /BitsPerComponent 8 "
                       f"/Filter /FlateDecode /Length {len(packed)} >>")  # fmt: skip
        blobs[len(objects)] = packed
        content = f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /P Do Q".encode()
        objects.append(f"<< /Length {len(content)} >>")
        blobs[len(objects)] = content
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    for number, body in enumerate(objects, 1):
        out += f"{number} 0 obj\n{body}\n".encode()
        if number in blobs:
            out += b"stream\n" + blobs[number] + b"\nendstream\n"
        out += b"endobj\n"
    return bytes(out + b"trailer\n<< /Root 1 0 R /Size %d >>\n%%%%EOF\n" % (len(objects) + 1))


def png(picture):
    """The same image as a PNG file."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + picture.pixels[y * picture.width : (y + 1) * picture.width] for y in range(picture.height))
    metre = round(picture.dpi / 0.0254)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", picture.width, picture.height, 8, 0, 0, 0, 0))
        + chunk(b"pHYs", struct.pack(">IIB", metre, metre, 1))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def tiff(pictures):
    """The images as the pages of one TIFF."""
    out = bytearray(b"II*\0\0\0\0\0")
    link = 4
    for picture in pictures:
        strip = len(out)
        out += picture.pixels + b"\0" * (len(picture.pixels) % 2)
        ratio = len(out)
        out += struct.pack("<II", round(picture.dpi), 1)
        struct.pack_into("<I", out, link, len(out))
        entries = [
            (256, 4, picture.width), (257, 4, picture.height), (258, 3, 8), (259, 3, 1), (262, 3, 1),
            (273, 4, strip), (277, 3, 1), (278, 4, picture.height), (279, 4, len(picture.pixels)), (282, 5, ratio),
            (283, 5, ratio), (296, 3, 2),
        ]  # fmt: skip
        out += struct.pack("<H", len(entries))
        for tag, kind, value in entries:
            out += struct.pack("<HHII", tag, kind, 1, value)
        link = len(out)
        out += b"\0\0\0\0"
    return bytes(out)


@pytest.fixture(scope="module")
def english():
    """The image of a page with the sentence of WORDS."""
    pdf = Pdf()
    pdf.page(420, 300).lines(40, 80, WORDS, size=11, leading=14)
    return painted(pdf.bytes())


def letters(text):
    return re.findall(r"\w+", text)


def text_of(transcript):
    return " ".join(line.text for line in transcript.lines)


def codes(transcript):
    return [remark.code for remark in transcript.remarks]


@needs_tesseract
def test_a_page_that_is_an_image_is_read_with_boxes_and_scores(english):
    """The lines of an image stand where they are printed, and carry the engine's own score."""
    transcript = read_pdf(image_pdf([english]), "scan.pdf")
    assert letters(text_of(transcript)) == letters(" ".join(WORDS))
    assert codes(transcript) == ["page.ocr"]
    assert re.fullmatch(
        r"page 1 was read by tesseract [\d.]+ \(eng\), mean word score \d+", transcript.remarks[0].message
    )
    first = transcript.lines[0]
    assert first.score is not None and 60 < first.score <= 100
    assert first.box is not None and abs(first.box.x0 - 40) < 3 and abs(first.box.y1 - 82) < 4
    assert 8 < first.size < 14


@needs_tesseract
def test_never_leaves_an_image_unread_and_says_so(english):
    """With `never` the page is listed as unread."""
    transcript = read_pdf(image_pdf([english]), "scan.pdf", ocr="never")
    assert (transcript.lines, codes(transcript)) == ((), ["page.image"])


@needs_tesseract
def test_auto_leaves_a_page_of_good_text_alone_and_always_reads_its_image():
    """A page with text of its own is read from its image only when asked for."""
    pdf = Pdf()
    pdf.page(420, 300).lines(40, 80, WORDS, size=11, leading=14)
    assert codes(read_pdf(pdf.bytes(), "x.pdf")) == []
    assert all(line.score is None for line in read_pdf(pdf.bytes(), "x.pdf").lines)
    assert codes(read_pdf(pdf.bytes(), "x.pdf", ocr="always")) == ["page.ocr"]


@needs_tesseract
def test_the_text_of_a_scanner_gives_way_to_what_the_image_shows():
    """Words that are not painted are a scanner's; what is painted is read instead."""
    pdf = Pdf()
    sheet = pdf.page(420, 300)
    sheet.lines(40, 80, WORDS, size=11, leading=14)
    for index in range(12):
        sheet.text(40, 130 + 13 * index, "Tbe Pennanent Mjssion", size=9, mode=3)
    transcript = read_pdf(pdf.bytes(), "x.pdf")
    assert "Pennanent" not in text_of(transcript)
    assert "Permanent" in text_of(transcript)


@needs_tesseract
def test_letters_that_make_no_words_give_way_to_the_image():
    """A page whose font decodes to wrong letters is noticed by its words, of which none are common."""
    shifted = ["".join(chr((ord(c) - 97 + 3) % 26 + 97) if c.islower() else c for c in line) for line in WORDS * 4]
    pdf = Pdf()
    pdf.page(420, 300).lines(40, 80, shifted, size=11, leading=14)
    with pdfium.Opened(pdf.bytes()) as document:
        page = read_page(document.handle, 0)
    assert scan.need_of(page, []) == "words"


@needs_tesseract
@pytest.mark.parametrize(
    ("language", "code"), [("ar", "ara"), ("en", "eng"), ("es", "spa"), ("fr", "fra"), ("ru", "rus"), ("zh", "chi_sim")]
)
def test_the_language_of_an_image_is_found_and_read(language, code):
    """Script first, then language: the image of a page in each official language is read in that language."""
    program = scan_engine.engine()
    assert program is not None
    if code not in program.languages:
        pytest.skip(f"needs the package {scan_engine.PACKAGES[code]}")
    data = (FIXTURES / f"notes-{language}.pdf").read_bytes()
    wanted = "".join(letters(text_of(read_pdf(data, "x.pdf", ocr="never"))))
    transcript = read_pdf(image_pdf([painted(data)]), "scan.pdf")
    assert any(f"({code})" in remark.message for remark in transcript.remarks), transcript.remarks
    page_one = "".join(letters(" ".join(line.text for line in transcript.lines)))
    common = scan_words.commonness(text_of(transcript))
    assert common.share > 0.05
    assert len(page_one) > 0.7 * len(wanted) or len(page_one) > 200


@needs_tesseract
def test_a_page_on_its_side_is_turned(english):
    """A page that was scanned on its side is turned before it is read, and the remark says so."""
    pdf = Pdf()
    pdf.page(420, 420).lines(30, 40, WORDS * 8, size=11, leading=14)
    transcript = read_pdf(image_pdf([painted(pdf.bytes()).turned(90)]), "scan.pdf")
    assert "turned by 270°" in transcript.remarks[0].message
    assert "Permanent Mission of Belforia" in text_of(transcript)


@needs_tesseract
def test_an_image_file_is_a_document(english):
    """A PNG is read as a document of one page."""
    document = read(png(english), name="scan.png")
    assert "Permanent Mission of Belforia" in document.text
    assert (document.source.media_type, document.source.pages) == ("image/png", 1)


@needs_tesseract
def test_every_page_of_a_tiff_is_read(english):
    """The lines of a TIFF know their pages."""
    transcript = read_bytes(tiff([english, english]), "scan.tif")
    assert transcript.source.pages == 2
    assert {line.page for line in transcript.lines} == {1, 2}
    assert codes(transcript) == ["page.ocr", "page.ocr"]


def test_without_tesseract_one_sentence_says_so_and_the_pages_stay_listed(english, monkeypatch):
    """Two unread pages, one remark about the program."""
    monkeypatch.setenv("PATH", "")
    transcript = read_pdf(image_pdf([english, english]), "scan.pdf")
    assert codes(transcript) == ["page.image", "ocr.missing", "page.image"]
    with pytest.raises(ReadError, match="tesseract, which is not installed"):
        read_bytes(png(english), "scan.png")


@needs_tesseract
def test_a_language_that_is_not_installed_is_named_by_its_package(english, monkeypatch):
    """The remark names the Debian package."""
    program = scan_engine.engine()
    assert program is not None
    monkeypatch.setattr(scan, "engine", lambda: program._replace(languages=frozenset({"osd"})))
    transcript = read_pdf(image_pdf([english]), "scan.pdf")
    assert codes(transcript) == ["page.image", "ocr.language"]
    assert "tesseract-ocr-eng" in transcript.remarks[1].message


@needs_tesseract
def test_a_page_that_takes_too_long_is_told(english, monkeypatch, tmp_path):
    """The engine is ended after its time, and the page is listed."""
    slow = tmp_path / "tesseract"
    slow.write_text("#!/bin/sh\nexec sleep 30\n")
    slow.chmod(0o755)
    monkeypatch.setattr(
        scan, "engine", lambda: scan_engine.Engine(str(slow), "0", frozenset({"eng", "rus", "ara", "chi_sim"}))
    )
    transcript = read_pdf(image_pdf([english]), "scan.pdf", seconds=2)
    assert codes(transcript) == ["page.image", "ocr.failed"]
    assert "took longer than" in transcript.remarks[1].message


def test_an_image_of_absurd_size_is_refused_before_it_is_decoded():
    """The header alone tells the size."""
    head = struct.pack(">I4sIIBBBBB", 13, b"IHDR", 60_000, 60_000, 8, 0, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + head + b"\0" * 4 + struct.pack(">I4s", 0, b"IDAT")
    with pytest.raises(ReadError, match="60,000 × 60,000 pixels"):
        scan_image.sizes(data, "image/png", "x.png")


@pytest.mark.parametrize("kind", ["image/png", "image/jpeg", "image/tiff"])
def test_an_image_that_ends_in_its_header_is_an_error(kind):
    """Damaged bytes give a sentence and no traceback."""
    start = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff\xe0", "image/tiff": b"II*\0\x08\0\0\0"}
    with pytest.raises(ReadError, match="damaged"):
        scan_image.sizes(start[kind], kind, "x")


def test_the_size_of_a_jpeg_is_in_its_frame_header():
    """Segments before the frame are passed over; the resolution is in the first."""
    data = (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\0\x01\x01\x01\x01\x2c\x01\x2c\0\0"
        b"\xff\xc4\x00\x03\0\xff\xc0\x00\x0b\x08\x01\x00\x02\x00\x01\x01\x11\x00"
    )
    assert scan_image.sizes(data, "image/jpeg", "x") == [(512, 256, 300)]


def hocr(*lines):
    """An hOCR page of lines, each a list of (word, x0, x1, score)."""
    out = []
    for index, words in enumerate(lines):
        y = 100 + 60 * index
        x0, x1 = min(word[1] for word in words), max(word[2] for word in words)
        spans = "".join(
            f"<span class='ocrx_word' title='bbox {a} {y} {b} {y + 40}; x_wconf {score}'>{text}</span>"
            for text, a, b, score in words
        )
        out.append(
            f"<span class='ocr_line' title='bbox {x0} {y} {x1} {y + 40}; baseline 0 -8; x_size 40'>{spans}</span>"
        )
    return f"<html xmlns='http://www.w3.org/1999/xhtml'><body>{''.join(out)}</body></html>".encode()


def test_thousands_in_a_right_to_left_line_keep_the_order_in_which_they_stand():
    """The engine gives the groups of figures of "1 600" from right to left."""
    line = [("غارة", 420, 500, 90), ("600", 340, 400, 90), ("1", 300, 320, 90), ("على", 210, 285, 90)]
    found = scan_hocr.parse(hocr(line), "ara", 1, 300)
    assert found.text == "غارة 1 600 على"


def test_characters_of_a_script_without_spaces_are_joined():
    """Between two full-width signs that touch there is no space."""
    found = scan_hocr.parse(
        hocr([("联合国", 100, 220, 90), ("大会", 224, 300, 80), ("Belforia", 330, 500, 90)]), "x", 1, 300
    )
    assert [word.text for word in found.lines[0][0].words] == ["联合国大会", "Belforia"]


def test_words_far_apart_are_segments_of_their_own_and_specks_are_no_words():
    """A masthead's left and right block stand on one line; dirt on the paper is not read."""
    found = scan_hocr.parse(
        hocr([("General", 100, 250, 95), ("~", 300, 305, 20), ("Distr.", 900, 1000, 95)]), "x", 1, 300
    )
    assert [[word.text for word in row.words] for row in found.lines[0]] == [["General"], ["Distr."]]


def test_hocr_that_cannot_be_parsed_has_no_words():
    """Whatever an engine prints, there is an answer."""
    assert scan_hocr.parse(b"\0<<", "eng", 1, 300).words == 0
    assert scan_hocr.parse(b"", "eng", 1, 300).lines == []
