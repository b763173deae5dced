"""A file of the UN's XML as plain text, as the UN prints it.

Masthead lines in groups, paragraphs set apart by blank lines and broken at a fixed width, sub-paragraphs
indented, notes at the end under a rule. The same gold always gives the same text.
"""

from __future__ import annotations

import re
import textwrap

from evaluation.unxml import Gold
from evaluation.walk import GoldBlock

WIDTH = 90
WIDE = 45  # Chinese characters are as wide as two letters
INDENT = 4
RULE = "__________________"

_TOGETHER = (
    {"publisher", "symbol"},
    {"distribution", "issued", "original", "edition"},
    {"session", "session_dates", "agenda_item", "agenda_title"},
)
_CLUSTER = re.compile(
    r".<sup>.*?</sup>|[!-;=-~\u00a0-\u024f]+|.", re.DOTALL
)  # words, figures, marked characters stay whole
_NO_START = set("，。；：、？！）》」』】〕”’…％,.;:)]")
_NO_END = set("（《「『【〔“‘([")


def render(gold: Gold) -> str:
    """The plain text of a document."""
    wide = gold.item.language == "zh"
    out: list[str] = []
    before: GoldBlock | None = None
    for block in gold.blocks:
        if before is not None:
            out.append("\n" if _together(before, block) else "\n\n")
        out.append(_paragraph(_with_markers(block, gold.notes), block.depth or 0, block.kinds[0] == "row", wide))
        before = block
    if gold.notes:
        out.append(f"\n\n{RULE}\n")
        out.append("\n\n".join(_paragraph(f"{_marker(n)} {n.text}", 0, False, wide) for n in gold.notes))
    return "".join(out) + "\n"


def _marker(note: GoldBlock) -> str:
    return f"<sup>{note.number}</sup>"


def _with_markers(block: GoldBlock, notes: tuple[GoldBlock, ...]) -> str:
    text = block.text
    for at, note in reversed(block.anchors):
        text = text[:at] + _marker(notes[note]) + text[at:]
    return text


def _together(before: GoldBlock, block: GoldBlock) -> bool:
    """Whether two blocks stand on adjacent lines."""
    if before.kinds[0] == block.kinds[0] == "row":
        return True
    if before.kinds[0] not in ("masthead", "other") or before.kinds[0] != block.kinds[0]:
        return False
    return before.group == block.group or any(before.slot in s and block.slot in s for s in _TOGETHER)


def _paragraph(text: str, depth: int, row: bool, wide: bool) -> str:
    if row:
        return text
    front = " " * (INDENT * depth)
    lines = _wide_lines(text, WIDE - len(front) // 2) if wide else _lines(text, WIDTH - len(front))
    return "\n".join(front + line for line in lines)


def _lines(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) or [""]


def _wide_lines(text: str, width: int) -> list[str]:
    """Lines of Chinese: broken anywhere but before a closing sign and inside a number."""
    lines, line = [], ""
    for piece in _CLUSTER.findall(text):
        full = len(line) + len(piece) > width
        if full and line and piece[0] not in _NO_START and line[-1] not in _NO_END:
            lines.append(line.rstrip())
            line = "" if piece == " " else piece
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines or [""]
