"""Makes the pages of the documentation that follow from the program itself, so that they cannot rot.

    python -m docs.generate              write reference/, images/*.svg and the tables of README.md
    python -m docs.generate --pictures   also take the picture of the HTML page (needs chromium)

A test compares what is committed with what is made here.
"""

from __future__ import annotations

import ast
import enum
import io
import re
import subprocess
import sys
import tempfile
import tomllib
import types
import typing
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

import msgspec

from diplomatics import export, read
from diplomatics.cli import app
from diplomatics.exporters.json import schema
from diplomatics.grammar import LANGUAGES, Name, load, table
from diplomatics.model import document, identity, record, transcript

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parent
SOURCE: Final = ROOT / "src" / "diplomatics"
NOTICE: Final = "<!-- Made by `python -m docs.generate`; do not edit. -->\n\n"
LANGUAGE_NAMES: Final = {
    "ar": "Arabic", "en": "English", "es": "Spanish", "fr": "French", "ru": "Russian", "zh": "Chinese",
}  # fmt: skip
WORDS: Final = {
    "Kinds of documents": identity.DocumentKind,
    "Kinds of blocks": document.BlockKind,
    "Kinds of parts": document.PartKind,
    "Slots of lines": transcript.Role,
    "Kinds of marks": transcript.MarkKind,
}
"""The closed lists of words in the record."""

_CODE: Final = re.compile(r"[a-z]+\.[a-z_]+")
_KIND_FORMULAS: Final = {
    "letter": "title_letter", "identical_letters": "title_identical", "note_verbale": "title_note_verbale",
    "presidential_statement": "presidential_statement", "report": "kind_report", "note": "kind_note",
    "verbatim_record": "kind_verbatim_record", "agenda": "kind_agenda", "draft_resolution": "draft_resolution",
    "decision": "decision", "resolution": "resolution_of",
}  # fmt: skip
_MASTHEAD: Final = (
    "publisher", "organ", "distribution", "issued", "original", "session", "year", "agenda_item", "annex", "signed",
)  # fmt: skip


def pages() -> dict[Path, str]:
    """Every page that is made here, by its path."""
    return {
        HERE / "reference" / "record.md": record_page(),
        HERE / "reference" / "record.schema.json": schema().decode(),
        HERE / "reference" / "formulas.md": formulas_page(),
        HERE / "reference" / "remarks.md": remarks_page(),
        HERE / "reference" / "cli.md": cli_page(),
        HERE / "images" / "summary.svg": summary_picture(),
        HERE / "security.md": security(),
        ROOT / "README.md": readme(),
    }


# tables --------------------------------------------------------------------------------------------


def grid(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    lines = [list(head), *(list(row) for row in rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


# the record ----------------------------------------------------------------------------------------


def explanations() -> dict[str, dict[str, str]]:
    """What each field and each word of the record means, by struct or by list of words."""
    return tomllib.loads((HERE / "record.toml").read_text("utf-8"))


def structs(root: type[msgspec.Struct] = record.Record) -> list[type[msgspec.Struct]]:
    """The structs of which the record is made, each once, in the order in which they are named."""
    found: dict[type[msgspec.Struct], None] = {root: None}
    for kind in get_type_hints(root).values():
        for inner in _inside(kind):
            found.update(dict.fromkeys(structs(inner)))
    return list(found)


def _inside(kind: Any) -> Iterator[type[msgspec.Struct]]:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield kind
    for argument in get_args(kind):
        yield from _inside(argument)


def _type(kind: Any) -> str:
    """A type in the words of the reader."""
    if get_origin(kind) in (typing.Union, types.UnionType):
        return " or ".join(_type(argument) for argument in get_args(kind))
    if get_origin(kind) is tuple:
        inner = _type(get_args(kind)[0])
        return f"list of ({inner})" if " or " in inner else f"list of {inner}"
    if get_origin(kind) is Literal:
        name = next((name for name, words in WORDS.items() if words == kind), "")
        return f"[one word]({_anchor(name)})" if name else ", ".join(f"`{word}`" for word in get_args(kind))
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return f"[{kind.__name__}]({_anchor(kind.__name__)})"
    return {str: "text", int: "number", float: "number", bool: "true or false", types.NoneType: "null"}[kind]


def _anchor(title: str) -> str:
    return "#" + title.lower().replace(" ", "-")


def record_page() -> str:
    """reference/record.md: every field of the record and every word that stands in one."""
    told = explanations()
    out = [
        "# The record\n\n", NOTICE,
        "`diplomatics read FILE --to json` prints one record; `diplomatics.record(document)` makes it in Python.\n",
        "Its JSON Schema is [record.schema.json](record.schema.json).\n",
        "Offsets count code points of `text` and are half-open: `text[start:end]` are the words.\n",
        "Dates are ISO 8601 as far as they are known: `1993-04-02`, `1993-04`, `1993`.\n",
    ]  # fmt: skip
    for struct in structs():
        hints = get_type_hints(struct)
        rows = [(f"`{name}`", _type(hints[name]), told[struct.__name__][name]) for name in struct.__struct_fields__]
        out.append(f"\n## {struct.__name__}\n\n{_docstring(struct)}\n\n{grid(('field', 'value', 'meaning'), rows)}")
    for title, words in WORDS.items():
        rows = [(f"`{word}`", told[title][word]) for word in get_args(words) if word]
        out.append(f"\n## {title}\n\n{grid(('word', 'meaning'), rows)}")
    return "".join(out)


def _docstring(struct: type[msgspec.Struct]) -> str:
    """The docstring without its examples, one sentence per line."""
    text = " ".join((struct.__doc__ or "").split(">>>")[0].split())
    return re.sub(r"(?<=[a-z`)][.]) (?=[A-Z`])", "\n", text)


# formulas and remarks ------------------------------------------------------------------------------


def formulas_page() -> str:
    """reference/formulas.md: each formula of the grammar with an example in each language."""
    names = dict.fromkeys(name for language in ("en", *LANGUAGES) for name in load(language).formulas)
    out = [
        "# Formulas\n\n", NOTICE,
        "The formulas of the grammar by which lines are recognised, each with its first example in each language.\n",
        "Every example and every counter-example of the grammar is tested.\n",
    ]  # fmt: skip
    for name in names:
        rows = [(LANGUAGE_NAMES[code], load(code).formulas[name].examples[0]) for code in LANGUAGES
                if name in load(code).formulas]  # fmt: skip
        out.append(f"\n## {name}\n\n{grid(('language', 'example'), rows)}")
    return "".join(out)


def remark_codes() -> set[str]:
    """The codes of all remarks that the program can make, found in its source."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        calls = [node for node in nodes if isinstance(node, ast.Call) and _called(node) in ("Remark", "add")]
        for call in calls:
            found.update(_codes(call.args[:1]))
        if any(_called(call) == "Remark" and call.args and isinstance(call.args[0], ast.Name) for call in calls):
            tables = [node for node in nodes if isinstance(node, ast.Tuple)]  # the codes stand in a table of the module
            found.update(code for entry in tables for code in _codes(entry.elts))
    return found


def _called(call: ast.Call) -> str:
    return getattr(call.func, "id", "") or getattr(call.func, "attr", "")


def _codes(nodes: Iterable[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _CODE.fullmatch(node.value):
            yield node.value


def remarks() -> dict[str, str]:
    """What each remark means, by its code."""
    told = tomllib.loads((HERE / "remarks.toml").read_text("utf-8"))
    return {f"{group}.{name}": words for group, entries in told.items() for name, words in entries.items()}


def remarks_page() -> str:
    """reference/remarks.md: what could not be read, or was read with difficulty."""
    told = remarks()
    return (
        f"# Remarks\n\n{NOTICE}"
        "What could not be read, or was read with difficulty, is said in `remarks` and is never dropped.\n"
        "A remark has a code, a sentence and, where it has one, a page.\n\n"
        + grid(("code", "meaning"), [(f"`{code}`", told[code]) for code in sorted(remark_codes())])
    )


# the command line ----------------------------------------------------------------------------------


def cli_page() -> str:
    """reference/cli.md: every command with its arguments and options, from the help of the program."""
    import typer.main

    root: Any = typer.main.get_command(app)
    out = [f"# The command line\n\n{NOTICE}{root.help}\n\n{_options(root)}"]
    for name, command in sorted(root.commands.items()):
        usage = " ".join(["diplomatics", name, "[OPTIONS]", *_arguments(command)])
        out.append(f"\n## diplomatics {name}\n\n```\n{usage}\n```\n\n{command.help}\n\n{_options(command)}")
        if command.epilog:
            examples = command.epilog.removeprefix("Example: ").split(" · ")
            out.append("\n```sh\n" + "".join(f"{line}\n" for line in examples) + "```\n")
    out.append(
        "\n## Exit codes\n\n"
        + grid(("code", "meaning"), [
            ("0", "every file was read"),
            ("2", "a file could not be read or written, or the request was not understood"),
            ("70", "a fault of this program"), ("130", "interrupted"), ("141", "the reader of a pipe went away"),
        ])
    )  # fmt: skip
    return "".join(out)


def _arguments(command: Any) -> list[str]:
    return [parameter.metavar for parameter in command.params if parameter.param_type_name == "argument"]


def _options(command: Any) -> str:
    rows = []
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            rows.append((f"`{parameter.metavar}`", parameter.help or "", ""))
            continue
        default = parameter.default
        words = ", ".join(word.value for word in type(default)) if isinstance(default, enum.Enum) else ""
        names = ", ".join(f"`{option}`" for option in (*parameter.opts, *parameter.secondary_opts))
        taken = parameter.metavar or words
        usual = getattr(default, "value", default)
        rows.append((
            f"{names} `{taken}`" if taken else names, parameter.help or "",
            f"`{usual}`" if usual not in (None, "", False) or (usual == 0 and parameter.metavar) else "",
        ))  # fmt: skip
    return grid(("argument or option", "meaning", "default"), rows)


# pages with tables ------------------------------------------------------------------------------------


def readme() -> str:
    """README.md with its tables made anew; the rest of it is written by hand."""
    text = (ROOT / "README.md").read_text("utf-8")
    return filled(text, {"kinds": _kinds(), "masthead": _masthead(), "titles": _titles()})


def security() -> str:
    """security.md with its table of limits made anew."""
    return filled((HERE / "security.md").read_text("utf-8"), {"limits": _limits()})


def filled(text: str, tables: dict[str, str]) -> str:
    """A page that is written by hand, with the tables at its marked places made anew."""
    for name, made in tables.items():
        start, end = f"<!-- {name}: made by `python -m docs.generate` -->\n", f"<!-- end of {name} -->"
        before, found, rest = text.partition(start)
        _, closed, after = rest.partition(end)
        if not found or not closed:
            raise ValueError(f"the page has no place for the table of {name}")
        text = f"{before}{start}\n{made}\n{end}{after}"
    return text


def _kinds() -> str:
    """The kinds of documents, by a symbol and a title."""
    symbols = {entry["kind"]: entry["examples"][0] for entry in table("symbols.toml")["kind"]}
    formulas = load("en").formulas
    rows = []
    for kind in get_args(identity.DocumentKind):
        examples = formulas[_KIND_FORMULAS[kind]].examples if kind in _KIND_FORMULAS else ()
        title = _with_an_invented_state(_KIND_FORMULAS[kind], examples[0]) if examples else ""
        if kind != "other":
            rows.append((f"`{kind}`", f"`{symbols[kind]}`" if kind in symbols else "", title))
    return grid(("kind", "told by a symbol such as", "or by words such as"), rows)


def _with_an_invented_state(formula: str, example: str) -> str:
    """An example of a title of a letter, written anew for an invented State; other examples as they are."""
    values = load("en").read(formula, example) or {}
    if "sender" not in values:
        return example
    sender = {**values["sender"], "parties": (Name("Belforia", None),)}
    return load("en").write(formula, **{**values, "sender": sender})


def _masthead() -> str:
    """The lines of a masthead, one example in each language."""
    rows = [
        (name.replace("_", " "), *(load(code).formulas[name].examples[0] for code in LANGUAGES)) for name in _MASTHEAD
    ]
    return grid(("", *(LANGUAGE_NAMES[code] for code in LANGUAGES)), rows)


def _titles() -> str:
    """The titles of the letters among the examples, with what is read of them."""
    rows = []
    for code in LANGUAGES:
        path = ROOT / "examples" / ("letter.txt" if code == "en" else f"letter.{code}.txt")
        said = read(path).identity
        rows.append((LANGUAGE_NAMES[code], said.title or "", said.dated or "", str(said.senders[0].role_code)))
    return grid(("language", "title", "dated", "sender's office"), rows)


def _limits() -> str:
    """What is limited, with the figures of the program."""
    from diplomatics.grammar import template
    from diplomatics.readers import LARGEST, doc, pdf, scan_engine, scan_image, scan_modes, worker, zipsafe
    from diplomatics.readers.layout import glyphs

    rows = [
        ("size of a file", f"{LARGEST:,} bytes", "`ReadError`"),
        ("Word file, unpacked", f"{zipsafe.UNPACKED:,} bytes, {zipsafe.ENTRIES:,} entries", "`ReadError`"),
        ("memory of a process", f"{worker.MEMORY:,} bytes", "`ReadError`"),
        ("time for a file, looked at between pages", f"{scan_modes.SECONDS:g} seconds, or `--seconds`",
         "what was read is kept, and a remark says so"),
        ("time for a file in a process", f"{worker.SECONDS:g} seconds, or `--seconds`", "it is ended, and `ReadError`"),
        ("time of LibreOffice for a file", f"{doc.SECONDS:,} seconds", "it is ended, and `ReadError`"),
        ("time of tesseract for a page", f"{scan_engine.SECONDS:g} seconds", "it is ended, and a remark says so"),
        ("pages of a PDF", f"{pdf.MOST_PAGES:,}", "the first are read, and a remark says so"),
        ("characters of a page of a PDF", f"{glyphs.MOST_CHARACTERS:,}", "the page is cut, and a remark says so"),
        ("pages of an image file", f"{scan_image.MOST_PAGES:,}", "the others are not read"),
        ("text that a formula is held against", f"{template.LONGEST:,} characters", "it is not held against it"),
    ]  # fmt: skip
    return grid(("what", "limit", "beyond it"), rows)


# pictures ------------------------------------------------------------------------------------------


def summary_picture() -> str:
    """The summary of the example letter on a terminal, as SVG."""
    from rich.console import Console

    from diplomatics.cli.summary import show

    console = Console(
        record=True, width=96, height=50, file=io.StringIO(), force_terminal=True, color_system="truecolor"
    )
    show(read(ROOT / "examples" / "letter.txt"), console)
    svg = console.export_svg(title="diplomatics read examples/letter.txt", unique_id="summary")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def page_picture() -> None:
    """The example letter as an HTML page in a browser, as PNG. The browser has no network."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "letter.html"
        page.write_bytes(export(read(ROOT / "examples" / "letter.txt"), "html"))
        subprocess.run(
            [
                "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                "--window-size=820,1000",
                f"--user-data-dir={folder}/profile", f"--screenshot={HERE / 'images' / 'letter.png'}", page.as_uri(),
            ],
            check=True, capture_output=True, timeout=60,
        )  # fmt: skip


def main(arguments: list[str]) -> None:
    """Write every page; with --pictures, the picture of the HTML page as well."""
    for path, text in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    if "--pictures" in arguments:
        page_picture()


if __name__ == "__main__":
    main(sys.argv[1:])
