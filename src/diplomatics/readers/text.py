"""Plain text and Markdown, in whatever encoding, as lines.

Markdown is read where a text uses it: bold, italics, `<sup>`, links, headings, escaped characters,
line breaks by two spaces. In any other text an asterisk is an asterisk.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from typing import Final

from diplomatics.model.errors import ReadError
from diplomatics.model.transcript import Gap, Line, Mark, MarkKind, Remark, Role, Source, Transcript

_CODE_PAGES: Final = ["cp1252", "cp1251", "cp1256", "gb18030", "big5", "koi8_r", "cp866", "iso8859_5", "mac_roman"]
_KNOWN: Final = re.compile(
    "[\t\n\r -~\u00a0-\u00ff\u0152\u0153\u0400-\u04ff\u0600-\u06ff\u2010-\u2030\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
)
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1f]")
_CHINESE: Final = re.compile("[\u4e00-\u9fff]")
_CHINESE_POINTS: Final = re.compile("[\u3001\u3002\uff0c\uff1a\uff1b]")
_LINE_END: Final = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_MARKDOWN: Final = re.compile(r"\*\*\S|</?su[bp]>|^#{1,6} |\[[^\[\]\n]{1,300}\]\(\w+:|\\[*_\[\]#]", re.MULTILINE)
_INLINE: Final = re.compile(
    r"\\(?P<escaped>[\\`*_{}\[\]()#+.!|<>~-])"
    r"|(?P<bold>\*\*|__)"
    r"|(?P<italic>(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])|\b_(?=\S)|(?<=\S)_\b)"
    r"|<(?P<close>/?)(?P<tag>sup|sub|b|i|u|em|strong)>"
    r"|\[(?P<words>[^\[\]]{1,300})\]\((?P<target>[a-z]+:[^)\s]{1,500})\)"
    r"|(?P<br><br ?/?>)",
    re.IGNORECASE,
)
_TAGS: Final[dict[str, MarkKind]] = {
    "sup": "superscript", "sub": "subscript", "b": "bold", "strong": "bold",
    "i": "italic", "em": "italic", "u": "underline",
}  # fmt: skip
_SUPERSCRIPTS: Final = re.compile("[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+")
_RULE: Final = re.compile(r"[\s_*\-=]{3,}")
_HEADING: Final = re.compile(r"(#{1,6}) +(.*?)(?: +#+)?$")


def read_text(data: bytes, name: str) -> Transcript:
    """The lines of a plain text or Markdown file.

    Raises `ReadError` for bytes that are no text in any encoding that is known.

    >>> line = read_text("**Bold** words.<sup>1</sup>".encode(), "x.md").lines[0]
    >>> line.text, [(m.kind, line.text[m.start:m.end]) for m in line.marks]
    ('Bold words.1', [('bold', 'Bold'), ('superscript', '1')])
    """
    text, encoding, remarks = decode(data, name)
    source = Source(name=name, sha256=hashlib.sha256(data).hexdigest(), media_type="text/plain")
    markdown = bool(_MARKDOWN.search(text))
    if markdown:
        source = Source(name=name, sha256=source.sha256, media_type="text/markdown")
    if encoding != "utf-8":
        remarks = (*remarks, Remark("text.encoding", f"the text was read as {encoding}"))
    return Transcript(source=source, lines=tuple(_lines(text, markdown)), remarks=remarks)


def decode(data: bytes, name: str) -> tuple[str, str, tuple[Remark, ...]]:
    """The text of some bytes, the name of its encoding, and what was wrong with it.

    A byte-order mark decides; then UTF-16 if every other byte is zero; then UTF-8 if it fits; then UTF-16
    if it makes words; then the likeliest legacy code page.
    """
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, "replace"), encoding, name)
    for encoding, zeros in (("utf-16-le", data[1:4000:2]), ("utf-16-be", data[0:4000:2])):
        if zeros.count(0) > len(zeros) * 0.3 and _plausible(data, encoding):
            return _checked(data.decode(encoding, "replace"), encoding, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text and not _noisy(text):
        return _checked(text, "utf-8", name)
    for encoding in ("utf-16-le", "utf-16-be"):
        if _plausible(data, encoding):
            return _checked(data.decode(encoding, "replace"), encoding, name)
    if _mostly_utf8(data):
        return _checked(data.decode("utf-8", "replace"), "utf-8", name)
    return _checked(*_legacy(data, name), name)


def _plausible(data: bytes, encoding: str) -> bool:
    """Whether some bytes make letters of the six languages, and not just any characters, in an encoding."""
    sample = data[:4000].decode(encoding, "replace")
    known = len(_KNOWN.findall(sample))
    chinese = len(_CHINESE.findall(sample))
    return known > len(sample) * 0.95 and (chinese < known * 0.5 or bool(_CHINESE_POINTS.search(sample)))


def _mostly_utf8(data: bytes) -> bool:
    """Whether the text is UTF-8 with a few damaged bytes, as after a truncated download."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    beyond_ascii = sum(1 for char in text[:200_000] if char > "\x7f")
    return damaged < 3 or damaged < beyond_ascii * 0.02


def _legacy(data: bytes, name: str) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000], cp_isolation=_CODE_PAGES, threshold=0.3).best()
    if best is None:
        raise ReadError(name, "these bytes are no text in any encoding that is known", "give it as UTF-8")
    return data.decode(best.encoding, "replace"), best.encoding.replace("_", "-")


def _checked(text: str, encoding: str, name: str) -> tuple[str, str, tuple[Remark, ...]]:
    """The text without control characters, and a remark for what was damaged."""
    if _noisy(text):
        raise ReadError(name, "this is not text", "give PDF, Word, HTML, Akoma Ntoso or plain text")
    remarks: list[Remark] = []
    if "\ufffd" in text:
        count = text.count("\ufffd")
        remarks.append(Remark("text.damaged", f"{count} damaged characters are shown as \ufffd"))
    if _CONTROLS.search(text):
        text = _CONTROLS.sub("", text)
        remarks.append(Remark("text.controls", "control characters were left out"))
    return text.removeprefix("\ufeff"), encoding, tuple(remarks)


def _noisy(text: str) -> bool:
    """Whether a text has so many control characters that it is none."""
    sample = text[:100_000]
    return len(_CONTROLS.findall(sample)) > len(sample) * 0.02 + 2


def _lines(text: str, markdown: bool) -> list[Line]:
    """The lines of a text, each with what separates it from the line before.

    A blank line is not a line: it is the gap before the next.
    """
    lines: list[Line] = []
    page = 1
    gap: Gap = "blank"
    start = 0
    while start <= len(text):
        found = _LINE_END.search(text, start)
        end = found.start() if found else len(text)
        raw = text[start:end]
        if raw.strip():
            lines.append(_line(raw, markdown, gap, page))
            gap = "break" if markdown and raw.endswith("  ") else "line"
        elif gap != "page":
            gap = "blank"
        if found and found[0] == "\x0c":
            page, gap = page + 1, "page"
        start = found.end() if found else len(text) + 1
    return lines


def _line(raw: str, markdown: bool, gap: Gap, page: int) -> Line:
    role: Role = ""
    depth = 0
    text = raw.rstrip(" \u3000")
    if markdown and (heading := _HEADING.match(text)):
        text, role, depth = heading[2], "heading", len(heading[1]) - 1
    text, marks = _inline(text) if markdown and not _RULE.fullmatch(text) else (text, ())
    marks += tuple(Mark(m.start(), m.end(), "superscript") for m in _SUPERSCRIPTS.finditer(text))
    return Line(text=text, role=role, depth=depth, gap=gap, page=page, marks=marks)


def _inline(source: str) -> tuple[str, tuple[Mark, ...]]:
    """The text of a line of Markdown and its marks, built in one pass. A sign without its pair is a sign."""
    tokens = list(_INLINE.finditer(source))
    paired = _pairs(tokens)
    out: list[str] = []
    length = end = 0
    marks: list[Mark] = []
    opened: dict[int, int] = {}
    for index, found in enumerate(tokens):
        words = source[end : found.start()]
        end = found.end()
        kind = _kind(found)
        if found["escaped"]:
            words += found["escaped"]
        elif found["words"]:
            start = length + len(words)
            words += found["words"]
            marks.append(Mark(start, start + len(found["words"]), "link", found["target"]))
        elif found["br"]:
            words += " "
        elif index not in paired or kind is None:
            words += found[0]
        elif paired[index] > index:
            opened[index] = length + len(words)
        elif opened[paired[index]] < length + len(words):
            marks.append(Mark(opened[paired[index]], length + len(words), kind))
        out.append(words)
        length += len(words)
    out.append(source[end:])
    return "".join(out), tuple(sorted(marks, key=lambda mark: (mark.start, mark.end)))


def _kind(token: re.Match[str]) -> MarkKind | None:
    """What a sign of Markdown begins or ends."""
    if token["bold"]:
        return "bold"
    if token["italic"]:
        return "italic"
    return _TAGS[token["tag"].lower()] if token["tag"] else None


def _pairs(tokens: list[re.Match[str]]) -> dict[int, int]:
    """The signs that belong together, each by the index of the other."""
    paired: dict[int, int] = {}
    waiting: dict[MarkKind, int] = {}
    for index, token in enumerate(tokens):
        kind = _kind(token)
        if kind is None:
            continue
        closing = bool(token["close"]) if token["tag"] else kind in waiting
        if closing and kind in waiting:
            first = waiting.pop(kind)
            paired[first], paired[index] = index, first
        elif not closing:
            waiting[kind] = index
    return paired
