"""The command line as a person or a script meets it: exit codes, streams, messages, odd names of files."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from diplomatics import cli

TEXT = "Annex\n\nLes mots de l’annexe, et عربي, 中文.\n"
NAMES = ["with spaces.txt", "[a] (b).txt", "star*.txt", "رسالة.txt", "附件.txt", "no_ending", "-dash.txt"]


def run(*arguments: str, stdin: bytes = b"", cwd=None) -> subprocess.CompletedProcess:
    command = [sys.executable, "-c", "from diplomatics.cli import main; main()", *arguments]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "100"}
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, timeout=60, env=environment)


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_a_file_that_is_read_gives_its_record_and_exit_code_0(letter):
    """In a pipe, one line of JSON, its text unescaped."""
    done = run("read", str(letter))
    assert (done.returncode, done.stderr) == (0, b"")
    (line,) = done.stdout.decode().splitlines()
    assert json.loads(line)["source"]["name"] == "letter.txt"
    assert "عربي" in line and "中文" in line


def test_standard_input_is_a_file():
    """Named by a dash."""
    done = run("read", "-", "--to", "txt", stdin=TEXT.encode())
    assert done.returncode == 0
    assert done.stdout.decode().startswith("Annex\n")


def test_several_files_give_json_lines(letter, tmp_path):
    """One object a line, in the order of the files, though json was asked for."""
    other = tmp_path / "other.txt"
    other.write_text("The Council recalls.", "utf-8")
    done = run("read", str(letter), str(other), "--to", "json")
    assert [json.loads(line)["source"]["name"] for line in done.stdout.splitlines()] == ["letter.txt", "other.txt"]


@pytest.mark.parametrize("make", ["missing", "folder", "empty", "binary"])
def test_what_cannot_be_read_is_one_sentence_and_exit_code_2(make, letter, tmp_path):
    """The other files are read all the same."""
    bad = tmp_path / "bad"
    if make == "folder":
        bad.mkdir()
    elif make != "missing":
        bad.write_bytes(b"" if make == "empty" else bytes(range(256)) * 40)
    done = run("read", str(bad), str(letter))
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 1
    (message,) = done.stderr.decode().splitlines()
    assert message.startswith("diplomatics: ") and "bad" in message and "Traceback" not in message


def test_an_unknown_format_is_named_with_those_that_there_are(letter):
    """Before any file is read."""
    done = run("read", str(letter), "--to", "papyrus")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "'papyrus'" in done.stderr.decode() and "json" in done.stderr.decode()


@pytest.mark.parametrize("name", NAMES)
def test_odd_names_of_files_are_names_of_files(name, tmp_path):
    """Spaces, brackets, asterisks, other scripts, no ending, a dash in front."""
    (tmp_path / name).write_text(TEXT, "utf-8")
    done = run("read", "--to", "jsonl", "--out", "out", "--", name, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    (written,) = (tmp_path / "out").iterdir()
    assert json.loads(written.read_bytes())["source"]["name"] == name


@pytest.mark.parametrize(("to", "ending"), [("akn", ".xml"), ("html", ".html"), ("md", ".md"), ("txt", ".txt")])
def test_each_format_is_written_into_a_folder_under_its_ending(letter, tmp_path, to, ending):
    """The folder is made if it is not there."""
    assert run("read", str(letter), "--to", to, "--out", str(tmp_path / "a" / "b")).returncode == 0
    assert (tmp_path / "a" / "b" / f"letter{ending}").read_bytes()


def test_a_folder_that_cannot_be_written_is_one_sentence(letter, tmp_path):
    """As where a file stands in its place."""
    done = run("read", str(letter), "--to", "txt", "--out", str(letter))
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1 and b"cannot be written" in done.stderr


def test_a_closed_pipe_is_no_fault(letter):
    """As when `head` has seen enough."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-c", "from diplomatics.cli import main; main()", "read", *[str(letter)] * 20]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, timeout=60)
    os.close(writing)
    assert b"Traceback" not in done.stderr and b"fault" not in done.stderr
    assert done.returncode != 70


def test_an_interruption_is_said_in_a_word(monkeypatch, capsys):
    """Exit code 130, as shells expect."""

    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "app", interrupted)
    with pytest.raises(SystemExit) as caught:
        cli.main()
    assert caught.value.code == 130
    assert capsys.readouterr().err == "diplomatics: interrupted\n"


def test_a_fault_of_the_program_is_one_sentence(monkeypatch, capsys):
    """And says how to see more."""

    def broken():
        raise ZeroDivisionError("x")

    monkeypatch.setattr(cli, "app", broken)
    monkeypatch.delenv("DIPLOMATICS_DEBUG", raising=False)
    with pytest.raises(SystemExit) as caught:
        cli.main()
    assert caught.value.code == 70
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_help_names_the_commands_and_gives_an_example():
    """For the program and for its command."""
    assert b"read" in run("--help").stdout
    assert b"Example" in run("read", "--help").stdout
