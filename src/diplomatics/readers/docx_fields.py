"""Fields of Word: an instruction, and the result that is printed. Links are fields, or were once."""

from __future__ import annotations

import re
from typing import Final

_TOKEN: Final = re.compile(r'"((?:[^"\\]|\\.)*)"?|“([^”]*)”|(\S+)')
_ESCAPED: Final = re.compile(r"\\(.)")


class Field:
    """A field that has begun and not ended. `words` are texts met where only an instruction may be."""

    __slots__ = ("instructing", "instruction", "target", "words")

    def __init__(self) -> None:
        self.instructing = True
        self.instruction: list[str] = []
        self.words: list[str] = []
        self.target = ""

    def separate(self) -> None:
        """The instruction is complete: what follows is the result."""
        self.instructing = False
        self.target = link_target("".join(self.instruction))


def link_target(instruction: str) -> str:
    r"""The address to which a HYPERLINK instruction leads; empty for any other instruction.

    >>> link_target(' HYPERLINK "https://docs.un.org/en/A/80/6" \\l "sect3" \\o "a hint"')
    'https://docs.un.org/en/A/80/6#sect3'
    >>> link_target(r' PAGE  \* Arabic ')
    ''
    """
    if "HYPERLINK" not in instruction.upper():
        return ""
    tokens = [
        (_ESCAPED.sub(r"\1", found[1]) if found[1] is not None else found[2] or found[3], found[3] is None)
        for found in _TOKEN.finditer(instruction)
    ]
    if not tokens or tokens[0][0].upper() != "HYPERLINK":
        return ""
    address = place = ""
    switch = ""
    for word, quoted in tokens[1:]:
        if not quoted and word.startswith("\\"):
            switch = word.lower()
            if switch in (r"\n", r"\m", r"\h"):
                switch = ""
            continue
        if switch == r"\l":
            place = word
        elif not switch and not address:
            address = word
        switch = ""
    return f"{address}#{place}" if place else address
