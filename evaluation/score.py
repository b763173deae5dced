"""A reading held against its gold: fields, blocks, numbers, notes, characters.

Everything becomes an `Outcome`: how many were right, how many the program gave, how many the document
has. A field of which one value is expected counts 1, 1, 1 when right. The figure is always
2 · right / (found + expected): accuracy for fields, F1 for blocks.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from diplomatics.model.document import Block, Document, Footnote
from diplomatics.model.identity import Identity
from evaluation.unxml import Gold
from evaluation.walk import GoldBlock, tight

NUMBERED = ("operative", "item")
_WORD = re.compile(r"\w")
SILENT = ("session", "item", "origin")
"""Fields that must stay empty where the file says nothing of them."""


@dataclass(frozen=True)
class Outcome:
    """One measurement on one file. `detail` says what was wrong, for the list of failures."""

    part: str
    field: str
    language: str
    name: str
    held: bool
    right: int
    found: int
    expected: int
    detail: str = ""


@dataclass(frozen=True)
class Measure:
    """What an outcome needs besides its part and file."""

    field: str
    right: int
    found: int
    expected: int
    detail: str = ""


def one(field: str, right: bool, detail: str = "") -> Measure:
    """The measure of a field that is right or wrong."""
    return Measure(field, int(right), 1, 1, "" if right else detail)


def document(gold: Gold, read: Document) -> list[Measure]:
    """All measures of one reading."""
    return [*fields(gold, read.identity), *blocks(gold, read), *notes(gold, read), *characters(gold, read)]


def missed(gold: Gold, reason: str) -> list[Measure]:
    """All measures of a file that could not be read: a crash is a miss in everything."""
    count, notes_ = len(_main(gold.blocks)), len(gold.notes)
    numbered = sum(1 for b in gold.blocks if b.kinds[0] in NUMBERED)
    return [
        *(Measure(name, 0, 1, 1, reason) for name, expected in gold.fields.items() if expected),
        *(Measure(name, 0, 0, count, reason) for name in ("boundaries", "blocks")),
        *(Measure(name, 0, numbered, numbered, reason) for name in ("numbers", "depths") if numbered),
        *(Measure(name, 0, 0, notes_, reason) for name in ("notes", "anchors") if notes_),
        one("characters", False, reason),
    ]


# fields ---------------------------------------------------------------------------------------------


def fields(gold: Gold, identity: Identity) -> Iterator[Measure]:
    """Each field of which the file says something, and those that must stay empty."""
    for name, expected in gold.fields.items():
        if not expected:
            continue
        got = said(identity, name)
        right = any(_equal(name, value, got) for value in expected)
        yield one(name, right, f"expected {_short(expected[0])}, got {_short(got)}")
    for name in SILENT:
        got = said(identity, name)
        if name not in gold.fields and got:
            yield one(name, False, f"expected nothing, got {_short(got)}")


def said(identity: Identity, name: str) -> object:
    """What a reading says of a field, in the form of the gold."""
    match name:
        case "symbol":
            return " ".join(identity.symbols)
        case "organ":
            return tuple(sorted(identity.organs))
        case "session":
            numbered = [(s.organ, s.session) for s in identity.sessions if s.session is not None]
            return numbered[0] if len(numbered) == 1 else tuple(numbered)
        case "item":
            numbers = [n for item in identity.agenda_items for n in item.numbers]
            return tuple(re.sub(r"[\s()（）]", "", n).lower() for n in numbers)
        case "item_title":
            return " ".join(item.title for item in identity.agenda_items if item.title)
        case "meeting":
            found = re.search(r"\d+", identity.meeting or "")
            return found[0] if found else ""
        case _:
            return getattr(identity, name)


def _equal(name: str, expected: object, got: object) -> bool:
    if name == "organ":
        return expected == got
    if isinstance(expected, str) and isinstance(got, str):
        return tight(expected) == tight(got)
    return expected == got


# blocks ---------------------------------------------------------------------------------------------


def _main(found: tuple[GoldBlock, ...]) -> list[GoldBlock]:
    return [block for block in found if key(block.text).strip("_")]


def blocks(gold: Gold, read: Document) -> Iterator[Measure]:
    """Boundaries, kinds, numbers and depths of all blocks but the notes."""
    want = _main(gold.blocks)
    plain = {key(block.text) for block in want}
    noted = {key(note.text) for note in gold.notes}
    have = [block for block in read.blocks if key(read.words(block)).strip("_")]
    have = [b for b in have if b.kind != "note" or key(read.words(b)) in plain - noted]
    pairs = align([key(block.text) for block in want], [key(read.words(block)) for block in have])
    cut = [want[i].text for i in sorted(set(range(len(want))) - {i for i, _ in pairs})]
    total = len(have), len(want)
    yield Measure("boundaries", len(pairs), *total, _list("not found", cut))
    wrong = [(want[i], have[j]) for i, j in pairs if have[j].kind not in want[i].kinds]
    confused = [f"{g.kinds[0]} read as {b.kind}: {_short(g.text)}" for g, b in wrong]
    yield Measure("blocks", len(pairs) - len(wrong), *total, _list("kind", confused) or _list("not found", cut))
    numbered = [(want[i], have[j]) for i, j in pairs if want[i].kinds[0] in NUMBERED]
    yield from _labels(numbered)


def key(text: str) -> str:
    """The form in which texts are compared: without white space, and without the stars of starred notes."""
    return tight(text).replace("*", "")


def _labels(pairs: list[tuple[GoldBlock, Block]]) -> Iterator[Measure]:
    """The numbers and depths of matched operative paragraphs and items. A bullet is no number."""
    labelled = [(g, b) for g, b in pairs if _WORD.search(g.number)]
    wrong = [f"{g.number!r} read as {b.number!r}" for g, b in labelled if _bare(g.number) != _bare(b.number)]
    if labelled:
        yield Measure("numbers", len(labelled) - len(wrong), len(labelled), len(labelled), _list("number", wrong))
    deep = [(g, b) for g, b in pairs if g.number and g.depth is not None]
    astray = [f"{g.depth} read as {b.depth}: {_short(g.text)}" for g, b in deep if g.depth != b.depth]
    if deep:
        yield Measure("depths", len(deep) - len(astray), len(deep), len(deep), _list("depth", astray))


def _bare(number: str) -> str:
    return re.sub(r"[\s.\-–—]+$", "", number) or number.strip()


def align(want: list[str], have: list[str]) -> list[tuple[int, int]]:
    """Pairs of equal texts, in the order of both.

    >>> align(["a", "b", "c"], ["b", "x", "c"])
    [(1, 0), (2, 2)]
    """
    matcher = difflib.SequenceMatcher(None, want, have, autojunk=False)
    return [(m.a + k, m.b + k) for m in matcher.get_matching_blocks() for k in range(m.size)]


# notes and characters -------------------------------------------------------------------------------


def notes(gold: Gold, read: Document) -> Iterator[Measure]:
    """The notes found, and those of them that are anchored where the file has their marker."""
    if not gold.notes:
        return
    places: dict[int, tuple[str, int]] = {}
    for block in gold.blocks:
        for at, note in block.anchors:
            places[note] = (key(block.text), len(key(block.text[:at])))
    plain = {key(block.text) for block in gold.blocks}
    got = [(n.marker, _words(n), n) for n in read.notes if not _lettered(n, plain)]
    pairs = align([f"{n.number} {_said(n)}" for n in gold.notes], [f"{marker} {text}" for marker, text, _ in got])
    lacking = [gold.notes[i].text for i in sorted(set(range(len(gold.notes))) - {i for i, _ in pairs})]
    yield Measure("notes", len(pairs), len(got), len(gold.notes), _list("note not found", lacking))
    right, astray = 0, []
    for i, j in pairs:
        if places.get(i) in [_place(read, at) for at in got[j][2].anchors]:
            right += 1
        else:
            astray.append(f"{gold.notes[i].number} at {len(got[j][2].anchors)} places")
    given = sum(1 for _, _, n in got if n.anchors)
    yield Measure("anchors", right, given, len(places), _list("anchor", astray))


def _said(note: GoldBlock) -> str:
    """A gold note's text; a few files repeat the marker in it."""
    return tight(note.text).removeprefix(note.number)


def _words(note: Footnote) -> str:
    """A note's text without its marker."""
    return tight(note.exact).removeprefix(tight(note.marker))


def _lettered(note: Footnote, plain: set[str]) -> bool:
    """Whether the markup has a note (starred, lettered) as a plain paragraph: right as either."""
    return bool({key(note.exact), key(note.marker + note.exact)} & plain)


def _place(read: Document, at: int) -> tuple[str, int]:
    """An anchor as the text of its block and the characters before it: comparable between readings."""
    for block in read.blocks:
        if block.start <= at <= block.end:
            return key(read.words(block)), len(key(read.text[block.start : at]))
    return "", -1


def characters(gold: Gold, read: Document) -> Iterator[Measure]:
    """Whether every character of the file, white space and rules set aside, stands in some block."""
    want, got = _characters(gold, read)
    lost, surplus = want - got, got - want
    yield one("characters", not lost and not surplus, f"lost {_counted(lost)}, surplus {_counted(surplus)}")


def letters(gold: Gold, read: Document) -> Iterator[Measure]:
    """The characters of a file one by one: the accuracy of the print, and whether nothing is lost."""
    want, got = _characters(gold, read)
    lost, surplus = want - got, got - want
    detail = f"lost {_counted(lost)}, surplus {_counted(surplus)}"
    exact = "" if want == got else detail
    yield Measure("characters", (want & got).total(), got.total(), want.total(), exact)
    yield one("nothing lost", not lost, detail)


def _characters(gold: Gold, read: Document) -> tuple[Counter[str], Counter[str]]:
    """How often each character stands in the file and in the reading, white space and rules set aside."""
    want = Counter(tight("".join(b.text for b in gold.blocks)) + "".join(map(_said, gold.notes)))
    known = {(n.number, _said(n)) for n in gold.notes}
    notes_ = {n.start: n for n in read.notes}
    got: Counter[str] = Counter()
    for block in read.blocks:
        note = notes_.get(block.start) if block.kind == "note" else None
        if note is None:
            got.update(tight(read.words(block)).removeprefix(block.number if block.kind == "note" else ""))
        else:
            got.update(_words(note))
            # A marker that the markup has as text, raised or a star, is no loss if it was found to be one.
            noted = (note.marker, _words(note)) in known
            if note.marker in gold.raised or not note.marker.isalnum():
                got.update(note.marker * max(0, len(note.anchors) - 1 if noted else 1 + len(note.anchors)))
    want.pop("_", None), got.pop("_", None)
    return want, got


def _counted(count: Counter[str]) -> str:
    return f"{count.total()} ({''.join(c for c, _ in count.most_common(12))})"


def _short(value: object, width: int = 60) -> str:
    text = str(value)
    return repr(text if len(text) <= width else text[: width - 1] + "…")


def _list(what: str, found: list[str], shown: int = 3) -> str:
    if not found:
        return ""
    more = f" and {len(found) - shown} more" if len(found) > shown else ""
    return f"{what}: " + "; ".join(_short(f, 90) for f in found[:shown]) + more
