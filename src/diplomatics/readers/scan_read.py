"""An image of a page → what is written on it: first the script is found, then the language."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from diplomatics.readers.scan_engine import PACKAGES, SECONDS, Engine, EngineError, Orientation, hocr, orientation
from diplomatics.readers.scan_hocr import Recognised, parse
from diplomatics.readers.scan_words import commonness, share_in_script

GOOD: Final = 80.0
"""A mean word score from which on no other script is tried."""

SURE: Final = 5.0
"""The engine's confidence in a script (or direction) from which on it is believed."""

_FIRST: Final = {"la": "eng", "ru": "rus", "ar": "ara", "zh": "chi_sim"}
"""The language in which each script is read first."""

_SCRIPT: Final = {"eng": "la", "fra": "la", "spa": "la", "rus": "ru", "ara": "ar", "chi_sim": "zh"}
_LATIN: Final = {"en": "eng", "fr": "fra", "es": "spa"}
_DOUBTFUL: Final = 0.08
"""A page with a smaller share of common words does not tell its Latin language."""


class Image(NamedTuple):
    """An image as the engine takes it: PGM, PNG, JPEG or TIFF with the index of its page, and its resolution.

    `turned` gives the image turned clockwise by a number of degrees, where that is possible here.
    """

    data: bytes
    dpi: int
    page: int = 0
    turned: Callable[[int], Image] | None = None


class NotInstalled(Exception):
    """The page is in a script or language that the engine has not: `package` brings it."""

    def __init__(self, package: str) -> None:
        super().__init__(package)
        self.package = package


class Outcome(NamedTuple):
    """What was read, by how many degrees the image was turned for it, and the package that would have helped."""

    read: Recognised
    turn: int = 0
    missing: str = ""


def recognise(engine: Engine, image: Image, page: int, seconds: float, before: str = "") -> Outcome:
    """The words of an image, in the language of which most of them are.

    `before` is the engine's language of the page before, which is tried first. Raises `EngineError` where
    the engine fails, and `NotInstalled` where it has none of the languages that the page may be in.
    """
    deadline = time.monotonic() + min(seconds, SECONDS)

    def read(code: str, what: Image) -> Recognised:
        left = deadline - time.monotonic()
        if left <= 0:
            raise EngineError(f"took longer than {min(seconds, SECONDS):.0f} s")
        return parse(hocr(engine, what.data, code, what.dpi, left, what.page), code, page, what.dpi)

    if before in engine.languages and before:
        found = read(before, image)
        if found.score >= GOOD and share_in_script(found.text, _SCRIPT[before]) > 0.6:
            return _in_its_language(engine, Outcome(found), lambda code: read(code, image))
    seen = orientation(engine, image.data, image.dpi, deadline - time.monotonic(), image.page)
    turn = 0
    if seen.turn and seen.upright >= SURE and image.turned is not None:
        turn, image = seen.turn, image.turned(seen.turn)
    best: Recognised | None = None
    missing = ""
    for script in _candidates(seen):
        code = _FIRST[script]
        if code not in engine.languages:
            missing = missing or PACKAGES[code]
            if script == seen.script and seen.sure >= SURE:
                raise NotInstalled(PACKAGES[code])
            continue
        found = read(code, image)
        if best is None or _weight(found) > _weight(best):
            best = found
        if found.score >= GOOD or (script == seen.script and seen.sure >= SURE):
            break
    if best is None:
        raise NotInstalled(missing)
    return _in_its_language(engine, Outcome(best, turn), lambda code: read(code, image))


def _candidates(seen: Orientation) -> Iterator[str]:
    """The scripts in the order in which they are tried: the one that the engine saw, then the others."""
    if seen.script:
        yield seen.script
    yield from (script for script in _FIRST if script != seen.script)


def _weight(found: Recognised) -> float:
    """How well a reading succeeded: its score, helped by common words, which no wrong script gives by chance."""
    return found.score * (1.0 + commonness(found.text).share)


def _in_its_language(engine: Engine, outcome: Outcome, read: Callable[[str], Recognised]) -> Outcome:
    """A Latin page read again in its own language, if its words are of another than it was read in."""
    found = outcome.read
    if _SCRIPT[found.language] != "la":
        return outcome
    common = commonness(found.text)
    code = _LATIN.get(common.language, found.language)
    if code == found.language or common.share < _DOUBTFUL:
        return outcome
    if code not in engine.languages:
        return outcome._replace(missing=PACKAGES[code])
    return outcome._replace(read=read(code))
