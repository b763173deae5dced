"""The documentation is read by tests: what it shows is run, what it lists is complete, where it leads exists."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
import typer.main
from docs import generate
from docs.sessions import commands, replayed

import diplomatics
from diplomatics.cli import app
from diplomatics.exporters import FORMATS

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
WRITTEN = [page for page in PAGES if page.parent.name != "reference" and page.name != "accuracy.md"]
SHOWN = [page for page in WRITTEN if "```console" in page.read_text("utf-8")]
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_MADE = re.compile(r"<!-- (\w+): made by .*?<!-- end of \1 -->", re.DOTALL)
_SETTING_UP = ("make ", "python -m pip ", "xmllint ")


def named(pages: list[Path]) -> list:
    return [pytest.param(page, id=str(page.relative_to(ROOT))) for page in pages]


def prose(page: Path) -> str:
    """A page without its code, its tables and what is made for it."""
    text = re.sub(r"^```.*?^```$", "", _MADE.sub("", page.read_text("utf-8")), flags=re.DOTALL | re.MULTILINE)
    return "\n".join(line for line in text.splitlines() if not line.startswith("|"))


def options() -> list[tuple[str, str]]:
    """Every command with each of its options; an argument is named as the help names it."""
    root = typer.main.get_command(app)
    found = [("", option) for parameter in root.params for option in parameter.opts]
    for name, command in root.commands.items():
        for parameter in command.params:
            names = [parameter.metavar] if parameter.param_type_name == "argument" else parameter.opts
            found += [(name, each) for each in names]
    return found


@pytest.mark.parametrize("page", named(SHOWN))
def test_sessions_are_real(page, tmp_path):
    """What a page shows of a shell or of Python is what they really print."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    text = page.read_text("utf-8")
    assert replayed(text, tmp_path) == text


def test_sessions_notice_a_wrong_output(tmp_path):
    """A page that shows another output than the real one is told from a true one."""
    true = "```console\n$ echo one\none\n```\n\n```pycon\n>>> 1 + 1\n2\n```\n"
    assert replayed(true, tmp_path) == true
    assert replayed(true.replace("\none\n", "\ntwo\n"), tmp_path) == true
    assert replayed(true.replace("\n2\n", "\n3\n"), tmp_path) == true


def test_first_session_of_readme_is_a_real_reading():
    """The first command that a visitor sees is the one that `make demo` runs."""
    first = commands((ROOT / "README.md").read_text("utf-8"))[0]
    assert first == "diplomatics read examples/letter.txt"
    assert f"$(BIN)/{first}" in (ROOT / "Makefile").read_text("utf-8")


def test_commands_outside_sessions_only_set_up():
    """Commands whose output is not shown are few and known: they install, or need a file that is not ours."""
    for page in WRITTEN:
        for block in re.findall(r"^```sh\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE):
            for line in block.splitlines():
                assert line.startswith(_SETTING_UP), f"{page.name}: {line}"


def test_targets_of_make_exist():
    """Every `make` target that a page names is in the Makefile."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for page in WRITTEN:
        for target in re.findall(r"`make (\w+)`|^make (\w+)$", page.read_text("utf-8"), re.MULTILINE):
            assert re.search(rf"^{''.join(target)}:", makefile, re.MULTILINE), f"{page.name}: make {target}"


def test_made_pages_are_current():
    """What `python -m docs.generate` would write is what is committed."""
    for path, text in generate.pages().items():
        assert path.read_text("utf-8") == text, f"{path.name} is out of date; run: python -m docs.generate"


def test_every_remark_is_explained():
    """Each code that the program can say has a meaning in docs/remarks.toml, and no other code has."""
    assert set(generate.remarks()) == generate.remark_codes()


def test_remark_codes_are_found_in_the_source():
    """The search for codes finds those that are given directly, through a method and from a table."""
    assert {"text.damaged", "pdf.time", "docx.comments"} <= generate.remark_codes()


def test_every_field_of_the_record_is_explained():
    """Each field of each struct, and each word of each list, has a meaning, and nothing else has."""
    structs = {struct.__name__: set(struct.__struct_fields__) for struct in generate.structs()}
    words = {name: {word for word in get_args(listed) if word} for name, listed in generate.WORDS.items()}
    told = {name: set(entries) for name, entries in generate.explanations().items()}
    assert told == structs | words


@pytest.mark.parametrize(("command", "option"), options())
def test_every_command_and_option_is_documented(command, option):
    """The page of the command line has each command, argument and option."""
    page = (ROOT / "docs" / "reference" / "cli.md").read_text("utf-8")
    section = page.split(f"## diplomatics {command}\n")[1].split("\n## ")[0] if command else page.split("\n## ")[0]
    assert f"`{option}`" in section


@pytest.mark.parametrize("page", named(PAGES))
def test_links_lead_somewhere(page):
    """Each link inside the repository leads to a file and, where it names one, to a heading."""
    for target in _LINK.findall(page.read_text("utf-8")):
        if target.startswith("https://"):
            continue
        name, _, heading = target.partition("#")
        path = (page.parent / name).resolve() if name else page
        assert path.exists(), target
        if heading:
            headings = {found.lower().replace(" ", "-") for found in _HEADING.findall(path.read_text("utf-8"))}
            assert heading in headings, target


def test_every_page_is_reachable():
    """The index leads to every page of the documentation."""
    index = ROOT / "docs" / "index.md"
    reached = {(index.parent / target).resolve() for target in _LINK.findall(index.read_text("utf-8"))}
    assert set((ROOT / "docs").rglob("*.md")) - {index} <= reached


@pytest.mark.parametrize("page", named(WRITTEN))
def test_one_sentence_stands_on_a_line(page):
    """A line of prose has one sentence, so that changes can be read."""
    for line in prose(page).splitlines():
        assert not re.search(r"[a-z)`][.!?] [A-Z`]", line), line


def test_readme_promises_nothing_that_is_missing():
    """The commands and the functions that the README shows exist."""
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = {line.split()[1] for line in commands(readme) if line.startswith("diplomatics ")}
    assert shown <= set(typer.main.get_command(app).commands)
    door = re.findall(r"^>>> from diplomatics import ([\w, ]+)$", readme, re.MULTILINE)
    assert {name for line in door for name in line.split(", ")} <= set(diplomatics.__all__)


def test_what_readme_says_is_missing_is_missing():
    """The README says that citations, quotations and a library are not there yet as long as they are not."""
    said = "It does not yet find citations or quotations" in (ROOT / "README.md").read_text("utf-8")
    assert said == (not {"cite", "quote", "Library"} & set(diplomatics.__all__))


def test_formats_in_the_help_are_those_that_are_written():
    """The help of `--to` names every format."""
    page = (ROOT / "docs" / "reference" / "cli.md").read_text("utf-8")
    line = next(line for line in page.splitlines() if line.startswith("| `--to`"))
    assert set(FORMATS) <= set(re.findall(r"\w+", line))


def test_pictures_are_small():
    """Pictures are at hand and below 200 kB."""
    pictures = list((ROOT / "docs" / "images").iterdir())
    assert {picture.name for picture in pictures} == {"letter.png", "summary.svg"}
    assert all(picture.stat().st_size < 200_000 for picture in pictures)


def test_changelog_keeps_its_form():
    """The changelog has an unreleased section, and its sections have the names of Keep a Changelog."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert "\n## [Unreleased]\n" in text
    assert set(re.findall(r"^### (.+)$", text, re.MULTILINE)) <= {
        "Added", "Changed", "Deprecated", "Removed", "Fixed", "Security",
    }  # fmt: skip


def test_the_program_says_its_version():
    """`diplomatics --version` prints the name and the version, and nothing else."""
    program = Path(sys.executable).with_name("diplomatics")
    shown = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    assert re.fullmatch(r"diplomatics \d+\.\d+\.\d+\n", shown)
