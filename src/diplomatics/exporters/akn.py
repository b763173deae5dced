"""A document as Akoma Ntoso 3.0, in the form that the UN gives it (AKN4UN).

The file validates against the strict schema whatever the document is like, and `read_akn` followed
by `structure` gives the same blocks, parts, notes and marks back.
"""

from __future__ import annotations

import re
from typing import Any, Final

from diplomatics.exporters.akn_blocks import Blocks
from diplomatics.exporters.akn_iris import LANGUAGES, UNDATED, actor, date, full_date, is_statement, work_iri
from diplomatics.exporters.akn_notes import plan
from diplomatics.exporters.akn_words import child, etree
from diplomatics.model.document import Document
from diplomatics.model.identity import Identity
from diplomatics.readers.akn_roles import INLINES, LINES, NAMESPACE, OWN

_OWN_NAME: Final = OWN[1:]
_WORD_START: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|_")
_TEXTUAL: Final = INLINES | LINES | {"num"}


def write_akn(document: Document) -> bytes:
    """The document as an Akoma Ntoso file, in UTF-8.

    >>> from diplomatics.model.document import Block, Part
    >>> from diplomatics.model.transcript import Source
    >>> text = "1. Decides to meet."
    >>> file = write_akn(Document(
    ...     source=Source(name="x", sha256="", media_type="text/plain"), identity=Identity(), text=text,
    ...     blocks=(Block(kind="operative", start=0, end=len(text), number="1"),),
    ...     parts=(Part(kind="act", start=0, end=len(text)),)))
    >>> b'<num>1.</num>' in file
    True
    """
    root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={None: NAMESPACE})
    identity = document.identity
    tag = "statement" if is_statement(identity) else "doc"
    main = child(root, tag, name=_camel(identity.kind))
    meta = child(main, "meta")
    _identification(meta, identity, "!main", "")
    _vote(meta, identity)
    home = _homes(document)
    blocks = Blocks(document, home, plan(document, home))
    blocks.write(main, 0)
    if len(document.parts) > 1:
        attachments = child(main, "attachments")
        for number, part in enumerate(document.parts[1:], 1):
            attachment = child(attachments, "attachment", eId=f"att_{number}")
            doc = child(attachment, "doc", name=part.kind)
            _identification(child(doc, "meta"), identity, f"!{part.kind}_{number}", part.language)
            blocks.write(doc, number)
    _references(meta, main, identity)
    _indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _homes(document: Document) -> list[int]:
    """The part of each block."""
    homes: list[int] = []
    part = 0
    for block in document.blocks:
        while document.parts[part].end < block.end:
            part += 1
        homes.append(part)
    return homes


def _identification(meta: Any, identity: Identity, component: str, spoken: str) -> None:
    """The names and dates of a document, or of a part of it, as work, expression and file."""
    language = LANGUAGES.get(spoken or identity.language or "", "und")
    work = work_iri(identity)
    author = f"#{actor(identity.symbols[0] if identity.symbols else '')}"
    known = date(identity)
    identification = child(meta, "identification", source=OWN)
    adopted = "adoption" if identity.adopted else "document"
    issued = full_date(identity.issued, UNDATED)
    levels = (
        ("Work", work, "", full_date(identity.adopted, known), adopted, author, "author"),
        ("Expression", f"{work}/{language}@", "", issued, "publication", author, "issuer"),
        ("Manifestation", f"{work}/{language}@", ".xml", UNDATED, "markup", OWN, "editor"),
    )
    for level, iri, suffix, day, named, by, role in levels:
        element = child(identification, f"FRBR{level}")
        child(element, "FRBRthis", value=f"{iri}/{component}{suffix}")
        child(element, "FRBRuri", value=f"{iri}{suffix}")
        child(element, "FRBRdate", date=day, name=named)
        child(element, "FRBRauthor", href=by, as_=role)
        if level == "Work":
            child(element, "FRBRcountry", value="un")
        if level == "Expression":
            child(element, "FRBRlanguage", language=language)


def _vote(meta: Any, identity: Identity) -> None:
    """How the act was adopted."""
    vote = identity.vote
    if vote is None or not vote.outcome:
        return
    parliamentary = child(child(meta, "analysis", source=OWN), "parliamentary")
    voting = child(parliamentary, "voting", outcome=re.sub(r"[^\w ,.()#-]+", "_", vote.outcome))
    child(voting, "quorum").set("value", "")
    for name, count in (
        ("inFavour", vote.in_favour),
        ("against", vote.against),
        ("abstaining", vote.abstaining),
    ):
        if count is not None:
            child(voting, "count", value=str(count), refersTo=f"#{name}")


def _references(meta: Any, document: Any, identity: Identity) -> None:
    """What the references inside the document lead to."""
    references = child(meta, "references", source=OWN)
    child(
        references,
        "TLCOrganization",
        eId=_OWN_NAME,
        href=f"/akn/ontology/organization/{_OWN_NAME}",
        showAs=_OWN_NAME,
    )
    issuer = actor(identity.symbols[0] if identity.symbols else "")
    shown = identity.organs[0] if identity.organs else "United Nations"
    child(
        references,
        "TLCOrganization",
        eId=issuer,
        href=f"/akn/ontology/organization/un/{issuer}",
        showAs=shown,
    )
    used = {element.get("refersTo")[1:] for element in document.iter("{*}*") if element.get("refersTo")}
    for name in sorted({*used, "author", "issuer", "editor"}):
        words = _WORD_START.sub(" ", name).capitalize()
        child(references, "TLCConcept", eId=name, href=f"/akn/ontology/concept/un/{name}", showAs=words)


def _camel(name: str) -> str:
    """`draft_resolution` → `draftResolution`, as the UN names its documents."""
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)


def _indent(root: Any) -> None:
    """Set each structural element on a line of its own. No white space comes into the words."""
    stack = [(root, 0)]
    while stack:
        element, depth = stack.pop()
        if not len(element) or etree.QName(element).localname in _TEXTUAL:
            continue
        element.text = "\n" + "  " * (depth + 1)
        for place, inner in enumerate(element):
            inner.tail = "\n" + "  " * (depth + (place + 1 < len(element)))
            stack.append((inner, depth + 1))
