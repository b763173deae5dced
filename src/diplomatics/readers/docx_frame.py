"""A frame: a place of a Word document where paragraphs are set, one after the other."""

from __future__ import annotations

from typing import Final

from diplomatics.model.transcript import Gap, Line, Mark, Role
from diplomatics.readers.docx_fields import Field
from diplomatics.readers.docx_notes import Note
from diplomatics.readers.docx_numbering import Label
from diplomatics.readers.docx_package import VAL, Element, W, switched_on, whole
from diplomatics.readers.docx_styles import Format, Look
from diplomatics.readers.linewriter import Active, LineWriter

_WIDEST_SPAN: Final = 63
"""Columns: no table of Word has more."""
UNMADE: Final = frozenset({W + "del", W + "moveFrom"})
"""Elements whose content a reviewer has taken out."""

SKIPPED: Final = tuple(W + name for name in ("pPr", "sdtPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sectPr"))
"""Elements that state properties, not text."""
COUNTED: Final = {
    W + "ins": "insertion",
    W + "moveTo": "insertion",
    W + "del": "deletion",
    W + "moveFrom": "deletion",
    W + "object": "embedded",
    W + "altChunk": "embedded",
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic": "picture",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "picture",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": "picture",
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart": "picture",
    "{urn:schemas-microsoft-com:vml}imagedata": "picture",
}
"""Elements that are counted, and as what."""


class Frame:
    """The state of one frame: the lines that are set, and the paragraph or row that is being set.

    The body of a story is a frame; a text box opens another within a paragraph.
    """

    def __init__(self, plain: Format, look: Look) -> None:
        self.lines: list[Line] = []
        self.writer = LineWriter()
        self.tally: dict[tuple[float, str], int] = {}
        self.notes: list[Note] = []
        self.after: list[Line] = []
        self.plain = plain
        self.format = plain
        self.style = look.id
        self.look = look
        self.outline: int | None = None
        self.centred = False
        self.label: Label | None = None
        self.fields: list[Field] = []
        self.wrappers: list[str] = []
        self.links: Active = ()
        self.custom: Note | None = None
        self.tables = 0
        self.in_row = False
        self.cells = 0
        self.span = 1
        self.merges = False
        self.gone = False
        self.ends_section = False
        self.gap: Gap = "blank"

    def adjust(self, direct: dict[str, Element]) -> None:
        """Take over what a paragraph states of itself, over its style."""
        if (item := direct.get(W + "jc")) is not None:
            self.centred = item.get(VAL) == "center"
        if (item := direct.get(W + "outlineLvl")) is not None:
            level = whole(item.get(VAL), 9)
            self.outline = level if 0 <= level < 9 else None
        if (item := direct.get(W + "pageBreakBefore")) is not None and switched_on(item):
            self.gap = "page"

    def write(self, text: str, active: Active) -> None:
        """Add words to the line, as the run at hand is set."""
        form = self.format
        language = form.language
        if form.east_asian and not text.isascii() and max(text) >= "\u2e80" and not form.complex_script:
            language = form.east_asian
        self.writer.write(text, active)
        key = (form.size, language)
        self.tally[key] = self.tally.get(key, 0) + len(text)

    def skip_cells(self, count: int) -> None:
        """Empty cells, so that those of one column stand at one place in every row."""
        for _ in range(min(count, _WIDEST_SPAN)):
            self.writer.cell()

    def take(self, role: Role = "") -> Line | None:
        """The line that has been set, or None if nothing was; the frame is ready for the next."""
        text, marks = self.writer.finish()
        label = self.label
        if label is not None and label.bullet and label.text == text:
            text = ""
        line = None
        if text.strip("\t") or any(mark.kind == "anchor" for mark in marks):
            line = self._line(text, marks, label.text if label is not None else "", role)
            self.gap = "blank"
        self.writer = LineWriter()
        self.tally = {}
        self.label = None
        return line

    def _line(self, text: str, marks: tuple[Mark, ...], number: str, role: Role) -> Line:
        sizes: dict[float, int] = {}
        languages: dict[str, int] = {}
        for (size, language), length in self.tally.items():
            sizes[size] = sizes.get(size, 0) + length
            languages[language] = languages.get(language, 0) + length
        heading = self.outline is not None and role == ""
        return Line(
            text=text,
            role="heading" if heading else role,
            number=number,
            depth=self.outline or 0 if heading else 0,
            whole=True,
            gap=self.gap,
            marks=marks,
            language=max(languages, key=languages.__getitem__) if languages else "",
            style=self.look.name,
            size=max(sizes, key=sizes.__getitem__) if sizes else self.plain.size,
            centred=self.centred and role != "row",
        )

    def relink(self) -> None:
        """Put the innermost link in force."""
        targets = [*(field.target for field in self.fields), *self.wrappers]
        inner = next((target for target in reversed(targets) if target), "")
        self.links = (("link", inner),) if inner else ()


def survives(paragraph: Element) -> bool:
    """Whether any word of a paragraph is left when what is deleted is out."""
    return any(
        not any(above.tag in UNMADE for above in text.iterancestors())
        for text in paragraph.iter(W + "t", W + "sym", W + "footnoteReference", W + "endnoteReference")
    )
