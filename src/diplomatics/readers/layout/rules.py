"""Rules drawn in pieces → the lines that a reader sees."""

from __future__ import annotations

from collections.abc import Iterable

from diplomatics.readers.layout.page import Row, Rule


def joined(rules: Iterable[Rule], reach: float = 6.0) -> list[Rule]:
    """Horizontal rules at one height, joined where they touch or nearly touch, from top to bottom.

    >>> joined([Rule(60, 65, 120, 66), Rule(121, 65.2, 200, 66), Rule(60, 90, 80, 90.5)])
    [Rule(x0=60, y0=65, x1=200, y1=66), Rule(x0=60, y0=90, x1=80, y1=90.5)]
    """
    out: list[Rule] = []
    for level in levels(rules):
        begin = len(out)
        for rule in sorted(level):
            if len(out) > begin and rule.x0 - out[-1].x1 <= reach:
                last = out[-1]
                out[-1] = Rule(last.x0, min(last.y0, rule.y0), max(last.x1, rule.x1), max(last.y1, rule.y1))
            else:
                out.append(rule)
    return out


def levels(rules: Iterable[Rule], tolerance: float = 1.6) -> list[list[Rule]]:
    """Horizontal rules grouped by height, from top to bottom."""
    out: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.y0):
        if out and rule.y0 - out[-1][-1].y0 <= tolerance:
            out[-1].append(rule)
        else:
            out.append([rule])
    return out


def hull(rules: list[Rule]) -> Rule:
    """The smallest rectangle around some rules (at least one)."""
    return Rule(
        min(rule.x0 for rule in rules),
        min(rule.y0 for rule in rules),
        max(rule.x1 for rule in rules),
        max(rule.y1 for rule in rules),
    )


def underlines(rule: Rule, lines: list[list[Row]]) -> bool:
    """Whether a rule underlines words: it lies directly below their baseline and is no longer than they."""
    for line in lines:
        if 0 < rule.y0 - line[0].base < 0.3 * line[0].size:
            return any(row.x0 - 4 < rule.x0 and rule.x1 < row.x1 + 4 for row in line)
    return False
