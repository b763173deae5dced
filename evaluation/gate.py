"""Run the evaluation and hold its figures against the floors.

python -m evaluation.gate                 all parts; exit 1 below a floor
python -m evaluation.gate --part text     one part
python -m evaluation.gate --dev           development files only, and what failed in them
python -m evaluation.gate --final         also what failed in the held-out files
python -m evaluation.gate --raise         raise the floors to the figures
python -m evaluation.gate --write         write docs/accuracy.md
python -m evaluation.gate --large FOLDER  the round trip over every XML file of another folder
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from evaluation import corpus, crunsc, report, unxml
from evaluation.parts import PARTS, large, run
from evaluation.score import Outcome

PAGE = corpus.REPOSITORY / "docs" / "accuracy.md"
TITLES = {
    "xml": "The UN's XML, read as XML",
    "text": "The same documents as plain text",
    "roundtrip": "XML to document to XML to document",
    "crunsc": "Resolutions 1 to 899 of the Security Council, in plain text",
    "specimen": "The specimen: a letter in Chinese with an English annex",
    "letters": "Letters in PDF, annotated by reading",
    "papers": "Reports, notes, drafts and papers of agencies in PDF, read by a person",
    "resolutions_pdf": "Resolutions in PDF against the UN's XML of the same text",
    "pdfs": "Every PDF, Word file and scan of the corpus: a record without crash or hang, and in time",
}
NOTES = (
    "Figures in per cent, rounded down, of `python -m evaluation.gate --write`.",
    "For a field: the share of files in which it is right. For blocks, boundaries, notes and anchors: F1.",
    "",
    "A block is right if its text, white space aside, and its kind are those of the file's own markup; "
    "`boundaries` asks for the text alone.",
    "`characters` is the share of files of which no character is lost or added.",
    "A fifth of the documents is held out: their failures are not looked at while the program is written.",
    "",
    "The documents are the United Nations' own machine-readable files (unofficial copies; the source is the "
    "United Nations),",
    "and the *Corpus of Resolutions: UN Security Council* by S. Fobbe, L. Gasbarri and N. Ridi.",
)


BY_REQUEST = frozenset({"pdfs"})
"""Parts that run only with --part: reading every file, scans with them, takes several minutes."""


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line of the evaluation. Returns 0, 1 below a floor, 2 if the corpus is not as it was."""
    options = _parser().parse_args(arguments)
    folder: Path = options.corpus
    if not folder.is_dir():
        print(f"There is no corpus at {folder}: set DIPLOMATICS_CORPUS or give --corpus.", file=sys.stderr)
        return 2
    if options.large:
        return _large(options.large, folder)
    pinned, required = report.floors()
    present = corpus.fingerprint(folder)
    if pinned and pinned != present:
        print("The corpus is not the one that the floors were measured on: restore it.", file=sys.stderr)
        return 2
    names = options.part or [name for name in PARTS if name not in BY_REQUEST]
    splits = (False,) if options.dev else (False, True)
    outcomes = [outcome for name in names for outcome in _timed(name, folder, splits)]
    found = report.figures(outcomes)
    _print_tables(found, names)
    _print_failures(outcomes, dev=options.dev, final=options.final)
    if options.faults:
        _print_faults(folder, final=options.final)
    if options.write:
        PAGE.write_text(report.page(outcomes, TITLES, NOTES), "utf-8")
    low = report.below(found, required, names, [report.SPLITS[held] for held in splits])
    if options.raise_:
        report.write_floors(present, report.raised(found, required))
    print("\n".join(low) or "No figure is below its floor.")
    return 1 if low else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="evaluation.gate", description="Accuracy on real documents, with floors.")
    parser.add_argument("--corpus", type=Path, default=corpus.location(), help="the folder of real documents")
    parser.add_argument("--part", action="append", choices=list(PARTS), help="only this part; may be repeated")
    parser.add_argument("--dev", action="store_true", help="development files only, with their failures")
    parser.add_argument("--final", action="store_true", help="list the failures of held-out files, too")
    parser.add_argument("--faults", action="store_true", help="list where the files contradict themselves")
    parser.add_argument("--raise", dest="raise_", action="store_true", help="raise the floors to these figures")
    parser.add_argument("--write", action="store_true", help="write docs/accuracy.md")
    parser.add_argument("--large", type=Path, metavar="FOLDER", help="round trip over every XML file of a folder")
    return parser


def _timed(name: str, folder: Path, splits: tuple[bool, ...]) -> list[Outcome]:
    start = time.perf_counter()
    outcomes = run(name, folder, splits)
    files = len({outcome.name for outcome in outcomes})
    print(f"{name}: {files} files in {time.perf_counter() - start:.1f} s", file=sys.stderr)
    return outcomes


def _large(where: Path, folder: Path) -> int:
    outcomes = run("large", folder, part=large(where))
    print(report.plain(report.table(report.figures(outcomes), "large", "development")))
    wrong = list(report.failures(outcomes, held=False))
    for name, found in wrong[:50]:
        print(name, *(f"\n    {o.field}: {o.detail}" for o in found))
    return 1 if wrong else 0


def _print_tables(found: report.Figures, names: Sequence[str]) -> None:
    for name in names:
        for split in report.SPLITS:
            rows = report.table(found, name, split)
            if len(rows) > 1:
                print(f"\n{TITLES[name]} ({split.replace('_', ' ')})\n{report.plain(rows)}")
    print()


def _print_failures(outcomes: list[Outcome], *, dev: bool, final: bool) -> None:
    for held, wanted in ((False, dev), (True, final)):
        for name, wrong in report.failures(outcomes, held=held) if wanted else ():
            print(name)
            for o in wrong:
                count = "" if o.found == o.expected == 1 else f" {o.right}/{o.found}/{o.expected}"
                print(f"    {o.field}{count}: {o.detail}")


def _print_faults(folder: Path, *, final: bool) -> None:
    """Where a file's metadata and print contradict each other: faults of the material, not of the program."""
    for item in corpus.unxml(folder):
        if final or not item.held:
            for fault in unxml.gold(item).faults:
                print(f"{item.name}: {fault}")
    for item in PARTS["crunsc"].items(folder):
        if (final or not item.held) and (fault := crunsc.faults(item, folder)):
            print(f"{item.name}: {fault}")


if __name__ == "__main__":
    sys.exit(main())
