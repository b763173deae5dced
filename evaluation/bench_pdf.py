"""How fast PDF files are read, and whether any of their words are lost.

python -m evaluation.bench_pdf [FOLDER…]

The folders are those of the corpus ("letters", "resolutions", "papers"). Ours, the time that pdfium
itself takes for the same pages (the physical limit), poppler's pdftotext, docling-parse and pdfplumber are
measured side by side in one run, in seconds of one processor. The last two are run by the Python that
DIPLOMATICS_RIVALS names (else by this one): they are no part of this project. The words of every file
are counted against pdftotext's; the memory is that of reading one file of 500 pages, made of the pages
of the folder.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from diplomatics.readers.pdf import read_pdf
from evaluation import corpus

_WORDS = re.compile(r"[^\W\d_]{2,}|\d+")
_LONG = 500
_RIVALS = {
    "docling_parse": (
        "from docling_parse.pdf_parser import DoclingPdfParser\n"
        "parser = DoclingPdfParser(loglevel='fatal')\n"
        "def read(path):\n"
        "    document = parser.load(path)\n"
        "    for _ in document.iterate_pages(): pass\n"
        "    document.unload()\n"
    ),
    "pdfplumber": (
        "import pdfplumber\n"
        "def read(path):\n"
        "    with pdfplumber.open(path) as document:\n"
        "        for page in document.pages:\n"
        "            page.extract_text()\n"
        "            page.close()\n"
    ),
}
"""How each rival reads one file: cells with fonts and places of every page; text of every page."""
_TIMED = (
    "import sys, time\nstart = time.process_time()\n"
    "for path in sys.argv[1:]: read(path)\nprint(time.process_time() - start)"
)


def main(folders: list[str]) -> int:
    """Print speed, memory and lost words, one measurement a line."""
    root = corpus.location() / "pdf"
    for folder in folders or ["letters", "resolutions", "papers"]:
        files = sorted((root / folder).glob("*.pdf"))
        pages = sum(len(pypdfium2.PdfDocument(path)) for path in files)
        print(f"{folder}: {len(files)} files, {pages} pages")
        ours = pages / _seconds(lambda f=files: _ours(f))
        print(f"  ours             {ours:6.1f} pages/s")
        print(f"  pdfium alone     {pages / _seconds(lambda f=files: _bare(f)):6.1f} pages/s")
        if shutil.which("pdftotext"):
            print(f"  pdftotext        {pages / _seconds(lambda f=files: _poppler(f)):6.1f} pages/s")
            words, lost, gained = _compare(files)
            print(f"  words            {words}, of pdftotext's not in ours {lost}, of ours not in pdftotext's {gained}")
        for rival in _RIVALS:
            seconds = _rival(rival, files)
            told = (
                f"{pages / seconds:6.1f} pages/s; ours is {ours * seconds / pages:.1f} times as fast" if seconds else ""
            )
            print(f"  {rival:15}  {told or 'not installed'}")
        print(f"  500 pages        {_memory(files)} MB at most")
    return 0


def _seconds(work: Callable[[], object]) -> float:
    """Processor time of this process and of those that it has waited for."""
    before = _processor()
    work()
    return _processor() - before


def _processor() -> float:
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in spent)


def _ours(files: list[Path]) -> None:
    for path in files:
        read_pdf(path.read_bytes(), path.name)


def _bare(files: list[Path]) -> None:
    for path in files:
        document = pypdfium2.PdfDocument(path)
        for page in document:
            page.get_textpage().get_text_range()


def _poppler(files: list[Path]) -> list[str]:
    return [
        subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=False).stdout.decode(
            "utf-8", "replace"
        )
        for path in files
    ]


def _rival(name: str, files: list[Path]) -> float:
    """The seconds that a rival takes for the files, its start left out; 0 if it is not installed."""
    python = os.environ.get("DIPLOMATICS_RIVALS") or sys.executable
    if subprocess.run([python, "-c", f"import {name}"], capture_output=True, check=False).returncode:
        return 0.0
    command = [python, "-c", _RIVALS[name] + _TIMED, *map(str, files)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True)
    return float(done.stdout.splitlines()[-1])


def _compare(files: list[Path]) -> tuple[int, int, int]:
    """The number of words, of those lost, and of those gained, over all files."""
    words = lost = gained = 0
    for path, text in zip(files, _poppler(files), strict=True):
        theirs, ours = _bag(text), _bag(_as_printed(path))
        words += theirs.total()
        lost += (theirs - ours).total()
        gained += (ours - theirs).total()
    return words, lost, gained


def _as_printed(path: Path) -> str:
    """Our lines with the markers of notes where they are printed: at the note and at its anchors."""
    lines = read_pdf(path.read_bytes(), path.name).lines
    numbers = {line.id: line.number for line in lines if line.id}
    out: list[str] = []
    for line in lines:
        anchors = [numbers.get(mark.target, "") for mark in line.marks if mark.kind == "anchor"]
        out.append(" ".join([line.number, line.text, *anchors]))
    return "\n".join(out)


def _bag(text: str) -> Counter[str]:
    text = text.replace("\u00ad", "-").replace("\u2011", "-")
    return Counter(_WORDS.findall(re.sub(r"-\s+", "-", text)))


def _memory(files: list[Path]) -> int:
    """The largest memory, in megabytes, of a process that reads one file of 500 pages."""
    whole = pypdfium2.PdfDocument.new()
    while len(whole) < _LONG:
        for path in files:
            whole.import_pages(pypdfium2.PdfDocument(path))
            if len(whole) >= _LONG:
                break
    target = Path(tempfile.mkdtemp()) / "long.pdf"
    whole.save(target)
    code = (
        "import resource, sys; from diplomatics.readers.pdf import read_pdf; from pathlib import Path;"
        "read_pdf(Path(sys.argv[1]).read_bytes(), 'long.pdf');"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(target)], capture_output=True, text=True, check=True)
    target.unlink()
    return int(done.stdout)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
