"""The parts of a Word file: a zip archive of XML parts that refer to one another by relationships."""

from __future__ import annotations

import posixpath
from importlib import import_module
from typing import Any, Final
from urllib.parse import unquote

from diplomatics.model.errors import ReadError
from diplomatics.readers.zipsafe import Archive

etree: Any = import_module("lxml.etree")  # has no types of its own

Element = Any
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VAL: Final = W + "val"

_RELATIONS: Final = R.strip("{}") + "/"
_STRICT: Final = tuple(
    (f"http://purl.oclc.org/ooxml/{strict}".encode(), f"http://schemas.openxmlformats.org/{usual}".encode())
    for strict, usual in (
        ("wordprocessingml/main", "wordprocessingml/2006/main"),
        ("officeDocument/relationships", "officeDocument/2006/relationships"),
        ("officeDocument/math", "officeDocument/2006/math"),
        ("drawingml/main", "drawingml/2006/main"),
        ("drawingml/chart", "drawingml/2006/chart"),
        ("drawingml/picture", "drawingml/2006/picture"),
    )
)
"""The name spaces of strict Office Open XML, and those of the usual kind that mean the same."""


class Part:
    """One XML part: its root, and where its relationships lead."""

    __slots__ = ("_package", "path", "relations", "root", "targets")

    def __init__(self, package: Package, path: str, root: Element) -> None:
        self._package = package
        self.path = path
        self.root = root
        self.targets: dict[str, str] = {}
        """Relationship id to address, as the file writes it."""
        self.relations: dict[str, str] = {}
        """Relationship id to kind: "footnotes", "header", "hyperlink"."""
        for kind, id_, target in package.relationships(path):
            self.targets[id_] = target
            self.relations[id_] = kind

    def follow(self, id_: str) -> Part | None:
        """The part to which a relationship of this part leads."""
        target = self.targets.get(id_)
        if target is None:
            return None
        return self._package.part(posixpath.join(posixpath.dirname(self.path), unquote(target)))

    def related(self, kind: str) -> Part | None:
        """The first part that is related in some way ("styles", "numbering")."""
        return next((self.follow(id_) for id_, found in self.relations.items() if found == kind), None)


class Package:
    """A Word file. Raises `ReadError` unless it is a sound zip archive within the limits."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.damaged: list[str] = []
        """Parts that could be read in part only, or not at all."""
        self._archive = Archive(data, name)
        self._parts: dict[str, Part | None] = {}

    def main(self) -> Part:
        """The document itself. Raises `ReadError` if there is none."""
        kinds = ((kind, target) for kind, _, target in self.relationships(""))
        target = next((target for kind, target in kinds if kind == "officeDocument"), "word/document.xml")
        path = target.lstrip("/") if target.lstrip("/") in self._archive else "word/document.xml"
        if path not in self._archive:
            raise ReadError(self.name, "word/document.xml is missing: this is no Word file", "give a .docx file")
        part = self.part(path)
        if part is None:
            raise ReadError(self.name, f"{path} is damaged", "fetch or copy the file again")
        return part

    def part(self, path: str) -> Part | None:
        """The part at a path of the archive, or None (and a word in `damaged`) if it cannot be read."""
        path = posixpath.normpath(path).lstrip("/")
        if path not in self._parts:
            root = self._parse(path)
            self._parts[path] = None if root is None else Part(self, path, root)
        return self._parts[path]

    def relationships(self, path: str) -> list[tuple[str, str, str]]:
        """Kind, id and target of each relationship of a part, or of the package itself for ""."""
        folder, base = posixpath.split(path)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        root = self._parse(relations) if relations in self._archive else None
        if root is None:
            return []
        return [
            (item.get("Type", "").removeprefix(_RELATIONS), item.get("Id", ""), item.get("Target", ""))
            for item in root.iter("{*}Relationship")
        ]

    def _parse(self, path: str) -> Element | None:
        """The root of a part. What is not well-formed is read as far as it can be, and named."""
        try:
            data = self._archive.read(path)
        except ReadError:
            self.damaged.append(path)
            return None
        if b"http://purl.oclc.org/ooxml/" in data:
            for strict, usual in _STRICT:
                data = data.replace(strict, usual)
        for recover in (False, True):
            # Entities stay unresolved and nothing is fetched; depth is bounded by the parser alone.
            parser = etree.XMLParser(
                resolve_entities=False, no_network=True, huge_tree=True,
                remove_comments=True, remove_pis=True, recover=recover,
            )  # fmt: skip
            try:
                root = etree.fromstring(data, parser)
            except (etree.XMLSyntaxError, ValueError):
                root = None
            if root is not None:
                break
        if root is None or recover:
            self.damaged.append(path)
        return root


def child(element: Element, tag: str) -> Element | None:
    """The first child of a name; faster than a path."""
    return next(element.iterchildren(tag), None)


def whole(text: str | None, default: int = 0) -> int:
    """The whole number that an attribute writes, or a default where it writes none.

    >>> whole("12"), whole(None), whole("wide", 3)
    (12, 0, 3)
    """
    try:
        return int(text) if text is not None and len(text) < 12 else default
    except ValueError:
        return default


def switched_on(element: Element) -> bool:
    """Whether a switch such as `<w:b w:val="0"/>` is on; without a value it is."""
    return element.get(VAL) not in ("0", "false", "off", "none")
