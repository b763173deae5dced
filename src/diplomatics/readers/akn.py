"""Akoma Ntoso, as the UN publishes it and as this program writes it, to lines.

What the markup states is trusted: which line is the symbol, which paragraph is operative, where a
note is anchored. What it does not state is left to `structure`.
"""

from __future__ import annotations

import hashlib
from importlib import import_module
from typing import Any, Final

from diplomatics.model.errors import ReadError
from diplomatics.model.transcript import Fact, Remark, Source, Transcript
from diplomatics.readers.akn_roles import OWN
from diplomatics.readers.akn_state import iso
from diplomatics.readers.akn_walk import lines

etree: Any = import_module("lxml.etree")  # has no types of its own

_UNDATED: Final = "0001-01-01"
_REMEDY: Final = "check that the download was complete"


def read_akn(data: bytes, name: str) -> Transcript:
    r"""The lines of an Akoma Ntoso file, each a whole paragraph with the role that its markup states.

    A file that is not well-formed is read as far as a parser can recover it, with a remark.
    Raises `ReadError` for bytes in which no XML element is found.

    >>> file = b'<akomaNtoso><statement name="resolution"><mainBody><paragraph><num>1.</num><content>' \
    ...     b'<p><span class="italic">Decides</span> to meet.</p></content></paragraph></mainBody>' \
    ...     b'</statement></akomaNtoso>'
    >>> line = read_akn(file, "x.xml").lines[0]
    >>> line.role, line.number, line.text, line.marks
    ('operative', '1.', '1. Decides to meet.', (Mark(start=3, end=10, kind='italic', target=''),))
    """
    root, remarks = _parse(data, name)
    expression = root.find(".//{*}FRBRExpression/{*}FRBRlanguage")
    language = "" if expression is None else iso(expression.get("language", ""))
    identification = root.find(".//{*}identification")
    exact = identification is not None and identification.get("source") == OWN
    return Transcript(
        source=Source(name=name, sha256=hashlib.sha256(data).hexdigest(), media_type="application/akn+xml"),
        lines=tuple(lines(root, language, exact=exact)),
        facts=_facts(root),
        remarks=remarks,
        language=language,
    )


def _parse(data: bytes, name: str) -> tuple[Any, tuple[Remark, ...]]:
    """The root element, and what was wrong with the file."""
    try:
        return etree.fromstring(data, _parser()), ()
    except (etree.XMLSyntaxError, ValueError) as error:
        fault = error
    try:
        root = etree.fromstring(data, _parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise ReadError(name, f"this is no XML ({_sentence(fault)})", _REMEDY)
    return root, (
        Remark("xml.recovered", f"The XML is not well-formed: {_sentence(fault)}; what could be recovered is shown."),
    )


def _parser(*, recover: bool = False) -> Any:
    """A parser that fetches nothing and expands nothing."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover)


def _sentence(fault: Exception) -> str:
    """What a parser complains of, with the number of the line."""
    line = getattr(fault, "lineno", None)
    what = str(getattr(fault, "msg", fault) or fault).partition(", line ")[0]
    return f"{what} in line {line}" if line else what


def _facts(root: Any) -> tuple[Fact, ...]:
    """What the metadata say, and what the printed text also says but the metadata say plainly."""
    found: list[tuple[str, str]] = []
    document = next((child for child in root if isinstance(child.tag, str)), root)
    act = next(root.iter("{*}statement", "{*}doc"), document)
    found.append(("kind", act.get("name", "")))
    found.extend(("symbol", _text(e)) for e in document.iterfind(".//{*}coverPage//{*}docNumber[@refersTo='#symbol']"))
    for date in document.iterfind("{*}meta/{*}identification/*/{*}FRBRdate"):
        fact = {"adoption": "adopted", "publication": "issued"}.get(date.get("name", ""))
        if fact and date.get("date") != _UNDATED:
            found.append((fact, date.get("date", "")))
    for voting in document.iterfind(".//{*}voting"):
        found.append(("vote.outcome", voting.get("outcome", "")))
        found.extend(
            (f"vote.{_snake(c.get('refersTo', ''))}", _figure(c.get("value"))) for c in voting.iterfind("{*}count")
        )
    for outcome in document.iterfind(".//{*}conclusions//{*}outcome[@refersTo]"):
        if outcome.get("refersTo", "").startswith("#adopted"):
            found.append(("vote.outcome", outcome.get("refersTo", "")[1:]))
        found.extend(
            (f"vote.{_snake(q.get('refersTo', ''))}", _figure(q.get("normalized")))
            for q in outcome.iterfind("{*}quantity")
        )
    terms = {term.get("eId"): term.get("showAs", "") for term in document.iterfind(".//{*}references/*")}
    found.extend(
        ("committee", terms.get(proponent.get("refersTo", "")[1:], ""))
        for proponent in document.iterfind(".//{*}coverPage//{*}docProponent")
    )
    found.extend(
        ("meeting_record", step.get("as", ""))
        for step in document.iterfind(".//{*}workflow/{*}step")
        if step.get("outcome") == "adopted"
    )
    found.extend(("job_number", _text(number)) for number in document.iterfind(".//{*}docketNumber"))
    return tuple(Fact(name, value) for name, value in dict.fromkeys(found) if value)


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _figure(value: str | None) -> str:
    """A count of votes without the zeros before it."""
    return str(int(value)) if value and value.strip().isdecimal() else ""


def _snake(reference: str) -> str:
    """`#inFavour` → `in_favour`."""
    return "".join(f"_{char.lower()}" if char.isupper() else char for char in reference.lstrip("#"))
