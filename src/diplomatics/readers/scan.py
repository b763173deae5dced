"""Pages that are images, or whose text layer is not to be trusted: read by tesseract.

    never   no page is read from its image
    auto    pages without text, with a scanner's text, or whose letters make no words of any language
    always  every page

The words that the engine read go through the same layout pass as the words of a PDF. Every page read so has
a remark `page.ocr` with the engine's mean word score; a page that could not be read stays listed as unread.
"""

from __future__ import annotations

import hashlib
import time
from typing import Final, Literal

from diplomatics.model.errors import ReadError
from diplomatics.model.transcript import Remark, Source, Transcript
from diplomatics.readers.formats import media_type
from diplomatics.readers.layout.page import Page, Row
from diplomatics.readers.layout.sequence import Rowed, lines_of
from diplomatics.readers.scan_engine import Engine, EngineError, engine
from diplomatics.readers.scan_hocr import level
from diplomatics.readers.scan_image import Size, sizes
from diplomatics.readers.scan_modes import SECONDS, Ocr
from diplomatics.readers.scan_page import Painted, paint
from diplomatics.readers.scan_read import Image, NotInstalled, Outcome, recognise
from diplomatics.readers.scan_words import commonness

_PICTURE: Final = 0.02
"""The share of a page without text that an image covers, where it may hold words."""

_MOSTLY_PICTURE: Final = 0.3
_FEW: Final = 120
"""A page whose image covers this share, with fewer characters beside it than this, is an image with a heading."""

_UNKNOWN: Final = 0.02

_WORDS: Final = {"ar": 40, "ru": 40, "zh": 80, "la": 80}
_COMMON: Final = {"ar": 0.08, "ru": 0.03, "zh": 0.05, "la": 0.02}
"""A page with so many words has a larger share of common ones, if its letters are what they seem."""

_ENOUGH: Final = 3
_LEGIBLE: Final = 50.0
"""So many words with such a mean score are writing, and not a picture."""

_MISSING: Final = "images of pages are read by the program tesseract, which is not installed"

Need = Literal["", "image", "heading", "scanner", "letters", "words"]


def need_of(page: Page, lines: list[list[Row]]) -> Need:
    """Why a page is to be read from its image; "" if its text is good.

    "image": it has no text; "heading": no more than a heading beside an image; "scanner": its text was put
    there by a scanner; "letters": its fonts do not tell the characters; "words": its letters make no words.
    """
    if not page.characters:
        return "image" if page.pictured > _PICTURE else ""
    if page.hidden * 2 > page.characters:
        return "scanner"
    if page.unknown > max(3, _UNKNOWN * page.characters):
        return "letters"
    if page.pictured > _MOSTLY_PICTURE and page.characters < _FEW:
        return "heading"
    return "words" if _makes_no_words(_text(page, lines)) else ""


def _text(page: Page, lines: list[list[Row]]) -> str:
    """The words of a page; of one read from right to left they are the words of its rows."""
    if any(row.rtl for line in lines for row in line):
        rows = (row.words for line in lines for row in line)
        return "\n".join("".join(" " + word.text if word.spaced else word.text for word in row) for row in rows)
    return " ".join(word.text for word in page.words)


def _makes_no_words(text: str) -> bool:
    common = commonness(text)
    return bool(common.script) and common.words >= _WORDS[common.script] and common.share < _COMMON[common.script]


class Scanner:
    """Reads the pages of one PDF that need it. Remembers what was said once, and the language of the last page."""

    def __init__(self, mode: Ocr) -> None:
        self.mode: Ocr = mode
        self._said_missing = False
        self._language = ""

    def look(self, document: int, rowed: Rowed, seconds: float) -> tuple[Rowed, list[Remark]]:
        """The page as it is, or as its image shows it, with what is to be said about it.

        `document` is the address of the handle of an open PDF; `seconds` what is left of its time.
        """
        page, lines = rowed
        need: Need = need_of(page, lines)
        if self.mode == "never" or (self.mode == "auto" and not need):
            return rowed, _as_it_is(page, need)
        program = engine()
        if program is None:
            return rowed, [*_as_it_is(page, need), *self._missing()]
        try:
            painted = paint(document, page.number - 1, page.width, page.height)
            outcome = recognise(program, painted.image(), page.number, seconds, self._language)
        except NotInstalled as error:
            return rowed, [*_as_it_is(page, need), _language_missing(page.number, error.package)]
        except (EngineError, ValueError) as error:
            remark = Remark("ocr.failed", f"tesseract did not read page {page.number}: it {error}", page.number)
            return rowed, [*_as_it_is(page, need), remark]
        if not _is_better(outcome, need, page, lines):
            return rowed, _as_it_is(page, need, tried=True)
        self._language = outcome.read.language
        read = _rowed(page, outcome, painted.turned(outcome.turn) if outcome.turn else painted)
        if need == "heading" and not outcome.turn:
            read = Rowed(read.page, _beside(lines, read.lines))
        return read, _told(program, page.number, outcome)

    def _missing(self) -> list[Remark]:
        if self._said_missing:
            return []
        self._said_missing = True
        return [Remark("ocr.missing", _MISSING)]


def _is_better(outcome: Outcome, need: Need, page: Page, lines: list[list[Row]]) -> bool:
    """Whether what was read is writing, and worth more than the text that the page has."""
    read = outcome.read
    if read.words < _ENOUGH or read.score < _LEGIBLE:
        return False
    if need == "words":
        return commonness(read.text).share > 2 * commonness(_text(page, lines)).share
    return True


def _rowed(page: Page, outcome: Outcome, painted: Painted) -> Rowed:
    """The page with the words and rules of its image."""
    points = 72.0 / painted.dpi
    read = Page(
        page.number,
        painted.width * points,
        painted.height * points,
        (),
        across=tuple(painted.rules()),
        characters=sum(len(word.text) for line in outcome.read.lines for row in line for word in row.words),
        pictured=page.pictured,
    )
    return Rowed(read, outcome.read.lines)


def _beside(lines: list[list[Row]], read: list[list[Row]]) -> list[list[Row]]:
    """The rows of a page, and those of its image that do not show the same again."""
    own = [row for line in lines for row in line]

    def shown(row: Row) -> bool:
        x, y = (row.x0 + row.x1) / 2, (row.y0 + row.y1) / 2
        return any(other.x0 - 2 <= x <= other.x1 + 2 and other.y0 - 2 <= y <= other.y1 + 2 for other in own)

    return level([*own, *(row for line in read for row in line if not shown(row))])


def _as_it_is(page: Page, need: Need, tried: bool = False) -> list[Remark]:
    """What is to be said about a page that is not read from its image."""
    number = page.number
    if need == "image":
        what = "is an image, and no words were found on it" if tried else "is an image and was not read"
        return [Remark("page.image", f"page {number} {what}", number)]
    if need == "heading":
        what = "shows an image, and no words were found on it" if tried else "shows an image that was not read"
        return [Remark("page.image", f"page {number} {what}", number)]
    if need == "scanner":
        return [Remark("pdf.ocr_layer", f"the words of page {number} are those of a scanner", number)]
    if need == "letters":
        unknown = f"{page.unknown} characters of page {number} have no meaning"
        return [Remark("pdf.unreadable_characters", unknown, number)]
    if need == "words" and not tried:
        return [Remark("pdf.unreadable_words", f"the letters of page {number} make no words", number)]
    return []


def _told(program: Engine, number: int, outcome: Outcome) -> list[Remark]:
    read = outcome.read
    turned = f", turned by {outcome.turn}°" if outcome.turn else ""
    message = f"page {number} was read by {program.name} ({read.language}{turned}), mean word score {read.score:.0f}"
    if read.left_out:
        message += f"; {read.left_out} characters that it could hardly read were left out"
    remarks = [Remark("page.ocr", message, number)]
    return [*remarks, _language_missing(number, outcome.missing)] if outcome.missing else remarks


def _language_missing(number: int, package: str) -> Remark:
    return Remark("ocr.language", f"page {number} would be read better with the package {package} installed", number)


def read_image(data: bytes, name: str, *, seconds: float = SECONDS, ocr: Ocr = "auto") -> Transcript:
    """What is written on an image (PNG, JPEG, or TIFF with one page or several).

    Raises `ReadError` without tesseract, with `ocr="never"`, for a damaged image or one of absurd size, and
    where no page has words.
    """
    kind = media_type(data, name)
    pages = sizes(data, kind, name)
    program = engine()
    if ocr == "never":
        raise ReadError(name, "this is an image, and images are not to be read", "let images be read: ocr auto")
    if program is None:
        raise ReadError(name, _MISSING, "install it with its languages")
    deadline = time.monotonic() + seconds
    remarks: list[Remark] = []
    read: list[Rowed] = []
    language = ""
    for index, size in enumerate(pages):
        if time.monotonic() > deadline:
            over = f"{seconds:g} seconds were over"
            remarks.append(Remark("ocr.time", f"pages {index + 1} to {len(pages)} were not read: {over}"))
            break
        rowed, said, language = _image_page(program, data, index, size, deadline - time.monotonic(), language)
        remarks.extend(said)
        read.extend(rowed)
    if not read:
        reasons = "; ".join(remark.message for remark in remarks[:3])
        raise ReadError(name, f"no words were read on the image: {reasons}", "scan it more sharply")
    source = Source(name=name, sha256=hashlib.sha256(data).hexdigest(), media_type=kind, pages=len(pages))
    return Transcript(source=source, lines=lines_of(read), remarks=tuple(remarks))


def _image_page(
    program: Engine, data: bytes, index: int, size: Size, seconds: float, before: str
) -> tuple[list[Rowed], list[Remark], str]:
    """One page of an image file (none, if nothing could be read), what is to be said, the language."""
    number = index + 1
    try:
        outcome = recognise(program, Image(data, size.dpi, index), number, seconds, before)
    except NotInstalled as error:
        return [], [_language_missing(number, error.package)], before
    except EngineError as error:
        return [], [Remark("ocr.failed", f"tesseract did not read page {number}: it {error}", number)], before
    if outcome.read.words < _ENOUGH or outcome.read.score < _LEGIBLE:
        return [], [Remark("page.image", f"page {number} is an image, and no words were found on it", number)], before
    points = 72.0 / size.dpi
    page = Page(number, size.width * points, size.height * points, (), across=tuple(outcome.read.rules))
    return [Rowed(page, outcome.read.lines)], _told(program, number, outcome), outcome.read.language
