"""How well pages are read from their image: ours against the text layer that the scanner put there.

    python evaluation/scans.py REFERENCES

REFERENCES is a folder of text files named `FILE.pdf@PAGE.txt`, each an excerpt of that page as a person reads
it. It is not part of the repository: the words are those of real documents. The measure is the share of an
excerpt's characters that are right (1 - edits / length), at the best place of the page; line ends count as spaces.
`scans.toml` says what stands in the mastheads.
"""

from __future__ import annotations

import os
import sys
import tomllib
from pathlib import Path

from diplomatics import read
from diplomatics.readers.pdf import read_pdf


def folded(text: str) -> str:
    """The text with every stretch of white space as one space."""
    return " ".join(text.split())


def edits_within(needle: str, text: str) -> int:
    """The fewest edits that turn some stretch of a text into the needle.

    >>> edits_within("Belforia", "of Be1foria and")
    1
    """
    above = [0] * (len(text) + 1)
    for row, char in enumerate(needle, 1):
        here = [row]
        for column, other in enumerate(text, 1):
            here.append(min(above[column] + 1, here[-1] + 1, above[column - 1] + (char != other)))
        above = here
    return min(above)


def page_text(data: bytes, name: str, page: int, ocr: str) -> str:
    """What is read on one page."""
    transcript = read_pdf(data, name, most_pages=page, ocr=ocr)  # type: ignore[arg-type]
    return folded(" ".join(line.text for line in transcript.lines if line.page == page))


def accuracy(folder: Path, corpus: Path) -> None:
    """Prints the share of right characters, page by page and over all."""
    total = ours = theirs = 0
    for path in sorted(folder.glob("*.txt")):
        name, page = path.stem.rsplit("@", 1)
        data = next(corpus.rglob(name)).read_bytes()
        wanted = folded(path.read_text("utf-8"))
        read_here = edits_within(wanted, page_text(data, name, int(page), "always"))
        layer = edits_within(wanted, page_text(data, name, int(page), "never"))
        total, ours, theirs = total + len(wanted), ours + read_here, theirs + layer
        print(f"{name} p. {page}: ours {1 - read_here / len(wanted):.4f}, embedded {1 - layer / len(wanted):.4f}")
    if total:
        print(f"all {total} characters: ours {1 - ours / total:.4f}, embedded {1 - theirs / total:.4f}")


def mastheads(corpus: Path) -> None:
    """Prints which fields of the masthead are as `scans.toml` has them."""
    gold = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["paper"]
    right = fields = 0
    for paper in gold:
        identity = read(corpus / paper["file"]).identity
        for field, wanted in paper.items():
            if field == "file":
                continue
            value = getattr(identity, field)
            found = list(value) if isinstance(value, tuple) else value
            fields += 1
            right += found == wanted
            if found != wanted:
                print(f"{paper['file']}: {field} is {found!r}, not {wanted!r}")
    print(f"mastheads: {right} of {fields} fields")


if __name__ == "__main__":
    where = Path(os.environ.get("DIPLOMATICS_CORPUS", Path(__file__).resolve().parents[2] / "shared" / "corpus"))
    mastheads(where)
    if len(sys.argv) > 1:
        accuracy(Path(sys.argv[1]), where)
