"""Where the real documents are, which of them are held out, and the hash of them all."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
PINNED = ("unxml", "crunsc", "specimen", "gold", "reference/akn", "reference/meetings")
"""The folders whose content the floors are pinned to."""


@dataclass(frozen=True)
class Item:
    """One file of the corpus. `held` says that its failures are not shown during development."""

    path: Path
    folder: str
    language: str
    held: bool

    @property
    def name(self) -> str:
        """The file, as it is named in tables of failures."""
        return f"{self.folder}/{self.language}/{self.path.name}"


def location() -> Path:
    """The corpus: where DIPLOMATICS_CORPUS says, else ../shared/corpus beside the repository."""
    return Path(os.environ.get("DIPLOMATICS_CORPUS") or REPOSITORY.parent / "shared" / "corpus")


def held_out(names: Iterable[str]) -> frozenset[str]:
    """A fifth of the names (at least one of three), chosen by the SHA-256 of each name: random, but fixed.

    >>> sorted(held_out(["a", "b", "c", "d", "e"])) == sorted(held_out("edcba"))
    True
    >>> len(held_out([str(n) for n in range(100)]))
    20
    """
    ranked = sorted(set(names), key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    count = round(len(ranked) / 5)
    return frozenset(ranked[: max(count, 1) if len(ranked) > 2 else count])


def unxml(corpus: Path) -> list[Item]:
    """The UN's XML files, laid out as folder/LANG/file.xml.

    The six versions of a document differ in the last letter of the name. They are held out together:
    a program that was mended on the French version has, in a way, seen the Spanish one.
    """
    folders: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((corpus / "unxml").glob("*/*/*.xml")):
        folders[path.parts[-3]].append(path)
    items: list[Item] = []
    for folder, paths in sorted(folders.items()):
        held = held_out(path.stem[:-1] for path in paths)
        items += [Item(path, folder, path.parts[-2], path.stem[:-1] in held) for path in paths]
    return items


def flat(folder: Path, pattern: str, language: str = "en") -> list[Item]:
    """The files of one plain folder."""
    paths = sorted(folder.glob(pattern))
    held = held_out(path.name for path in paths)
    return [Item(path, folder.name, language, path.name in held) for path in paths]


def fingerprint(corpus: Path) -> str:
    """The SHA-256 of names, sizes and contents of every file that the figures depend on."""
    digest = hashlib.sha256()
    for folder in PINNED:
        for path in sorted(p for p in (corpus / folder).rglob("*") if p.is_file()):
            data = path.read_bytes()
            line = f"{path.relative_to(corpus).as_posix()} {len(data)} {hashlib.sha256(data).hexdigest()}\n"
            digest.update(line.encode())
    return digest.hexdigest()
