"""The labels of paragraphs that an Akoma Ntoso file does not nest, and how deep they stand."""

from __future__ import annotations

import re
from typing import Final

_ROMAN: Final = re.compile("[ivxl]+")
_EDGES: Final = re.compile(r"^[\W_]+|[\W_]+$")
_BRACKETS: Final = ")）"


def bare(label: str) -> str:
    """The label without the brackets, points and dashes around it."""
    return _EDGES.sub("", label)


def is_item(label: str) -> bool:
    """Whether a label belongs to a sub-paragraph: bracketed, quoted, a dash, a small letter.

    >>> [is_item(label) for label in ("(a)", "a)", "–", "㈠", "b.", "’1‘", "1.", "8 -", "IV.", "1.2")]
    [True, True, True, True, True, True, False, False, False, False]
    """
    core = bare(label)
    if not core or label[-1:] in _BRACKETS or "\u3220" <= core[0] <= "\u3229":
        return True
    return label[0] in "‘’'" or (core.isascii() and core.islower())


class Levels:
    """Follows the labels of the sub-paragraphs below one paragraph and tells how deep each stands.

    >>> levels = Levels()
    >>> [levels.depth(label) for label in ("(a)", "(i)", "(ii)", "–", "(b)")]
    [1, 2, 2, 3, 1]
    """

    def __init__(self) -> None:
        self._open: list[tuple[str, str]] = []

    def reset(self) -> None:
        """Forget the open levels: the next paragraph begins."""
        self._open.clear()

    def depth(self, label: str) -> int:
        """The depth of the next sub-paragraph, from 1."""
        core = bare(label)
        style = self._style(label, core)
        for place, (known, _) in enumerate(self._open):
            if known == style:
                del self._open[place:]
                break
        self._open.append((style, core))
        return len(self._open)

    def _style(self, label: str, core: str) -> str:
        """What labels of one level have in common."""
        end = label[-1:] if label[-1:] in _BRACKETS else ""
        if not core:
            return label
        if core.isdigit():
            return f"figure{end}"
        letter = f"{'ascii' if core.isascii() else 'other'}{core.islower()}{end}"
        if not _ROMAN.fullmatch(core):
            return letter
        # "(i)" is the ninth letter only after "(h)".
        follows = any(
            style == letter and len(last) == len(core) == 1 and ord(core) == ord(last) + 1 for style, last in self._open
        )
        return letter if follows else f"roman{end}"
