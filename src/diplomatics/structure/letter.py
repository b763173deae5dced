"""What is peculiar to letters: who signs, what circulation is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from diplomatics.grammar import Grammar, organs
from diplomatics.model.identity import Circulation, Signature
from diplomatics.structure.draft import Draft

_LONGEST_TITLE: Final = 140  # code points
_TITLE_LINES: Final = 5


def signatures(drafts: Sequence[Draft], grammars: Sequence[Grammar]) -> tuple[list[Draft], tuple[Signature, ...]]:
    """The signatures of a letter, and its drafts with the lines of them told.

    The titles stand under the name, or, as in Chinese and French, above it.
    """
    out = list(drafts)
    found: list[Signature] = []
    for index, current in enumerate(drafts):
        name = _signer(current, grammars)
        if name is None:
            continue
        below = _titles(drafts, range(index + 1, len(drafts)), grammars)
        places = below or _titles(drafts, range(index - 1, -1, -1), grammars)[::-1]
        for place in (index, *places):
            out[place] = out[place].set(kind="signature", number="", depth=0)
        found.append(Signature(name=name, titles=tuple(drafts[place].text.rstrip(",，") for place in places)))
    return out, tuple(found)


def _signer(current: Draft, grammars: Sequence[Grammar]) -> str | None:
    if current.kind not in ("paragraph", "heading", "other", "signature") or len(current.text) > _LONGEST_TITLE:
        return None
    for grammar in grammars:
        values = grammar.read("signed", current.text)
        if values is not None:
            return str(values["name"])
    return None


def _titles(drafts: Sequence[Draft], places: range, grammars: Sequence[Grammar]) -> list[int]:
    """The places of the short unfinished lines that follow one another from a signature."""
    found: list[int] = []
    for place in places:
        current = drafts[place]
        finished = current.text.endswith((".", "。", ";", "；", ":", "：", "؛")) and not current.text.endswith(" a.i.")
        if (
            len(found) == _TITLE_LINES
            or current.kind not in ("paragraph", "heading", "other", "signature")
            or len(current.text) > _LONGEST_TITLE
            or finished
            or current.number
            or _signer(current, grammars) is not None
        ):
            break
        found.append(place)
    return found


def circulation(drafts: Sequence[Draft], grammars: Sequence[Grammar], own: Sequence[str] = ()) -> Circulation:
    """What a letter asks to be done with it; nothing asked where no request is found.

    The request closes a letter: what is said before of other letters is not asked for. `own` are the
    codes of the organs of the masthead: where there is one, "the Council" is that one.
    """
    for current in reversed(drafts):
        if current.kind not in ("paragraph", "item"):
            continue
        for grammar in grammars:
            found = grammar.search("circulation", current.text)
            if found is not None:
                return _asked(found.values, own)
    return Circulation()


def _asked(values: dict[str, Any], own: Sequence[str]) -> Circulation:
    named = tuple(dict.fromkeys((*values.get("organs", ()), *values.get("more", ()))))
    codes = tuple(own) if len(own) == 1 == len(named) else named
    items = values.get("items") or ((values["item"],) if "item" in values else ())
    return Circulation(asked=True, organs=tuple(organs()[code].name for code in codes), agenda_items=tuple(items))
