"""Reading in processes: one file that crashes, hangs or swells is one error, and the others are read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from diplomatics.model.errors import ReadError
from diplomatics.readers.worker import read_many

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the limits are those of POSIX systems")


def obey(source):
    """A reader for tests: does what its source says."""
    if source == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if source == "hang":
        time.sleep(60)
    if source == "swell":
        return len(bytearray(4_000_000_000))
    if source == "refuse":
        raise ReadError(source, "the file is empty")
    if source == "fault":
        raise KeyError("x")
    if source.startswith("child:"):
        child = subprocess.Popen(["sleep", "60"])
        Path(source[6:]).write_text(str(child.pid))
        time.sleep(60)
    if source == "slow":
        time.sleep(0.4)
    return source.upper() if source != "pid" else os.getpid()


def outcomes(*sources, **options):
    return [
        (name, outcome.what if isinstance(outcome, ReadError) else outcome)
        for name, outcome in read_many(obey, sources, **options)
    ]


def test_outcomes_come_in_the_order_of_the_files():
    """A slow file does not change the order."""
    assert outcomes("slow", "a", "b", "c", processes=2) == [("slow", "SLOW"), ("a", "A"), ("b", "B"), ("c", "C")]


def test_a_process_is_kept_from_file_to_file():
    """Starting a process takes longer than reading a file."""
    assert len({pid for _, pid in outcomes("pid", "pid", "pid", processes=1)}) == 1


def test_a_crash_is_one_error_and_the_rest_goes_on():
    """The process that crashed is replaced."""
    assert outcomes("a", "crash", "b", processes=1) == [
        ("a", "A"), ("crash", "the reader crashed (SIGSEGV)"), ("b", "B"),
    ]  # fmt: skip


def test_a_hanging_file_is_given_up_after_its_time():
    """The file's time is over; the next one is read."""
    began = time.monotonic()
    assert outcomes("hang", "b", processes=1, seconds=3) == [("hang", "took longer than 3 s"), ("b", "B")]
    assert time.monotonic() - began < 30


def test_a_file_that_swells_is_given_up():
    """More memory than allowed is an error of that file."""
    assert outcomes("swell", "b", processes=1, memory=1_500_000_000) == [
        ("swell", "needed more than 1.5 GB of memory"), ("b", "B"),
    ]  # fmt: skip


def test_errors_of_the_file_and_faults_of_the_program_are_both_told():
    """A ReadError passes as it is; any other exception becomes one."""
    assert outcomes("refuse", "fault", processes=1) == [
        ("refuse", "the file is empty"), ("fault", "a fault of this program: KeyError: 'x'"),
    ]  # fmt: skip


def test_a_program_that_a_reader_started_ends_with_it(tmp_path):
    """A file that is given up leaves nothing running behind."""
    note = tmp_path / "pid"
    outcomes(f"child:{note}", processes=1, seconds=4)
    pid = int(note.read_text())
    time.sleep(0.3)
    state = Path(f"/proc/{pid}/stat")
    assert not state.exists() or state.read_text().split()[2] == "Z"


def test_closing_ends_the_processes():
    """Whoever stops asking gets their machine back."""
    many = read_many(obey, ["pid", "hang", "hang"], processes=2)
    _, pid = next(many)
    many.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
