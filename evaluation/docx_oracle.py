"""The Word reader held against other readings of the same files.

    python evaluation/docx_oracle.py [FILE.docx …] [--libreoffice]

For each file: the characters of a plain iteration over its text elements, against those of the
transcript; the words of docx2python; every hyperlink, on its words; automatic numbers, against the
counts of docx2python, and with --libreoffice against the numbers that LibreOffice prints.
Files are taken from the folder docx of DIPLOMATICS_CORPUS (or ../shared/corpus) if none is named.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

from docx2python import docx2python
from docx2python.iterators import iter_paragraphs
from lxml import etree

from diplomatics.model.transcript import Line, Transcript
from diplomatics.readers.docx import read_docx
from diplomatics.readers.docx_counting import roman

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def squeezed(text: str) -> str:
    """A text without white space and soft hyphens, its no-break hyphens plain."""
    return re.sub(r"[\s\u00ad]", "", text).replace("\u2011", "-")


def body_of(path: Path) -> etree._Element:
    """The body, without what is not printed: alternatives of drawings, deletions."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    for element in [*root.iter(MC + "Fallback", W + "del", W + "moveFrom")]:
        element.getparent().remove(element)
    return root


def links_of(path: Path, root: etree._Element) -> list[tuple[str, str]]:
    """The words and address of every hyperlink that has both, whether element or field."""
    with zipfile.ZipFile(path) as archive:
        relations = etree.fromstring(archive.read("word/_rels/document.xml.rels"))
    addresses = {item.get("Id"): item.get("Target") for item in relations}
    found = [
        (squeezed("".join(t.text or "" for t in item.iter(W + "t"))), addresses[item.get(R + "id")])
        for item in root.iter(W + "hyperlink")
        if item.get(R + "id") in addresses
    ]
    words: list[str] | None = None
    for item in root.iter(W + "instrText", W + "fldChar", W + "t"):
        if item.tag == W + "instrText" and (address := re.search(r'HYPERLINK\s+"([^"]+)"', item.text or "")):
            words = []
            found.append(("", address[1]))
        elif item.tag == W + "t" and words is not None:
            words.append(item.text or "")
        elif item.get(W + "fldCharType") == "end" and words is not None:
            found[-1] = (squeezed("".join(words)), found[-1][1])
            words = None
    return [(said, address) for said, address in found if said]


def missing_links(lines: list[Line], links: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The hyperlinks that no mark of the transcript carries on exactly their words."""
    shown = Counter(
        (squeezed(line.text[mark.start : mark.end]), mark.target)
        for line in lines
        for mark in line.marks
        if mark.kind == "link"
    )
    return [*(Counter(links) - shown).elements()]


def label_counts(path: Path) -> list[tuple[str, int]]:
    """Of each numbered paragraph of docx2python: its words and its count at its level."""
    counts: list[tuple[str, int]] = []
    with docx2python(path) as document:
        for paragraph in iter_paragraphs(document.document_pars):
            number = paragraph.list_position[1]
            text = squeezed("".join(run.text for run in paragraph.runs))
            if number:
                counts.append((text, number[-1]))
    return list(dict.fromkeys(counts))


def libreoffice_text(path: Path) -> str:
    """What LibreOffice prints of a file as plain text, numbers in front of paragraphs included."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
        target = ["txt:Text (encoded):UTF8", "--outdir", folder, str(path)]
        subprocess.run([*command, *target], check=True, capture_output=True, timeout=120)
        return (Path(folder) / f"{path.stem}.txt").read_text("utf-8-sig")


def compare(path: Path, libreoffice: bool) -> bool:
    """Print how one file is read beside its oracles. True if nothing is lost and nothing differs."""
    data = path.read_bytes()
    read_docx(data, path.name)
    start = time.perf_counter()
    transcript: Transcript = read_docx(data, path.name)
    ours_time = time.perf_counter() - start
    lines = [line for line in transcript.lines if line.role != "running"]
    root = body_of(path)
    plain = Counter(squeezed("".join(t.text or "" for t in root.iter(W + "t"))))
    plain["-"] += sum(1 for _ in root.iter(W + "noBreakHyphen"))
    shown = Counter(squeezed("".join(line.text.removeprefix(line.number) for line in lines)))
    lost = plain - shown
    start = time.perf_counter()
    with docx2python(path) as document:
        theirs = document.text
    theirs_time = time.perf_counter() - start
    # It repeats merged cells and the alternatives of drawings: only words that are nowhere here count.
    theirs_words = set(re.findall(r"\w+", re.sub(r"<[^>]*>|----.*?----", " ", theirs)))
    unread = theirs_words - set(re.findall(r"\w+", " ".join(line.text for line in transcript.lines)))
    links = links_of(path, root)
    unlinked = missing_links(lines, links)
    numbered = [line for line in lines if line.number]
    wrong: list[tuple[str, int, list[str]]] = []
    for text, count in label_counts(path):
        bare = re.sub(r"^(--|\w+\))", "", text)
        ours = [line for line in numbered if bare and bare in squeezed(line.text)]
        forms = {str(count), chr(96 + count), chr(64 + count), roman(count), roman(count).upper(), "•"}
        if not any(re.sub(r"[^\w•]", "", line.number) in forms for line in ours):
            wrong.append((text[:50], count, [line.number for line in ours]))
    print(
        f"{path.name}: lines {len(lines)}, characters lost {sum(lost.values())} of {sum(plain.values())}, "
        f"links {len(links) - len(unlinked)}/{len(links)}, numbers {len(numbered)} ({len(wrong)} differ), "
        f"words of docx2python not here {len(unread)} of {len(theirs_words)}, "
        f"{ours_time * 1000:.0f} ms to its {theirs_time * 1000:.0f}"
    )
    for name, found in (("lost", lost), ("unlinked", unlinked), ("numbers", wrong), ("unread", unread)):
        if found:
            print(f"    {name}: {found}"[:600])
    if libreoffice:
        printed = squeezed(libreoffice_text(path))
        unprinted = [line for line in numbered if squeezed(line.text)[:60] not in printed]
        print(f"    LibreOffice prints {len(numbered) - len(unprinted)} of {len(numbered)} numbered lines alike")
        for line in unprinted:
            print(f"        {line.text[:80]!r}")
    return not (lost or unlinked or wrong)


def main() -> int:
    """Compare every file; exit 1 if any character, link or number is lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--libreoffice", action="store_true")
    arguments = parser.parse_args()
    corpus = Path(os.environ.get("DIPLOMATICS_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))
    files = arguments.files or sorted((corpus / "docx").glob("*.docx"))
    if not files:
        print("no files: set DIPLOMATICS_CORPUS", file=sys.stderr)
        return 2
    outcomes = [compare(path, arguments.libreoffice) for path in files]
    return 0 if all(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
