"""Letters annotated by reading, scored as the annotations' own `score.py` does."""

from __future__ import annotations

import functools
import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from evaluation import program
from evaluation.corpus import Item, flat
from evaluation.score import Measure, one


@functools.cache
def _scorer(corpus: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score", corpus / "gold" / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"{corpus / 'gold' / 'score.py'} cannot be imported")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def items(corpus: Path) -> list[Item]:
    """The annotated letters, or none while the program cannot read PDF files."""
    found = flat(corpus / "gold" / "letters", "*.json")
    return found if found and _readable(_pdf(found[0], corpus)) else []


def _readable(path: Path) -> bool:
    try:
        program.record(path)
    except (RuntimeError, OSError, ValueError):
        return False
    return True


def _pdf(item: Item, corpus: Path) -> Path:
    return corpus / "pdf" / "letters" / json.loads(item.path.read_text("utf-8"))["file"]


def measure(item: Item, corpus: Path) -> Iterator[Measure]:
    """Every field of one letter."""
    scorer = _scorer(corpus)
    gold: dict[str, Any] = json.loads(item.path.read_text("utf-8"))
    record = program.record(_pdf(item, corpus))
    for name in scorer.FIELDS:
        right = scorer.field_equal(name, gold.get(name), record.get(name))
        yield one(name, right, f"expected {str(gold.get(name))[:80]}, got {str(record.get(name))[:80]}")
