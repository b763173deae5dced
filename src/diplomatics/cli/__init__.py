"""The command line: parse the request, call the door, show the answer.

Imports of the program itself stand inside the commands, so that `--help` answers at once.
"""

from __future__ import annotations

import enum
import os
import sys
from typing import Annotated, Final

import typer

__all__ = ["app", "main"]

CANNOT_READ: Final = 2
"""The exit code when a file could not be read."""

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Read official documents of the United Nations: what they are, who says what to whom.",
)


class OcrMode(enum.StrEnum):
    """Which pages are read from their image."""

    never = "never"
    auto = "auto"
    always = "always"


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"diplomatics {version('diplomatics')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None: ...


@app.command(
    epilog="Example: diplomatics read letter.txt · diplomatics read *.xml --to jsonl > records.jsonl · "
    "cat letter.txt | diplomatics read - --to html > letter.html · diplomatics read scans/*.pdf --ocr always"
)
def read(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="The files to read; - is standard input.")],
    to: Annotated[
        str, typer.Option("--to", metavar="FORMAT", help="json, jsonl, akn, html, md or txt; a summary on a terminal.")
    ] = "",
    out: Annotated[
        str, typer.Option("--out", metavar="DIR", help="Write one file per document into this folder.")
    ] = "",
    ocr: Annotated[
        OcrMode, typer.Option("--ocr", help="Read pages from their image: none, those that need it, or all.")
    ] = OcrMode.auto,
    processes: Annotated[
        int, typer.Option("--processes", metavar="N", min=0, help="Files read at once; 0 is one for each core.")
    ] = 0,
    seconds: Annotated[
        float, typer.Option("--seconds", metavar="N", min=1, help="Time for one file; then it is given up.")
    ] = 300.0,
) -> None:
    """Read documents: print what each is, or write it in a format."""
    from diplomatics.cli.reading import read_files

    raise typer.Exit(read_files(files, to, out, ocr=ocr.value, processes=processes, seconds=seconds))


def main() -> None:
    """The entry point. Every failure reaches the user as one sentence."""
    try:
        app()
    except KeyboardInterrupt:
        sys.stderr.write("diplomatics: interrupted\n")
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except Exception as error:
        if os.environ.get("DIPLOMATICS_DEBUG"):
            raise
        sys.stderr.write(
            f"diplomatics: a fault of this program: {type(error).__name__}: {error}; "
            "set DIPLOMATICS_DEBUG=1 to see where, and report it\n"
        )
        sys.exit(70)
