"""The numbers of list items, as a browser prints them."""

from __future__ import annotations

from typing import Any, Final

from diplomatics.readers.docx_counting import write_number
from diplomatics.readers.docx_package import whole
from diplomatics.readers.html_style import Styling, styling

_TYPES: Final = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
_STYLES: Final = {
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
    "decimal": "decimal", "decimal-leading-zero": "decimalZero", "cjk-decimal": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
}  # fmt: skip
_BULLET: Final = "•"


class ListCounter:
    """A list, and the number of the item at hand."""

    def __init__(self, element: Any) -> None:
        self.ordered = element.tag == "ol"
        self.form = _TYPES.get(element.get("type") or "1", "decimal")
        self.step = -1 if element.get("reversed") is not None else 1
        items = sum(1 for _ in element.iterchildren("li")) if self.step < 0 else 1
        self._next = whole(element.get("start"), items)

    def count(self, element: Any) -> int:
        """The number of the next item, which may state its own."""
        number = whole(element.get("value"), self._next)
        self._next = number + self.step
        return number


def item_label(counter: ListCounter | None, element: Any, style: Styling) -> str:
    """The label of an item: a number with a full stop, a bullet, or nothing where the page hides it."""
    kind = style.list_style or (_list_style(element) if counter is not None else "")
    if counter is None or not counter.ordered:
        return "" if kind == "none" else _BULLET
    number = counter.count(element)
    if kind == "none":
        return ""
    form = _TYPES.get(element.get("type") or "") or _STYLES.get(kind) or counter.form
    return f"{write_number(number, form)}."


def _list_style(element: Any) -> str:
    """The list style that is set on the list of an item."""
    parent = element.getparent()
    return styling(parent).list_style if parent is not None else ""
