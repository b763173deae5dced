"""The parts of a document: the letter or act itself, then each annex, enclosure and appendix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from diplomatics.grammar import Grammar
from diplomatics.model.document import PartKind
from diplomatics.structure.draft import Draft, draft
from diplomatics.structure.masthead import Group

_KINDS: Final[dict[str, PartKind]] = {
    "annex": "annex", "annex_to": "annex", "enclosure": "enclosure", "appendix": "appendix",
}  # fmt: skip
_LABELS: Final = ("annex", "enclosure", "appendix")
_LONGEST_LABEL: Final = 40  # code points
_LONGEST_HEAD: Final = 400  # code points: "Annex II to the identical letters dated … addressed to …"


class Section(NamedTuple):
    """A part before its blocks are told: its kind and label, its heading, the groups of its body."""

    kind: PartKind
    label: str
    heading: tuple[Draft, ...]
    groups: tuple[Group, ...]


def sections(groups: Sequence[Group], grammars: Sequence[Grammar]) -> list[Section]:
    """Cut a document at the headings of its annexes, enclosures and appendices, and at each further act.

    Headings that follow one another without a body between them are a list of contents, not parts.
    """
    cuts: list[tuple[int, Section]] = [(0, Section("act", "", (), ()))]
    for index, group in enumerate(groups):
        found = _heading(group, grammars)
        if found:
            cuts.append((index, found))
    out: list[Section] = []
    for place, (start, section) in enumerate(cuts):
        end = cuts[place + 1][0] if place + 1 < len(cuts) else len(groups)
        body = tuple(groups[start + bool(section.heading) : end])
        out.append(section._replace(groups=section.groups + body))
    return out


def _heading(group: Group, grammars: Sequence[Grammar]) -> Section | None:
    """The part that a group of lines opens, if it opens one."""
    first = group[0]
    if first.role == "act":
        heading = draft(group).set(kind="heading")
        return Section("act", heading.text, (heading,), ())
    if first.role not in ("", "annex", "heading", "title"):
        return None
    if first.role != "annex" and len(first.text) > _LONGEST_HEAD:
        return None
    words = draft(group)
    if len(words.text) <= _LONGEST_HEAD and (kind := part_kind(words.text, grammars)):
        return Section(kind, label(words.text, grammars), (words.set(kind="heading"),), ())
    head = draft(group[:1])
    if len(group) > 1 and len(head.text) <= _LONGEST_LABEL and (kind := part_kind(head.text, grammars)):
        return Section(kind, head.text, (head.set(kind="heading"),), (group[1:],))
    if first.role == "annex":
        return Section("annex", label(words.text, grammars), (words.set(kind="heading"),), ())
    return None


def part_kind(text: str, grammars: Sequence[Grammar]) -> PartKind | None:
    """The kind of part of which a text is the heading."""
    plain = text.strip("* []")
    for name, kind in _KINDS.items():
        if any(grammar.read(name, plain) is not None for grammar in grammars):
            return kind
    return None


def label(heading: str, grammars: Sequence[Grammar]) -> str:
    """The label of a part, without the words that say to what it is annexed.

    "Annex II to the letter dated …" gives "Annex II". Chinese sets the label last.
    """
    plain = heading.strip("* []")
    ends = [i for i, char in enumerate(plain[: _LONGEST_LABEL + 1]) if char.isspace()] + [len(plain)]
    prefixes = [plain[:end] for end in ends if end <= _LONGEST_LABEL]
    unspaced = [plain[:end] for end in range(1, 8)] if any(not g.spaced for g in grammars) else []
    suffixes = [plain[-end:] for end in range(8, 1, -1)] if unspaced else []
    for candidate in (*reversed(prefixes), *reversed(unspaced), *suffixes):
        if any(grammar.read(name, candidate) is not None for name in _LABELS for grammar in grammars):
            return candidate
    return plain if len(plain) <= _LONGEST_LABEL else ""
