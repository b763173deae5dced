"""Figures, tables, floors, and docs/accuracy.md."""

from __future__ import annotations

import math
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from evaluation.score import Outcome

FLOORS = Path(__file__).with_name("floors.toml")
SPLITS = ("development", "held_out")
ALL = "all"

Figures = dict[tuple[str, str, str, str], float]
"""(part, split, field, language) → 2 · right / (found + expected); the language "all" is their sum."""


def split_of(outcome: Outcome) -> str:
    """The split to which an outcome's file belongs."""
    return SPLITS[outcome.held]


def figures(outcomes: Iterable[Outcome]) -> Figures:
    """The figure of each part, split, field and language."""
    sums: dict[tuple[str, str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for o in outcomes:
        for language in {o.language, ALL}:
            total = sums[o.part, split_of(o), o.field, language]
            total[0] += 2 * o.right
            total[1] += o.found + o.expected
    return {key: right / total if total else 1.0 for key, (right, total) in sums.items()}


def table(found: Figures, part: str, split: str) -> list[list[str]]:
    """The rows of one table: the languages, then a field per row, in per cent."""
    keys = [key for key in found if key[:2] == (part, split)]
    fields = list(dict.fromkeys(key[2] for key in keys))
    languages = sorted({key[3] for key in keys} - {ALL})
    columns = [*languages, ALL] if len(languages) > 1 else languages
    rows = [["", *columns]]
    for field in fields:
        cells = [found.get((part, split, field, language)) for language in columns]
        rows.append([field, *("" if value is None else percent(value) for value in cells)])
    return rows


def percent(value: float) -> str:
    """A figure in per cent, rounded down, so that 100 is only what is wholly right.

    >>> percent(1.0), percent(0.9999)
    ('100', '99.9')
    """
    return "100" if value == 1 else f"{math.floor(value * 1000) / 10:.1f}"


def plain(rows: list[list[str]]) -> str:
    """A table for a terminal."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(w) if n == 0 else cell.rjust(w) for n, (cell, w) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def failures(outcomes: Iterable[Outcome], *, held: bool) -> Iterator[tuple[str, list[Outcome]]]:
    """The outcomes that are not wholly right, by file."""
    by_file: dict[str, list[Outcome]] = defaultdict(list)
    for o in outcomes:
        if o.held == held and not o.right == o.found == o.expected:
            by_file[f"{o.part} {o.name}"].append(o)
    yield from sorted(by_file.items())


# floors ---------------------------------------------------------------------------------------------


def floors(path: Path = FLOORS) -> tuple[str, Figures]:
    """The hash of the corpus to which the floors are pinned, and the floors."""
    if not path.exists():
        return "", {}
    data = tomllib.loads(path.read_text("utf-8"))
    found = {
        (part, split, field, language): float(value)
        for part, splits in data.get("floors", {}).items()
        for split, fields in splits.items()
        for field, values in fields.items()
        for language, value in values.items()
    }
    return data.get("corpus", ""), found


def below(found: Figures, required: Figures, parts: Iterable[str], splits: Iterable[str]) -> list[str]:
    """One sentence for each figure of these parts that is under its floor or is no longer measured."""
    sentences: list[str] = []
    chosen, halves = set(parts), set(splits)
    for key, floor in sorted(required.items()):
        if key[0] in chosen and key[1] in halves:
            value = found.get(key)
            name = ".".join(key)
            if value is None:
                sentences.append(f"{name} is no longer measured; its floor is {floor:.3f}.")
            elif value < floor:
                sentences.append(f"{name} is {value:.4f}, below its floor of {floor:.3f}.")
    return sentences


def raised(found: Figures, required: Figures) -> Figures:
    """The floors with each one raised to the new figure, rounded down to a thousandth; none is lowered.

    >>> raised({("xml", "development", "symbol", "en"): 0.9876}, {})
    {('xml', 'development', 'symbol', 'en'): 0.987}
    """
    new = {key: math.floor(value * 1000 + 1e-9) / 1000 for key, value in found.items()}
    return {key: max(new.get(key, 0.0), required.get(key, 0.0)) for key in {**required, **new}}


def write_floors(pinned: str, required: Figures, path: Path = FLOORS) -> None:
    """Write the floors and the hash of the corpus that they were measured on."""
    lines = [
        "# Floors of accuracy, pinned to a corpus. They may only rise: python -m evaluation.gate --raise",
        f'corpus = "{pinned}"',
    ]
    groups: dict[tuple[str, str, str], dict[str, float]] = defaultdict(dict)
    for (part, split, field, language), value in required.items():
        groups[part, split, field][language] = value
    head = None
    for (part, split, field), values in sorted(groups.items()):
        if head != (part, split):
            head = part, split
            lines += ["", f"[floors.{part}.{split}]"]
        cells = ", ".join(f"{language} = {value:.3f}" for language, value in sorted(values.items()))
        lines.append(f'"{field}" = {{ {cells} }}' if " " in field else f"{field} = {{ {cells} }}")
    path.write_text("\n".join(lines) + "\n", "utf-8")


# the page -------------------------------------------------------------------------------------------


def page(outcomes: list[Outcome], titles: dict[str, str], notes: Iterable[str]) -> str:
    """docs/accuracy.md: the figures of every part, then the failures of the development files."""
    found = figures(outcomes)
    out = ["# Accuracy", "", *notes, ""]
    for part, title in titles.items():
        sizes = {split: len({o.name for o in outcomes if o.part == part and split_of(o) == split}) for split in SPLITS}
        if not any(sizes.values()):
            continue
        out += [f"## {title}", ""]
        for split in SPLITS:
            if sizes[split]:
                out += [f"{split.replace('_', ' ').capitalize()}, {sizes[split]} files:", ""]
                out += [*_markdown(table(found, part, split)), ""]
    out += ["## Failures in development files", ""]
    for name, wrong in failures(outcomes, held=False):
        part, file = name.split(" ", 1)
        out.append(f"- {part} `{file}`: " + ", ".join(_brief(o) for o in wrong))
    return "\n".join(out) + "\n"


def _brief(outcome: Outcome) -> str:
    """A failure without the document's words."""
    if outcome.found == outcome.expected == 1:
        return outcome.field
    return f"{outcome.field} {outcome.right} of {outcome.expected}"


def _markdown(rows: list[list[str]]) -> Iterator[str]:
    yield "| " + " | ".join(rows[0]) + " |"
    yield "|---" + "|---:" * (len(rows[0]) - 1) + "|"
    yield from ("| " + " | ".join(row) + " |" for row in rows[1:])
