"""Speed, start-up time, and whether time grows with length alone.

python -m evaluation.bench
"""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from evaluation import corpus, program

REPEATS = 5
_WORDS = "Requests the Secretary-General to report to the States members of the Norland Commission on the matter;"


def main() -> int:
    """Print every measurement, one a line."""
    folder = corpus.location()
    paths = [item.path for item in corpus.unxml(folder)]
    _read_all(paths[:20])
    print(f"XML, one process:    {len(paths) / _seconds(lambda: _read_all(paths)):.0f} documents/s")
    halves = [paths[::2], paths[1::2]]
    with multiprocessing.Pool(2) as pool:
        seconds = _seconds(lambda: pool.map(_read_all, halves))
        print(f"XML, two processes:  {len(paths) / seconds:.0f} documents/s")
    print(f"diplomatics --help:  {_start(['--help']):.2f} s")
    for path in sorted((folder / "specimen").glob("*.txt")):
        print(f"read the specimen:   {_start(['read', str(path), '--to', 'json']):.2f} s")
    small, large = (_seconds(lambda n=n: program.read(_long(n), "long.txt")) for n in (1_000_000, 10_000_000))
    print(f"text of 1 MB, 10 MB: {small:.2f} s, {large:.2f} s ({large / small:.1f} times)")
    return 0


def _read_all(paths: list[Path]) -> None:
    for path in paths:
        program.read(path.read_bytes(), path.name)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _start(arguments: list[str]) -> float:
    """The median time of a whole process."""
    command = [*program.command(), *arguments]
    runs = [_seconds(lambda: subprocess.run(command, capture_output=True, check=False)) for _ in range(REPEATS)]
    return sorted(runs)[REPEATS // 2]


def _long(size: int) -> bytes:
    """An invented resolution of about `size` bytes, with numbered paragraphs of ordinary length."""
    paragraph = " ".join([_WORDS] * 5)
    count = size // (len(paragraph) + 9)
    return "\n\n".join(f"{n}. {paragraph}" for n in range(1, count + 1)).encode()


if __name__ == "__main__":
    sys.exit(main())
