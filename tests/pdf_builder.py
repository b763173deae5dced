"""A small writer of PDF files, for tests: text at given places, rules, links, pictures.

    pdf = Pdf()
    pdf.page().text(72, 100, "Norland").text(120, 100, "1", size=6, rise=3).rule(72, 700, 160)
    pdf.bytes()

Lengths are points; y is measured from the top of the page, as in the transcript.
"""

from __future__ import annotations

FONTS = ("Times-Roman", "Times-Bold", "Times-Italic", "Helvetica")


class Sheet:
    """One page while it is drawn."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.content: list[str] = []
        self.links: list[tuple[float, float, float, float, str]] = []
        self.pictured = False
        self.rotated = 0

    def text(self, x, y, words, *, size=10.0, font="Times-Roman", rise=0.0, mode=0, upright=True):
        """Words with their baseline at y; `rise` lifts them; mode 3 does not paint them."""
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        matrix = f"1 0 0 1 {x} {self.height - y + rise}" if upright else f"0 1 -1 0 {x} {self.height - y}"
        number = FONTS.index(font) + 1
        self.content.append(f"BT /F{number} {size} Tf {mode} Tr {matrix} Tm ({escaped}) Tj ET")
        return self

    def lines(self, x, y, words, *, size=10.0, leading=12.0, **style):
        """Lines of text, one under the other."""
        for index, line in enumerate(words):
            self.text(x, y + index * leading, line, size=size, **style)
        return self

    def rule(self, x0, y, x1, thick=0.5):
        """A horizontal rule whose top is at y."""
        self.content.append(f"{x0} {self.height - y - thick} {x1 - x0} {thick} re f")
        return self

    def post(self, x, y0, y1):
        """A vertical rule."""
        self.content.append(f"{x} {self.height - y1} 0.5 {y1 - y0} re f")
        return self

    def link(self, x0, y0, x1, y1, target):
        """An area that leads to an address."""
        self.links.append((x0, self.height - y1, x1, self.height - y0, target))
        return self

    def picture(self):
        """An image over the whole page."""
        self.pictured = True
        return self

    def turned(self, degrees):
        """The page is shown turned clockwise."""
        self.rotated = degrees
        return self


class Pdf:
    """A PDF while it is made."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []

    def page(self, width: float = 612.0, height: float = 792.0) -> Sheet:
        """A further page, empty."""
        self.sheets.append(Sheet(width, height))
        return self.sheets[-1]

    def bytes(self) -> bytes:
        """The file."""
        objects: list[str] = ["", ""]
        objects.extend(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>" for font in FONTS
        )
        fonts = " ".join(f"/F{i + 1} {i + 3} 0 R" for i in range(len(FONTS)))
        objects.append(_stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
                               "/BitsPerComponent 8", "A"))  # fmt: skip
        picture = len(objects)
        kids: list[int] = []
        for sheet in self.sheets:
            paint = [f"q {sheet.width} 0 0 {sheet.height} 0 0 cm /P Do Q"] if sheet.pictured else []
            objects.append(_stream("", "\n".join(paint + sheet.content)))
            content = len(objects)
            notes = [
                f"<< /Type /Annot /Subtype /Link /Rect [{x0} {y0} {x1} {y1}] /A << /S /URI /URI ({target}) >> >>"
                for x0, y0, x1, y1, target in sheet.links
            ]
            objects.append(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.width} {sheet.height}] "
                f"/Rotate {sheet.rotated} /Contents {content} 0 R /Annots [{' '.join(notes)}] "
                f"/Resources << /Font << {fonts} >> /XObject << /P {picture} 0 R >> >> >>"
            )
            kids.append(len(objects))
        objects[0] = "<< /Type /Catalog /Pages 2 0 R >>"
        references = " ".join(f"{kid} 0 R" for kid in kids)
        objects[1] = f"<< /Type /Pages /Kids [{references}] /Count {len(kids)} >>"
        return _file(objects)


def _stream(entries: str, content: str) -> str:
    return f"<< {entries} /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream"


def _file(objects: list[str]) -> bytes:
    out = b"%PDF-1.7\n"
    places: list[int] = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + (head + tail).encode()
