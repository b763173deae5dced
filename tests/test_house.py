"""The house: folders import only downward, files have one idea, the door has the names it promises."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import diplomatics

SOURCE = Path(diplomatics.__file__).parent
ORDER = (
    "model", "grammar", "readers", "structure", "citations", "passages", "quotations", "claims", "checks",
    "exporters", "library", "circulation", "cli", "web",
)  # fmt: skip
FILES = sorted(SOURCE.rglob("*.py"))


def folder_of(path: Path) -> str:
    relative = path.relative_to(SOURCE)
    return relative.parts[0].removesuffix(".py") if len(relative.parts) > 1 else ""


def imported_folders(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        found |= {name.split(".")[1] for name in names if name.startswith("diplomatics.")}
    return found


@pytest.mark.parametrize("path", [f for f in FILES if folder_of(f)], ids=lambda f: str(f.relative_to(SOURCE)))
def test_folders_import_only_from_those_above_them(path):
    """A module imports from its own folder and from those before it in the order of the design."""
    own = ORDER.index(folder_of(path))
    below = {name for name in imported_folders(path) if name in ORDER and ORDER.index(name) > own}
    assert below == set()


@pytest.mark.parametrize("path", FILES, ids=lambda f: str(f.relative_to(SOURCE)))
def test_a_file_has_fewer_than_400_lines(path):
    """A file of more than 400 lines is probably two ideas."""
    assert len(path.read_text("utf-8").splitlines()) < 400


def test_every_folder_of_the_source_has_its_place_in_the_order():
    """A new folder takes its place in the order, or it stays one file."""
    folders = {folder_of(path) for path in FILES} - {""}
    assert folders <= set(ORDER)


def test_the_door_has_exactly_the_names_it_promises():
    """What is public is what __all__ says, name by name."""
    assert sorted(diplomatics.__all__) == [
        "DiplomaticsError", "Document", "InvalidDocument", "ReadError", "Record", "StaleSpan",
        "export", "outline", "read", "record",
    ]  # fmt: skip
    assert all(getattr(diplomatics, name).__doc__ for name in diplomatics.__all__)


@pytest.mark.parametrize("path", FILES, ids=lambda f: str(f.relative_to(SOURCE)))
def test_no_word_of_a_documents_language_stands_in_the_code(path):
    """Arabic, Chinese and Russian words belong to the grammar; code may name only signs and letters of patterns."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not _is_docstring(node, path):
            runs = _foreign_runs(node.value)
            assert runs == [], f"{path.name}:{node.lineno}: {runs}"


def _foreign_runs(text: str) -> list[str]:
    import re

    return re.findall("[\u0620-\u064a]{2,}|[\u0430-\u044f\u0410-\u042f]{2,}|[\u4e00-\u9fff]{2,}", text)


def _is_docstring(node: ast.Constant, path: Path) -> bool:
    tree = ast.parse(path.read_text("utf-8"))
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docs = {
        owner.body[0].value.lineno
        for owner in ast.walk(tree)
        if isinstance(owner, owners) and owner.body and isinstance(owner.body[0], ast.Expr)
    }
    return node.lineno in docs or any(
        isinstance(e, ast.Expr) and isinstance(e.value, ast.Constant) and e.value.lineno == node.lineno
        for e in ast.walk(tree)
    )
