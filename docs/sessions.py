"""Runs what the pages show: `console` blocks in a shell, `pycon` blocks in Python.

    replayed(text, folder)           →  the same page with the output that its commands really print
    python -m docs.sessions PAGE…       write pages with that output

Commands see a terminal of 88 columns, as a reader would; each page has a folder and a Python of its own.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

_BLOCK: Final = re.compile(r"^```(console|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PROMPT: Final = "$ "
_TERMINAL: Final = {"COLUMNS": "88", "LINES": "50", "TERM": "dumb", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
_SECONDS: Final = 60


def replayed(text: str, folder: Path) -> str:
    """A page whose sessions have been run anew in a folder, which must contain `examples`."""
    names: dict[str, Any] = {}
    players: dict[str, Callable[[str], str]] = {
        "console": lambda body: _console(body, folder),
        "pycon": lambda body: _python(body, names, folder),
    }
    return _BLOCK.sub(lambda block: f"```{block[1]}\n{players[block[1]](block[2])}```", text)


def commands(text: str) -> list[str]:
    """The shell commands of a page."""
    lines = [line for kind, body in _BLOCK.findall(text) if kind == "console" for line in body.splitlines()]
    return [line.removeprefix(_PROMPT) for line in lines if line.startswith(_PROMPT)]


def _console(body: str, folder: Path) -> str:
    shown = [line for line in body.splitlines() if line.startswith(_PROMPT)]
    return "".join(f"{line}\n{_run(line.removeprefix(_PROMPT), folder)}" for line in shown)


def _run(command: str, folder: Path) -> str:
    """What a command prints on a terminal, without spaces at the ends of lines and empty lines around it."""
    ours, theirs = pty.openpty()
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    process = subprocess.Popen(
        ["bash", "-c", command], cwd=folder, env={**os.environ, **_TERMINAL, "PATH": path},
        stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    pieces: list[bytes] = []
    with contextlib.suppress(OSError):  # a terminal whose other side is closed ends in an error
        while piece := os.read(ours, 65_536):
            pieces.append(piece)
    os.close(ours)
    process.wait(_SECONDS)
    lines = b"".join(pieces).decode().replace("\r\n", "\n").strip("\n").splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _python(body: str, names: dict[str, Any], folder: Path) -> str:
    """A Python session, run line by line in the folder."""
    out: list[str] = []
    with contextlib.chdir(folder):
        for example in doctest.DocTestParser().get_examples(body):
            first, *rest = example.source.splitlines()
            out += [f">>> {first}\n", *(f"... {line}\n" for line in rest)]
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(compile(example.source, "<page>", "single"), names)
            out.append(printed.getvalue())
    return "".join(out)


def main(pages: list[str]) -> None:
    """Write the pages with the outputs that their commands print now; what changed is for a person to judge."""
    examples = Path(__file__).parents[1] / "examples"
    for page in map(Path, pages):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(examples, Path(folder) / "examples")
            page.write_text(replayed(page.read_text("utf-8"), Path(folder)), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
