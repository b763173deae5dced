"""What a file of the UN's XML says of itself, and where its metadata and its print contradict each other.

Print counts: where an attribute says one thing and the printed line another, the printed one is expected
of the program, and the contradiction is listed as a fault of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from evaluation import dates
from evaluation.corpus import LANGUAGES, Item
from evaluation.walk import GoldBlock, Walk, local, lost, walk

_NO_DATE = "0001-01-01"
_ITEM = re.compile(r"\d{1,3}(?:\s*[(（]?[^\W\d_][)）])*")
_BARE = re.compile(r"\w|[\w-]+/\d+\.?")  # a letter or a number where a title might be
_ORGANS = {
    "#generalAssembly": "General Assembly",
    "#humanRightsCouncil": "Human Rights Council",
}
_KINDS = {
    "resolution": "resolution",
    "decision": "decision",
    "presidentialStatement": "presidential_statement",
    "draftResolution": "draft_resolution",
}


@dataclass(frozen=True)
class Gold:
    """What is expected of a reading of one file.

    `fields`: field of the record → the values that count as right. A field of which the file says
    nothing is absent; one that cannot be judged has no values. `faults`: contradictions within the file, for people.
    """

    item: Item
    fields: dict[str, tuple[object, ...]]
    blocks: tuple[GoldBlock, ...]
    notes: tuple[GoldBlock, ...]
    annexes: int
    raised: tuple[str, ...]
    faults: tuple[str, ...]


def gold(item: Item) -> Gold:
    """Read the gold of one file. An ill-formed file is read as far as it goes, and that is a fault of it."""
    faults: list[str] = []
    data = item.path.read_bytes()
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError as error:
        faults.append(f"not well-formed: {error.msg}")
        root = etree.fromstring(data, etree.XMLParser(recover=True))
    found = walk(root)
    missing, surplus = lost(root, found)
    if missing or surplus:
        raise AssertionError(f"the gold of {item.name} is wrong: {missing} lost, {surplus} too many")
    fields = dict(_fields(root, item, found, faults))
    return Gold(
        item, fields, tuple(found.blocks), tuple(found.notes), found.annexes, tuple(found.raised), tuple(faults)
    )


def _said(root: etree._Element, element_name: str, /, **attributes: str) -> list[etree._Element]:
    """Elements outside the metadata, by name and attributes."""
    return [
        element
        for element in root.iter(f"{{*}}{element_name}")
        if all(element.get(key) == value for key, value in attributes.items())
        and not any(local(above) == "meta" for above in element.iterancestors())
    ]


def _text(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _fields(
    root: etree._Element, item: Item, found: Walk, faults: list[str]
) -> Iterator[tuple[str, tuple[object, ...]]]:
    statements = [s for s in root.iter("{*}statement") if s.get("name") in _KINDS]
    kind = _KINDS.get(statements[0].get("name", ""), "") if statements else ""
    yield "kind", (kind,)
    yield "language", (_language(root, item, faults),)
    symbols = _said(root, "docNumber", refersTo="#symbol")
    symbol = _text(symbols[0]) if symbols else ""
    if symbol:
        yield "symbol", (symbol,)
    subsidiary = _said(root, "docAuthority", refersTo="#subsidiaryBody")
    council = symbol.startswith("S/") or any("/unsc/" in u.get("value", "") for u in root.iter("{*}FRBRuri"))
    principal = "Security Council" if council else "General Assembly"
    if subsidiary:
        yield "organ", (("General Assembly", "Human Rights Council"), ("Human Rights Council",))
    else:
        yield "organ", ((principal,),)
    if _said(root, "docStatus", refersTo="#generalDistribution"):
        yield "distribution", ("General",)
    if issued := _dates(_said(root, "docDate", refersTo="#dateOfIssuance"), item, faults, "date of issue"):
        yield "issued", issued[:1]
    yield from _adoption(root, item, kind, faults)
    yield from _agenda(root, symbol, faults)
    yield from _titles(root, symbol, kind, found)
    origins = [_text(line).rstrip("()（） ") for line in _said(root, "inline", name="originating document")]
    if origins:  # cut into pieces by the markup, it is not judged
        yield "origin", (origins[0],) if len(origins) == 1 and "/" in origins[0] else ()


def _language(root: etree._Element, item: Item, faults: list[str]) -> str:
    """The folder's language, unless the words of adoption have a date of another."""
    body = " ".join(_text(e) for name in ("alinea", "conclusions", "docTitle") for e in _said(root, name))
    for language in LANGUAGES if not dates.find(body, item.language) else ():
        if dates.find(body, language):
            faults.append(f"language: the folder says {item.language}, the print is {language}")
            return language
    return item.language


def _dates(elements: list[etree._Element], item: Item, faults: list[str], what: str) -> tuple[str, ...]:
    """The dates of elements: as printed, else as their attribute says."""
    values: list[str] = []
    for element in elements:
        printed = dates.find(_text(element), item.language)
        stated = element.get("date", "")
        if printed and stated not in (_NO_DATE, "", printed[0]):
            faults.append(f"{what}: the attribute says {stated}, the print {printed[0]}")
        values += printed[:1] or ([stated] if stated not in (_NO_DATE, "") else [])
    return tuple(dict.fromkeys(values))


def _adoption(
    root: etree._Element, item: Item, kind: str, faults: list[str]
) -> Iterator[tuple[str, tuple[object, ...]]]:
    """The date and the meeting of adoption; several of each where an act was adopted in parts."""
    if kind == "draft_resolution":
        return
    titles = [t for t in _said(root, "docTitle") if t.get("refersTo") == "#adoption" or t.get("refersTo") is None]
    covers = [t for t in titles if any(local(a) == "coverPage" for a in t.iterancestors())]
    cover = [date for title in covers for date in dates.find(_text(title), item.language)]
    closing = _dates(_said(root, "docDate", refersTo="#adoptionDate"), item, faults, "date of adoption")
    if kind == "presidential_statement":
        opening = [d for b in (*root.iter("{*}alinea"),) for d in dates.find(_text(b), item.language)][:1]
        printed = tuple(opening)
    else:
        printed = tuple(dict.fromkeys([*cover, *closing]))
    works = [d.get("date", "") for w in root.iter("{*}FRBRWork") for d in w.iter("{*}FRBRdate")]
    stated = next((date for date in works if date not in (_NO_DATE, "")), "")
    if printed and stated and stated not in printed:
        faults.append(f"date of adoption: the metadata say {stated}, the print {', '.join(printed)}")
    if cover and closing and cover[0] not in closing:
        faults.append(f"date of adoption: the head says {cover[0]}, the closing lines {', '.join(closing)}")
    if printed:
        yield "adopted", printed
    meetings = _said(root, "inline", name="adoptionMeeting") + _said(root, "location", refersTo="#adoptionMeeting")
    numbers = [n for m in meetings for n in re.findall(r"\d+", _text(m))[:1]]
    if not numbers and cover:  # Arabic: the number of the meeting stands within the date
        years = {date[:4] for date in cover}
        numbers = [n for n in re.findall(r"\d{4,5}", _text(covers[0])) if n not in years][:1]
    if numbers:
        yield "meeting", tuple(dict.fromkeys(numbers))


def _agenda(root: etree._Element, symbol: str, faults: list[str]) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Session, agenda items and their titles."""
    sessions = _said(root, "session")
    in_symbol = re.search(r"/(S-|ES-)?(\d+)/\d+", symbol)
    if sessions:
        stated = sessions[0].get("value") or (in_symbol[2] if in_symbol else "")
        organ = _ORGANS.get(sessions[0].get("refersTo", ""), "")
        if in_symbol and stated and stated != in_symbol[2]:
            faults.append(f"session: the attribute says {stated}, the symbol {in_symbol[2]}")
        if not sessions[0].get("value"):
            faults.append("session: the attribute is missing")
        if stated:
            yield "session", ((organ, int(stated)),)
    numbers: list[str] = []
    for line in _said(root, "inline", name="agenda item"):
        printed = list(_ITEM.findall(_text(line)))
        stated = line.get("title") or ""
        if stated and _plain("".join(printed)) != _plain("".join(_ITEM.findall(stated))):
            faults.append(f"agenda item: the attribute says {stated}, the print {_text(line)}")
        numbers += printed
    if numbers:
        yield "item", (tuple(_plain(n) for n in numbers),)
    titles = [_text(line) for line in _said(root, "inline", name="agenda item name")]
    if titles:
        yield "item_title", (" ".join(titles),)


def _plain(item: str) -> str:
    return re.sub(r"[\s()（）]", "", item).lower()


def _titles(root: etree._Element, symbol: str, kind: str, found: Walk) -> Iterator[tuple[str, tuple[object, ...]]]:
    """The title and the number of the act."""
    titles = [block for block in found.blocks if block.kinds[0] == "title" and not _BARE.fullmatch(block.text)]
    if titles:
        first = titles[0]
        words = first.text.removeprefix(first.number).strip()
        if kind == "presidential_statement" and len(titles) > 1:
            yield "title", (words, " ".join(t.text for t in titles))
        elif words:
            yield "title", (words,)
    if kind == "resolution" or kind == "decision":
        tail = re.search(r"(?:RES|DEC)/(.+)", symbol)
        if tail:
            number = " ".join(tail[1].split())
            bare = re.sub(r"\s*[A-Z](?:\s*(?:-|–|and|,)\s*[A-Z])*$", "", number)
            several = re.search(r"[A-Z]\s*-\s*[A-Z]$", number)
            yield "number", (number, number.replace("-", " and "), bare) if several else (number,)
