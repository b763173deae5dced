"""A document as one self-contained HTML page: no script, no style from elsewhere, everything escaped."""

from __future__ import annotations

from html import escape
from typing import Final

from diplomatics.exporters.inline import Piece, pieces
from diplomatics.model.document import Block, Document, Part

_TAGS: Final = {"title": "h1", "heading": "h2"}
_INLINE: Final = (
    ("superscript", "sup"), ("subscript", "sub"), ("italic", "em"), ("bold", "strong"), ("underline", "u"),
)  # fmt: skip
_RIGHT_TO_LEFT: Final = frozenset({"ar"})
_STYLE: Final = """
body { font: 17px/1.55 Georgia, "Noto Serif", serif; color: #1b1b1b; background: #fff; margin: 2.5rem auto;
  max-width: 44rem; padding: 0 1.25rem }
h1 { font-size: 1.35rem; line-height: 1.3; margin: 1.6rem 0 1rem } h2 { font-size: 1.08rem; margin: 1.6rem 0 .5rem }
h1, h2 { text-wrap: balance } h2 + h2 { margin-top: .5rem } sup, sub { line-height: 0; font-size: .72em }
p { margin: .55rem 0 } .masthead { color: #4a4a4a; font-size: .92rem; margin: .1rem 0 }
.masthead + :not(.masthead) { border-top: 1px solid #c9c9c9; margin-top: 1rem; padding-top: 1rem }
.signature { margin: .1rem 0 } :not(.signature) + .signature { margin-top: 1.2rem }
.note { font-size: .85rem; color: #333; margin-top: 1rem } .note + .note { margin-top: .2rem }
.running { color: #8a8a8a; font-size: .8rem }
.d1 { margin-inline-start: 2rem } .d2 { margin-inline-start: 4rem } .d3 { margin-inline-start: 6rem }
section + section { border-top: 1px solid #c9c9c9; margin-top: 2.2rem } sup a { text-decoration: none }
table { border-collapse: collapse; font-size: .9rem }
td { border: 1px solid #c9c9c9; padding: .25rem .5rem; vertical-align: top }
"""


def write_html(document: Document) -> bytes:
    """The document as a page that opens anywhere. Links lead only to http and https addresses."""
    title = escape(document.identity.title or document.source.name)
    language = escape(document.identity.language or "und", quote=True)
    sections = "\n".join(_section(document, part) for part in document.parts)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"{_direction(language)}>\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f'<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n{sections}\n</body>\n</html>\n"
    ).encode()


def _section(document: Document, part: Part) -> str:
    inside = [block for block in document.blocks if part.start <= block.start and block.end <= part.end]
    out: list[str] = []
    for index, block in enumerate(inside):
        if block.kind == "row":
            if not index or inside[index - 1].kind != "row":
                out.append("<table>")
            cells = _words(document, block).split("\t")
            out.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
            if index + 1 == len(inside) or inside[index + 1].kind != "row":
                out.append("</table>")
        else:
            out.append(_block(document, block, part))
    language = escape(part.language, quote=True)
    return f'<section class="{part.kind}" lang="{language}"{_direction(language)}>\n' + "\n".join(out) + "\n</section>"


def _block(document: Document, block: Block, part: Part) -> str:
    tag = _TAGS.get(block.kind, "p")
    names = " ".join(filter(None, (block.kind, f"d{min(block.depth, 3)}" if block.depth else "")))
    lang = ""
    if block.language and block.language != part.language:
        lang = f' lang="{escape(block.language, quote=True)}"{_direction(block.language) or " dir=ltr"}'
    words = _words(document, block)
    if block.kind == "note" and block.number:
        place = next((i for i, note in enumerate(document.notes) if note.start == block.start), 0)
        words = f'<sup id="note{place}">{escape(block.number)}</sup> {words}'
    return f'<{tag} class="{names}"{lang}>{words}</{tag}>'


def _words(document: Document, block: Block) -> str:
    return "".join(_piece(piece) for piece in pieces(document, block))


def _piece(piece: Piece) -> str:
    if piece.marker is not None:
        return f'<sup><a href="#note{piece.note}">{escape(piece.marker)}</a></sup>'
    words = escape(piece.text)
    for kind, tag in _INLINE:
        if kind in piece.kinds:
            words = f"<{tag}>{words}</{tag}>"
    if piece.target.startswith(("https://", "http://")):
        return f'<a href="{escape(piece.target, quote=True)}" rel="noreferrer">{words}</a>'
    return words


def _direction(language: str) -> str:
    return ' dir="rtl"' if language in _RIGHT_TO_LEFT else ""
