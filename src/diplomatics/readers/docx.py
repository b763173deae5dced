"""Word files (.docx) as lines: paragraphs, rows, notes where they are anchored, links on their words.

The body comes first, headed by what the first page bears above it (a United Nations masthead is
the header of the first page); headers and footers that run through the pages come last. Revisions
are read as accepted. What is not text (comments, pictures) is counted and said.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Final

import msgspec

from diplomatics.model.errors import ReadError
from diplomatics.model.transcript import Line, Remark, Role, Source, Transcript
from diplomatics.readers.docx_counting import known
from diplomatics.readers.docx_notes import Notes
from diplomatics.readers.docx_numbering import Numbering
from diplomatics.readers.docx_package import Element, Package, Part, R, W, switched_on
from diplomatics.readers.docx_story import Book, Story
from diplomatics.readers.docx_styles import Styles

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


def read_docx(data: bytes, name: str) -> Transcript:
    """What a Word file shows, as its author would print it with all revisions accepted.

    Sizes are in points. Pages are not known: a Word file has none before it is laid out. Raises
    `ReadError` for an archive that is damaged, encrypted, too large, or holds no Word document.

    >>> read_docx(b"PK", "letter.docx")
    Traceback (most recent call last):
    ...
    diplomatics.model.errors.ReadError: letter.docx: the file is damaged: it is no complete zip archive; \
fetch or copy it again.
    """
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise ReadError(name, "the file is encrypted", "save it without a password")
        raise ReadError(name, "this is a file of Word 97–2003 or older", "save it as .docx")
    package = Package(data, name)
    document = package.main()
    body = document.root.find(W + "body")
    if body is None:
        raise ReadError(name, "the file has no body: this is no Word document", "give a .docx file")
    settings = document.related("settings")
    sections = _sections(body)
    book = _book(document, settings, sections)
    lines = Story(book, document).lines(body)
    counts = book.counts.copy()
    book.counts["picture"] = 0
    head, running = _margins(document, book, settings, sections)
    counts["comment"] = _comments(document)
    counts["note"] = book.footnotes.unmet + book.endnotes.unmet
    language = _language(lines) or book.styles.language
    return Transcript(
        source=Source(name=name, sha256=hashlib.sha256(data).hexdigest(), media_type=MEDIA_TYPE),
        lines=tuple(
            msgspec.structs.replace(line, language="") if line.language == language else line
            for line in (*head, *lines, *running)
        ),
        remarks=_remarks(counts, book, package),
        language=language,
    )


def _book(document: Part, settings: Part | None, sections: list[Element]) -> Book:
    styles_part, numbering = document.related("styles"), document.related("numbering")
    styles = Styles(styles_part.root if styles_part is not None else None)
    general = settings.root if settings is not None else None
    return Book(
        styles=styles,
        numbering=Numbering(numbering.root if numbering is not None else None, styles.language),
        footnotes=Notes("footnote", document.related("footnotes"), general, sections),
        endnotes=Notes("endnote", document.related("endnotes"), general, sections),
    )


def _sections(body: Element) -> list[Element]:
    """The properties of each section in order. Those of a past revision do not count."""
    return [item for item in body.iter(W + "sectPr") if item.getparent().tag in (W + "pPr", W + "body")]


def _margins(
    document: Part, book: Book, settings: Part | None, sections: list[Element]
) -> tuple[list[Line], list[Line]]:
    """The header of the first page, where it is one of its own; and all other headers and footers.

    A header that is printed on the first page only does not run: it is the head of the document.
    Of those that run, each that is in use comes once, and none that says what another has said.
    """
    facing = settings.root.find(W + "evenAndOddHeaders") if settings is not None else None
    facing_pages = facing is not None and switched_on(facing)
    first: Part | None = None
    used: dict[str, list[Part]] = {"header": [], "footer": []}
    inherited: dict[tuple[str, str], Part | None] = {}
    for number, section in enumerate(sections):
        for kind in used:
            for reference in section.iterchildren(f"{W}{kind}Reference"):
                inherited[kind, reference.get(W + "type", "default")] = document.follow(reference.get(R + "id", ""))
        title = section.find(W + "titlePg")
        titled = title is not None and switched_on(title)
        for (kind, type_), part in inherited.items():
            if part is None or (type_ == "first" and not titled) or (type_ == "even" and not facing_pages):
                continue
            if number == 0 and (kind, type_) == ("header", "first"):
                first = part
            elif part is not first and part not in used[kind]:
                used[kind].append(part)
    head = [_margin_line(line, "") for line in _margin(book, first)] if first is not None else []
    running: list[Line] = []
    said: set[str] = set()
    for part in (*used["header"], *used["footer"]):
        lines = _margin(book, part)
        words = "\n".join(line.text for line in lines)
        if words not in said:
            said.add(words)
            running += [_margin_line(line, "running") for line in lines]
    return head, running


def _margin(book: Book, part: Part) -> list[Line]:
    return Story(book, part, rows=False, notes=False).lines(part.root)


def _margin_line(line: Line, role: Role) -> Line:
    """A line of a header or footer. Outline levels mean nothing there: it is no heading."""
    return msgspec.structs.replace(line, role=role, depth=0)


def _comments(document: Part) -> int:
    comments = document.related("comments")
    return len(comments.root.findall(W + "comment")) if comments is not None else 0


def _language(lines: list[Line]) -> str:
    """The language in which most of the text is set."""
    lengths: Counter[str] = Counter()
    for line in lines:
        lengths[line.language] += len(line.text)
    del lengths[""]
    return max(lengths, key=lengths.__getitem__) if lengths else ""


def _remarks(counts: Counter[str], book: Book, package: Package) -> tuple[Remark, ...]:
    """What was set aside or read with difficulty, each kind once."""
    remarks: list[Remark] = []
    inserted, deleted = counts["insertion"], counts["deletion"]
    if inserted or deleted:
        words = f"revisions are read as accepted: insertions kept: {inserted}, deletions left out: {deleted}"
        remarks.append(Remark("docx.tracked_changes", words))
    for key, code, words in (
        ("hidden", "docx.hidden_text", "characters of hidden text are left out"),
        ("comment", "docx.comments", "comments in the margin are not part of the text"),
        ("note", "docx.unreferenced_notes", "notes to which nothing refers are left out"),
        ("symbol", "docx.symbols", "characters of symbol fonts are not known; their codes stand in the text"),
        ("picture", "docx.pictures", "pictures and charts are not read"),
        ("embedded", "docx.embedded", "embedded files are not read"),
    ):
        if counts[key]:
            remarks.append(Remark(code, f"{words}: {counts[key]}"))
    if strange := sorted(form for form in book.numbering.forms if not known(form)):
        remarks.append(Remark("docx.numbering", f"numbers are written in figures for: {', '.join(strange)}"))
    remarks += [Remark("docx.damaged", f"{path} is damaged and was read in part") for path in package.damaged]
    return tuple(remarks)
