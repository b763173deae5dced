"""Lines to paragraphs: which lines belong together, which begin something new."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from diplomatics.grammar import Grammar
from diplomatics.model.transcript import Line, Mark
from diplomatics.structure.draft import Draft, draft
from diplomatics.structure.masthead import Group
from diplomatics.structure.numbering import labels

_FINISHED: Final = re.compile(r"[.;:!?。；：！？؟؛”»\]][\s*\d]*$")
_PAUSED: Final = re.compile(r"[.;:,،؛。；：，]\W*(?:\w{1,3})?$")
_RULE: Final = re.compile(r"[\s_*\-–—=.·•]{3,}|\*{1,5}")
_NUMBER_ONLY: Final = re.compile(r"\W{0,2}\w{1,4}\s?[.)）\-–]{1,2}")
_CLOSING_LENGTH: Final = 80
_SHORT: Final = 30  # code points; a shorter line may be a heading of its own


def groups(lines: Iterable[Line]) -> list[Group]:
    """The lines in groups that a blank line, or the format itself, sets apart.

    The end of a page sets two groups apart only where the last line before it was finished.
    """
    out: list[list[Line]] = []
    last: list[Line] = []
    for line in lines:
        if not line.text.strip() and not line.marks:
            continue
        if line.gap == "page" and line.role != "note":
            last = _above_notes(out) or last
        if last and not line.whole and not last[-1].whole and _follows(last[-1], line):
            last.append(line)
        else:
            last = [line]
            out.append(last)
    return [tuple(group) for group in out]


def _above_notes(out: Sequence[list[Line]]) -> list[Line] | None:
    """The group that stands above the notes at the foot of a page."""
    return next((group for group in reversed(out) if group[0].role != "note"), None)


def opened(found: Sequence[Group], grammars: Sequence[Grammar]) -> list[Group]:
    """The groups, with the formula that opens an act on a line of its own set apart from what follows it."""
    out: list[Group] = []
    for group in found:
        start = 0
        for index, line in enumerate(group if len(group) > 1 else ()):
            if _enacts(line.text, grammars):
                out += [group[start:index]] * (index > start) + [group[index : index + 1]]
                start = index + 1
        out += [group[start:]] * (start < len(group))
    return out


def _enacts(text: str, grammars: Sequence[Grammar]) -> bool:
    """Whether a line is the formula that opens an act, and not the name of an organ in a masthead."""
    if (
        len(text) > _CLOSING_LENGTH
        or text.lstrip()[:1].islower()
        or any(g.read("organ", text) is not None for g in grammars)
    ):
        return False
    return any(g.read("enacting", text) is not None for g in grammars)


def _follows(before: Line, line: Line) -> bool:
    """Whether a line goes on with the group of the line before it."""
    if (line.role != before.role and line.role) or is_rule(line.text) or is_rule(before.text):
        return False
    if line.gap == "blank":
        return _runs_on(before.text, line.text)
    if line.gap == "page":
        if _FINISHED.search(before.text) or line.role:
            return False
        start = line.text.lstrip()[:1]
        return start.islower() or not start.isupper() or _breaks_off(before, line)
    return True


def _breaks_off(before: Line, line: Line) -> bool:
    """Whether a line at the end of a page ends within its sentence: long, set like the next, without a pause."""
    last = before.text.rstrip()[-1:]
    plain = not any(mark.kind == "bold" for mark in (*before.marks, *line.marks))
    return last.isalnum() and plain and before.size == line.size and len(before.text) > _CLOSING_LENGTH / 2


def is_rule(text: str) -> bool:
    """Whether a line is only drawn, as above footnotes or at the end of a document."""
    return bool(_RULE.fullmatch(text))


def is_row(text: str) -> bool:
    r"""Whether a line holds cells set apart by tabs. A tab after a label sets apart no cell.

    >>> is_row("Posts\t12\t14"), is_row("1.\tTakes note of the report")
    (True, False)
    """
    if "\t" not in text:
        return False
    found = labels(text.lstrip())
    return "\t" in text.lstrip()[found[0].length if found else 0 :]


def _runs_on(before: str, line: str) -> bool:
    """Whether a blank line merely interrupts a sentence: nothing ends before it, small letters go on after it."""
    start = line.lstrip()[:1]
    last = before.rstrip()[-1:]
    return start.islower() and (last.isalpha() or last == "-") and len(before) > _SHORT and not labels(line.lstrip())


def paragraphs(body: Sequence[Group], grammars: Sequence[Grammar], known: frozenset[str]) -> list[Draft]:
    """The paragraphs of a body, in order. Labels that stand alone are joined to what they number."""
    return _numbered([_drafted(lines, known) for group in body for lines in _split(group, grammars)])


def _drafted(lines: Sequence[Line], known: frozenset[str]) -> Draft:
    """A paragraph, or the row of a table, which keeps the tabs between its cells."""
    first = lines[0]
    if not first.role and not first.whole and is_row(first.text):
        return draft([replace(first, role="row"), *lines[1:]], known)
    return draft(lines, known)


def _split(group: Group, grammars: Sequence[Grammar]) -> Iterable[Sequence[Line]]:
    """The paragraphs of one group: a label, an opener after a comma or an explicit break begins a new one.

    After a signature every line is a title of its own, unless it goes on in small letters.
    """
    start = 0
    signed = _signs(group[0], grammars)
    for index in range(1, len(group)):
        signature = _signs(group[index], grammars)
        title = signed and not group[index].text.lstrip()[:1].islower()
        if signature or title or _begins(group[start], group[index - 1], group[index], grammars):
            yield group[start:index]
            start = index
        signed = signed or signature
    yield group[start:]


def _signs(line: Line, grammars: Sequence[Grammar]) -> bool:
    return len(line.text) <= _CLOSING_LENGTH and any(g.read("signed", line.text) is not None for g in grammars)


def _begins(first: Line, before: Line, line: Line, grammars: Sequence[Grammar]) -> bool:
    text, previous = line.text.strip(), before.text.strip()
    if line.gap == "break" or is_row(line.text) or is_row(before.text):
        return True
    if _PAUSED.search(previous):
        if labels(text):
            return True
        if text[:1].isupper() and any(_opens_next(g, first.text.strip(), text) for g in grammars):
            return True
    if before is first and not text[:1].islower() and _closes(previous, grammars):
        return True
    return _closes(text, grammars)


def _opens_next(grammar: Grammar, first: str, text: str) -> bool:
    """Whether a line, after a comma, opens the paragraph that follows a preambular one."""
    if not grammar.spaced or not grammar.opens("preambular", first):
        return False
    return grammar.opens("preambular", text) or grammar.opens("operative", text)


def _closes(text: str, grammars: Sequence[Grammar]) -> bool:
    """Whether a line is one of those that close an act: its meeting, its vote."""
    if len(text) > _CLOSING_LENGTH:
        return False
    names = ("meeting", "vote", "vote_side")
    return any(grammar.read(name, text) is not None for name in names for grammar in grammars)


def _numbered(drafts: list[Draft]) -> list[Draft]:
    """Join a label that stands alone with the unnumbered paragraph after it."""
    out: list[Draft] = []
    for current in drafts:
        unnumbered = not current.number and current.role in ("", "paragraph", "operative") and not labels(current.text)
        if out and unnumbered and _stands_alone(out[-1]):
            out[-1] = _prefixed(out[-1], current)
        else:
            out.append(current)
    return out


def _stands_alone(label: Draft) -> bool:
    return bool(
        label.role in ("", "paragraph", "operative", "item")
        and _NUMBER_ONLY.fullmatch(label.text)
        and (label.number or labels(f"{label.text} "))
    )


def _prefixed(label: Draft, words: Draft) -> Draft:
    """The paragraph of a label and its words."""
    offset = len(label.text) + 1
    marks = (Mark(m.start + offset, m.end + offset, m.kind, m.target) for m in words.marks)
    return words.set(
        text=f"{label.text} {words.text}",
        number=label.number or label.text,
        role=label.role or words.role,
        depth=label.depth or words.depth,
        marks=(*label.marks, *marks),
        pages=tuple(dict.fromkeys((*label.pages, *words.pages))),
        boxes=(*label.boxes, *(box for box in words.boxes if box not in label.boxes)),
    )
