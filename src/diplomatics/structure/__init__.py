"""Transcript to Document: what each line is, and what the document is.

    document = structure(read_bytes(data, "letter.txt"))

The order of work: lines to groups; the groups cut into parts; the masthead read; the body of each
part told; notes joined to their markers; everything laid out as one text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplomatics.grammar import LANGUAGES, Grammar, foreign, load
from diplomatics.model.document import Document, Part
from diplomatics.model.identity import DocumentKind, Signature
from diplomatics.model.transcript import Line, Remark, Transcript
from diplomatics.structure.annexes import describe
from diplomatics.structure.body import body
from diplomatics.structure.draft import draft
from diplomatics.structure.identity import LETTERS, Evidence, identify, kind_of
from diplomatics.structure.languages import language, script
from diplomatics.structure.layout import Composed, lay_out
from diplomatics.structure.letter import signatures
from diplomatics.structure.masthead import Masthead, masthead
from diplomatics.structure.notes import tell_notes
from diplomatics.structure.paragraphs import groups, opened, paragraphs
from diplomatics.structure.parts import Section, sections

__all__ = ["structure"]

_WORD = re.compile(r"\w+")


def structure(transcript: Transcript) -> Document:
    """The document that a transcript shows.

    Total: any transcript gives a document, if only one of plain paragraphs.
    """
    spoken, remarks = _language(transcript)
    grammars = _grammars(spoken)
    lines = [line for line in transcript.lines if line.role != "running"]
    running = [draft([line]).set(kind="running") for line in transcript.lines if line.role == "running"]
    known = _known_words(lines, grammars)
    cut = sections(opened(groups(lines), grammars), grammars)
    head = masthead(cut[0].groups, grammars)
    kind = _kind(head)
    acting = kind in ("resolution", "draft_resolution") or _opens_act(head, cut[0])
    adopting = acting or kind in ("decision", "presidential_statement")
    parts: list[Composed] = []
    for index, section in enumerate(cut):
        own = _grammars(_section_language(section) or spoken, spoken)
        rest = section.groups[head.groups :] if index == 0 else section.groups
        act = section.kind == "act"
        told = tell_notes(body(paragraphs(rest, own, known), own, act=acting and act, adopted=adopting and act))
        parts.append(Composed(section, head.readings if index == 0 else (), told, own))
    first, signed = _signed(parts[0], acting)
    parts[0] = first
    acts = [draft for part in parts if part.section.kind == "act" for draft in part.body]
    identity = identify(
        Evidence(
            readings=head.readings,
            body=acts,
            grammars=grammars,
            facts=transcript.facts,
            language=spoken,
            signed=signed,
            running=running,
        )
    )
    described = [
        Part(kind="letter" if identity.kind in LETTERS else "act", start=0, end=0),
        *(describe(part, spoken) for part in parts[1:]),
    ]
    return lay_out(transcript, identity, parts, described, running, spoken, (*transcript.remarks, *remarks))


def _known_words(lines: Sequence[Line], grammars: Sequence[Grammar]) -> frozenset[str]:
    """The words by which a hyphen at a line end is judged: those of the document and of the formulas."""
    if not any(line.text.rstrip().endswith(("-", "\u00ad")) for line in lines):
        return frozenset()
    own = _WORD.findall(" ".join(line.text for line in lines[:20_000]).casefold())
    return frozenset(own).union(*(grammar.lexicon for grammar in grammars))


def _language(transcript: Transcript) -> tuple[str, tuple[Remark, ...]]:
    """The language of the edition: as the file states it, else that of the longest stretch of its head."""
    spoken = transcript.language or _main_language(transcript.lines)
    if spoken in LANGUAGES or not spoken:
        return spoken, ()
    name = foreign(spoken) or f"the language {spoken!r}"
    message = f"{name} has no grammar here yet: text, blocks and symbols are kept"
    return spoken, (Remark("language.no_grammar", message),)


def _main_language(lines: Sequence[Line]) -> str:
    """The language in which a document begins: a letter in Chinese may carry a longer annex in English.

    Masthead labels stay in English in some editions, so another script outweighs them.
    """
    head = lines[:40]
    scripts = [found for line in head if (found := script(line.text))]
    for code in ("ar", "zh", "ru"):
        if scripts.count(code) >= 2 and scripts.count(code) * 4 >= len(scripts):
            return code
    return language(" ".join(line.text for line in lines[:120]), "") or ("en" if scripts else "")


def _section_language(section: Section) -> str:
    """The language of one part, by its first lines."""
    return language(" ".join(draft(group).text for group in section.groups[:6]), "")


def _grammars(*codes: str) -> tuple[Grammar, ...]:
    """The grammars to try, in order: those of the languages given, then English."""
    return tuple(load(code) for code in dict.fromkeys((*codes, "en")) if code in LANGUAGES)


def _kind(head: Masthead) -> DocumentKind:
    """The kind of the document as far as its masthead tells."""
    symbols = [reading.draft.text for reading in head.readings if reading.slot == "symbol"]
    return kind_of(head.readings, symbols, acting=False)


def _opens_act(head: Masthead, section: Section) -> bool:
    """Whether the formula that opens an act stands near the head of the body."""
    return any(group[0].role == "formula" for group in section.groups[head.groups : head.groups + 12])


def _signed(part: Composed, acting: bool) -> tuple[Composed, tuple[Signature, ...]]:
    """The first part with its signatures told; an act has none."""
    if acting:
        return part, ()
    drafts, signed = signatures(part.body, part.grammars)
    return part._replace(body=drafts), signed
