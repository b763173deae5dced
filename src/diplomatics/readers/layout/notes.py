"""Footnotes: the lines below the short rule at the foot of a page, each with its marker.

Also the notes that stand directly below a table. The marker is taken out of the note's words; where it
stands in the text it becomes an anchor (see `compose`).
"""

from __future__ import annotations

import re
from typing import Final

from diplomatics.readers.layout.page import Page, Row, Rule
from diplomatics.readers.layout.rows import join
from diplomatics.readers.layout.rules import joined, underlines

SMALLER: Final = 0.95
"""Notes are set smaller than the text by this factor at least, where no marker tells them."""

Lines = list[list[Row]]

_DRAWN: Final = re.compile("_{5,}|[—–-]{6,}|─{5,}")
_RAISED: Final = re.compile(r"\(?(\d{1,4}|[^\W\d_]{1,2})\)?|[*†‡]{1,4}")
_STARS: Final = re.compile(r"[*†‡]{1,4}")
_TYPED: Final = re.compile(r"(?:\d{1,3}|[a-z]{1,2})/")
_FIGURES: Final = re.compile(r"\d{1,3}")
_WHOLE: Final = re.compile(r"[\d*†‡]|[^\W\d_]{1,2}\b")


def is_drawn(row: Row) -> bool:
    """Whether a row is a rule made of characters."""
    return bool(_DRAWN.fullmatch("".join(word.text for word in row.words)))


def split(lines: Lines, page: Page, body: float) -> tuple[Lines, Lines, Lines]:
    """The lines of the text, the rule above the notes (if it is made of characters), and the notes."""
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if len(line) == 1 and is_drawn(line[0]):
            below = lines[index + 1 :]
            if below and line[0].x0 < 0.45 * page.width and _are_notes(below, body):
                return lines[:index], [line], below
    ruled = joined(rule for rule in page.across if not underlines(rule, lines))
    for rule in reversed(ruled):
        if not _parts_notes(rule, page, ruled):
            continue
        at = next((i for i, line in enumerate(lines) if line[0].base > rule.y1), len(lines))
        near = at < len(lines) and lines[at][0].y0 - rule.y1 < 25
        marked = near and any(_WHOLE.match(join(line).words[0].text) for line in lines[at:])
        if marked and _are_notes(lines[at:], body):
            return lines[:at], [], lines[at:]
    at = _unruled(lines, body)
    return lines[:at], [], lines[at:]


def _parts_notes(rule: Rule, page: Page, ruled: list[Rule]) -> bool:
    """Whether a rule is short and the last one on its page, as that above notes is."""
    short = 25 < rule.x1 - rule.x0 < 0.5 * page.width and rule.y0 > 0.12 * page.height
    lower = [other for other in ruled if other.y0 > rule.y1 + 3 and other.x1 - other.x0 > 60]
    return short and not lower and not any(other.y1 > rule.y1 + 3 for other in page.down)


def _are_notes(lines: Lines, body: float) -> bool:
    first = join(lines[0])
    small = all(row.size < SMALLER * body for line in lines for row in line)
    return small or (marker(first) is not None and first.size <= body + 0.1)


def _unruled(lines: Lines, body: float) -> int:
    """The first line of notes that no rule sets apart: small lines at the very foot, a marker first."""
    start = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        row = join(lines[index])
        if row.size >= SMALLER * body:
            break
        found = marker(row)
        if found is not None and row.words[0].rise:
            start = index
    if start == len(lines) or start == 0:
        return len(lines)
    above, first = lines[start - 1][0], lines[start][0]
    return start if first.base - above.base > 1.3 * first.size else len(lines)


def marker(row: Row, expected: str = "") -> str | None:
    """The marker with which the first line of a note begins, or None.

    `expected` is a marker that would be accepted although it is not raised: the next number.
    """
    head, count = _head(row)
    if row.words[0].rise > 0 and (found := _RAISED.fullmatch(head)):
        return found[1] or found[0]
    if found := _STARS.match(head):
        return found[0]
    if _TYPED.fullmatch(head) and len(row.words) > count:
        return head
    plain = bool(expected) and head.startswith(expected)
    return expected if plain and not head[len(expected) :][:1].isdigit() else None


def _head(row: Row) -> tuple[str, int]:
    """The first words of a row that touch one another and are set alike, and how many they are.

    On right-to-left pages every character is a word.
    """
    first = row.words[0]
    text, count = first.text, 1
    for word in row.words[1:]:
        if len(first.text) > 1 or word.spaced or word.rise != first.rise or word.size != first.size:
            break
        text, count = text + word.text, count + 1
    return text, count


def _leading(row: Row) -> str:
    """The figures with which a row begins."""
    found = _FIGURES.match(_head(row)[0])
    return found[0] if found else ""


def without_marker(row: Row, found: str) -> Row:
    """The row without the marker at its head; unchanged if nothing else is in it."""
    words = list(row.words)
    left = found
    while words and left:
        text = words[0].text.strip("()（）")
        if left.startswith(text):
            left = left[len(text) :]
            words.pop(0)
        else:
            words[0] = words[0]._replace(text=words[0].text[len(left) :])
            left = ""
    while words and words[0].text in ("(", ")") and row.words[0].rise and words[0].rise:
        words.pop(0)
    if words:
        row.words = words
    return row


def group(lines: Lines, prefix: str) -> list[Row]:
    """The rows of the notes, each note's first row with its marker and id, its further rows after it.

    Markers are raised, or stars, or else the numbers that follow one another at the head of rows. Rows
    before the first marker continue a note of the page before: they have the role but no id.
    `prefix` makes ids of notes of different pages different.
    """
    rows: list[Row] = []
    current, count = "", 0
    joined_lines = [join(line) for line in lines]
    raised = any(row.words[0].rise > 0 for row in joined_lines)
    expected = "" if raised or not joined_lines else _leading(joined_lines[0])
    for row in joined_lines:
        found = marker(row, expected)
        row.role = "note"
        if found is not None:
            count += 1
            current = f"{prefix}{count}"
            expected = str(int(found) + 1) if found.isdecimal() else expected
            row = without_marker(row, found)
            row.number, row.gap = found, "blank"
        else:
            row.gap = "line"
        row.id = current
        rows.append(row)
    return rows


def below_tables(rows: list[Row], body: float, prefix: str) -> None:
    """Gives the role of notes to small lines with a raised marker that follow a table directly."""
    after_table, count, current = False, 0, ""
    above: Row | None = None
    for row in rows:
        if row.cells:
            after_table, current = True, ""
        elif not row.role:
            found = marker(row) if row.words[0].rise > 0 or _STARS.match(row.words[0].text) else None
            small = row.size < SMALLER * body
            if after_table and small and found and row.words[1:]:
                count += 1
                current = f"{prefix}{count}"
                without_marker(row, found)
                row.role, row.number, row.id, row.gap = "note", found, current, "blank"
            elif current and small and above is not None and row.base - above.base < 1.4 * row.size:
                row.role, row.id, row.gap = "note", current, "line"
            else:
                after_table, current = False, ""
        above = row
