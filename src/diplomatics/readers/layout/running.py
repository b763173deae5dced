"""Running heads and feet: document symbols, page numbers, job numbers, bar codes.

What is set above the first rule of a page, what is repeated at the same height on the pages around,
and whatever stands beside or below a job number or page number at the foot.
"""

from __future__ import annotations

import re
from typing import Final

from diplomatics.readers.layout.page import Page, Row
from diplomatics.readers.layout.rules import joined

HEAD: Final = 0.15
FOOT: Final = 0.86
"""Shares of the height of a page; running lines stand above the one or below the other."""

_JOB: Final = re.compile(
    r"(?:[A-Z]{1,5}\.)?\d{2}-?\d{5}[A-Z]?\*?(?: *\(?[A-Z]\)?)?(?: +\d{6})*|\*[A-Z0-9.-]{6,12}\*|\d{6}"
)
_FOLIO: Final = re.compile(r"[-–—] ?\d{1,4} ?[-–—]|\d{1,4}/\d{1,4}|/?(?:\.\.\.|…)|\d{1,4} ?\| ?\d{1,4}")
_NUMBER: Final = re.compile(r"\d{1,4}|[ivxl]{1,6}")
_SYMBOL: Final = re.compile(r"[A-Z]{1,8}(?:\.\d+)?(?:/[\w.()\-‑–]+)+(?: ?\([\w ]+\))*\*?")
_DIGITS: Final = re.compile(r"\d+")

Lines = list[list[Row]]
Key = tuple[str, int]


def keys(lines: Lines, page: Page) -> set[Key]:
    """What the lines in the margins of a page have in common with those of other pages.

    Two pages whose running lines differ only in figures have the same keys.
    """
    found: set[Key] = set()
    for line in [*lines[:5], *lines[-5:]]:
        for row in line:
            if row.base < HEAD * page.height or row.base > FOOT * page.height:
                found.add(_key(row))
    return found


def split(lines: Lines, page: Page, repeated: set[Key], body: float) -> tuple[Lines, Lines, Lines]:
    """The lines of the head, of the body and of the foot of a page.

    `repeated` are the keys of the pages around; `body` is the size of the document's text.
    """
    first, last = _head_end(lines, page, repeated, body), _foot_start(lines, page, repeated)
    return lines[:first], lines[first : max(first, last)], lines[max(first, last) :]


def _head_end(lines: Lines, page: Page, repeated: set[Key], body: float) -> int:
    """How many lines belong to the running head; page 1 has a masthead instead."""
    if page.number == 1:
        return 0
    limit = HEAD * page.height
    ruled = [rule.y0 for rule in joined(page.across) if rule.x1 - rule.x0 > 0.5 * page.width and rule.y0 < limit]
    count = 0
    for index, line in enumerate(lines[:6]):
        row = line[0]
        if row.base > limit:
            break
        above_rule = bool(ruled) and row.base < ruled[0]
        known = any(
            _key(part) in repeated or _SYMBOL.fullmatch(plain(part)) or _FOLIO.fullmatch(plain(part)) for part in line
        )
        if (known and (above_rule or not ruled)) or (above_rule and row.size < 0.95 * body):
            count = index + 1
    return count


def _foot_start(lines: Lines, page: Page, repeated: set[Key]) -> int:
    """The first line of the running foot."""
    limit = FOOT * page.height
    for index, line in enumerate(lines):
        if line[0].base < limit:
            continue
        texts = [plain(row) for row in line]
        if any(_JOB.fullmatch(text) or _FOLIO.fullmatch(text) for text in texts):
            return _with_neighbours(lines, index)
        if all(_key(row) in repeated for row in line) and not _like_note(lines, index, page):
            return index
        if all(_NUMBER.fullmatch(text) for text in texts) and _is_foot(lines[index + 1 :]):
            alone = index == 0 or line[0].base - lines[index - 1][0].base > 1.5 * line[0].size
            return index if alone else len(lines)
    return len(lines)


def _is_foot(lines: Lines) -> bool:
    """Whether nothing but job numbers and page numbers is left on the page."""
    texts = [plain(row) for line in lines for row in line]
    return all(_JOB.fullmatch(text) or _FOLIO.fullmatch(text) or _NUMBER.fullmatch(text) for text in texts)


def _like_note(lines: Lines, index: int, page: Page) -> bool:
    """Whether a line is one of the notes: raised at its head, close to the line above, or below a rule.

    Notes that differ only in figures ("See A/00/1.") may be repeated at one height too.
    """
    line = lines[index]
    if any(row.words[0].rise > 0 for row in line) or set(plain(line[0])) <= {"_"}:
        return True
    if not index:
        return False
    above = lines[index - 1][0]
    close = line[0].base - above.base < 1.5 * line[0].size
    ruled = any(above.base < rule.y0 < line[0].base for rule in page.across)
    return close or ruled or set(plain(above)) <= {"_"}


def _with_neighbours(lines: Lines, index: int) -> int:
    """The lines just above a line of the foot that overlap it in height belong to the foot too."""
    while index and lines[index - 1][0].y1 > lines[index][0].y0 + 1.0:
        index -= 1
    return index


def _key(row: Row) -> Key:
    return _DIGITS.sub("#", plain(row)), round(row.base / 4)


def plain(row: Row) -> str:
    """The words of a row without regard to how they are set."""
    out = ""
    for index, word in enumerate(row.words):
        gap = index > 0 and (word.spaced or word.x0 - row.words[index - 1].x1 > 0.18 * word.size)
        out += " " + word.text if gap else word.text
    return out
