"""tesseract, run as a program: an image in, words with their boxes and scores out (as hOCR).

Never through a shell, on one thread, with a time limit; the image goes in and the words come out through pipes.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
from typing import Final, NamedTuple

SECONDS: Final = 60.0
"""Time for one page."""

PACKAGES: Final = {
    "ara": "tesseract-ocr-ara", "chi_sim": "tesseract-ocr-chi-sim", "eng": "tesseract-ocr-eng",
    "fra": "tesseract-ocr-fra", "rus": "tesseract-ocr-rus", "spa": "tesseract-ocr-spa",
}  # fmt: skip
"""The engine's codes of the six languages, and the Debian packages that bring them."""

_SCRIPTS: Final = {
    "Latin": "la", "Cyrillic": "ru", "Arabic": "ar", "Han": "zh", "HanS": "zh", "HanT": "zh", "Japanese": "zh",
}  # fmt: skip
_VERSION: Final = re.compile(r"tesseract v?([\d.]+)")
_OSD: Final = re.compile(
    r"Rotate: (\d+)\s+Orientation confidence: ([\d.]+)\s+Script: (\w+)\s+Script confidence: ([\d.]+)"
)


class EngineError(Exception):
    """The engine did not read an image: it took too long, crashed, or does not know the format."""


class Engine(NamedTuple):
    """An installed tesseract: its path, its version, the languages that it has."""

    program: str
    version: str
    languages: frozenset[str]

    @property
    def name(self) -> str:
        """Program and version, as they are told to a person."""
        return f"tesseract {self.version}".strip()


class Orientation(NamedTuple):
    """The script of a page ("la", "ru", "ar", "zh", or "") and by how many degrees clockwise it is to be turned.

    `sure` is the engine's own measure of the script; `upright` of the turn.
    """

    script: str
    turn: int
    sure: float
    upright: float


def engine() -> Engine | None:
    """The tesseract found on PATH, or None."""
    program = shutil.which("tesseract")
    return _describe(program) if program else None


@functools.cache
def _describe(program: str) -> Engine | None:
    try:
        version = subprocess.run([program, "--version"], capture_output=True, timeout=20, check=False)
        listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = _VERSION.search((version.stdout + version.stderr).decode("utf-8", "replace"))
    languages = (listed.stdout or listed.stderr).decode("utf-8", "replace").split("\n")[1:]
    return Engine(program, found[1] if found else "", frozenset(line.strip() for line in languages if line.strip()))


def orientation(engine: Engine, image: bytes, dpi: int, seconds: float, page: int = 0) -> Orientation:
    """The script and the direction of an image; without a script where the engine cannot tell."""
    nothing = Orientation("", 0, 0.0, 0.0)
    if "osd" not in engine.languages:
        return nothing
    try:
        out = _run(engine, image, ["--psm", "0", "-l", "osd"], dpi, seconds, page).decode("utf-8", "replace")
    except EngineError:  # too few letters
        return nothing
    found = _OSD.search(out)
    if not found:
        return nothing
    return Orientation(_SCRIPTS.get(found[3], ""), int(found[1]), float(found[4]), float(found[2]))


def hocr(engine: Engine, image: bytes, language: str, dpi: int, seconds: float, page: int = 0) -> bytes:
    """The words of an image (PGM, PNG, JPEG, TIFF) in a language, as hOCR. `page` counts from 0 in a TIFF.

    hOCR rather than TSV, because only it gives each line's baseline and height. Raises `EngineError`.
    """
    arguments = ["-l", language, "-c", "tessedit_create_hocr=1"]
    return _run(engine, image, arguments, dpi, seconds, page)


def _run(engine: Engine, image: bytes, arguments: list[str], dpi: int, seconds: float, page: int) -> bytes:
    command = [engine.program, "stdin", "stdout", "--dpi", str(dpi), *arguments]
    if page or image[:4] in (b"II*\x00", b"MM\x00*"):
        command += ["-c", f"tessedit_page_number={page}"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, input=image, capture_output=True, timeout=max(1.0, seconds), env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        raise EngineError(f"took longer than {seconds:.0f} s") from None
    except OSError as error:
        raise EngineError(f"could not be started: {(error.strerror or str(error)).lower()}") from error
    if done.returncode:
        raise EngineError("could not read the image")
    return done.stdout
