"""Reading in processes of their own, so that no file can take the others with it.

A file that makes the reader crash, hang, or ask for too much memory is one `ReadError`; the rest goes on.

    for name, outcome in read_many(read, ["a.pdf", "b.pdf"]): ...

A process lives as long as its files behave; pdfium is not thread-safe, so that processes are also how a
machine with several cores is used.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any, Final, Generic, NamedTuple, TypeVar

from diplomatics.model.errors import ReadError

SECONDS: Final = 300.0
"""Wall time for one file."""

MEMORY: Final = 2_000_000_000
"""Bytes of address space for one process."""

_AHEAD: Final = 4
"""Files for each process that may be read before their turn."""

_TICK: Final = 0.5
_PRELOAD: Final = ["diplomatics.readers.pdf", "diplomatics.readers.scan", "diplomatics.structure"]

T = TypeVar("T")
Source = str | tuple[str, bytes]
"""A path, or the name and the bytes of what has no path."""


class _Reply(NamedTuple, Generic[T]):
    """What a worker sends back; `spent` asks that the process be replaced."""

    outcome: T | ReadError
    spent: bool = False


def read_many(
    read: Callable[[Source], T],
    sources: Iterable[Source],
    *,
    processes: int | None = None,
    seconds: float = SECONDS,
    memory: int = MEMORY,
) -> Iterator[tuple[str, T | ReadError]]:
    """Each source's name with what `read` made of it, or with why there is nothing, in the order given.

    `read` must be importable (it is sent to other processes by its name). `processes`: how many, by
    default one for each core. `seconds` and `memory` (bytes) are limits for each file. Closing the
    iterator, or an interrupt, ends the processes and whatever they started.
    """
    count = max(1, processes or os.cpu_count() or 1)
    pool = _Pool(read, count, seconds, memory)
    try:
        yield from pool.outcomes(iter(sources))
    finally:
        pool.close()


def name_of(source: Source) -> str:
    """What messages call a source."""
    return source if isinstance(source, str) else source[0]


class _Pool(Generic[T]):
    def __init__(self, read: Callable[[Source], T], count: int, seconds: float, memory: int) -> None:
        self.read = read
        self.count = count
        self.seconds = seconds
        self.memory = memory
        self.context: Any = _context()
        self.workers: list[_Worker[T]] = []

    def outcomes(self, sources: Iterator[Source]) -> Iterator[tuple[str, T | ReadError]]:
        ready: dict[int, tuple[str, T | ReadError]] = {}
        begun = shown = 0
        more = True
        while True:
            while more and begun - shown < _AHEAD * self.count and (worker := self._idle()) is not None:
                source = next(sources, None)
                if source is None:
                    more = False
                    break
                worker.give(begun, source, self.seconds)
                begun += 1
            for number, name, outcome in self._replies():
                ready[number] = (name, outcome)
            while shown in ready:
                yield ready.pop(shown)
                shown += 1
            if not more and shown == begun:
                return

    def _idle(self) -> _Worker[T] | None:
        """A worker that has nothing to do, started now if there are too few."""
        free = next((worker for worker in self.workers if worker.source is None), None)
        if free is None and len(self.workers) < self.count:
            free = _Worker[T](self.context, self.read, self.memory)
            self.workers.append(free)
        return free

    def _replies(self) -> Iterator[tuple[int, str, T | ReadError]]:
        """What the workers have to say, waiting a moment for it."""
        busy = [worker for worker in self.workers if worker.source is not None]
        if not busy:
            return
        until = max(0.0, min(min(worker.deadline for worker in busy) - time.monotonic(), _TICK))
        heard = set(wait([worker.pipe for worker in busy], until))
        for worker in busy:
            if worker.pipe in heard:
                reply = worker.reply(self.memory)
            elif time.monotonic() > worker.deadline:
                late = ReadError(worker.name, f"took longer than {self.seconds:g} s", "allow more time for it")
                reply = _Reply[T](late, spent=True)
            else:
                continue
            yield worker.number, worker.name, reply.outcome
            worker.source = None
            if reply.spent:
                self.workers.remove(worker)
                worker.kill()

    def close(self) -> None:
        for worker in self.workers:
            worker.kill()
        self.workers.clear()


class _Worker(Generic[T]):
    """One process, and the file that it is reading (`source` is None between files)."""

    def __init__(self, context: Any, read: Callable[[Source], T], memory: int) -> None:
        self.pipe: Connection
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, read, memory), daemon=True)
        self.process.start()
        theirs.close()
        self.source: Source | None = None
        self.number = 0
        self.deadline = 0.0

    @property
    def name(self) -> str:
        return name_of(self.source or "")

    def give(self, number: int, source: Source, seconds: float) -> None:
        self.number, self.source, self.deadline = number, source, time.monotonic() + seconds
        with contextlib.suppress(OSError):  # a process that is dead is noticed when it is heard
            self.pipe.send(source)

    def reply(self, memory: int) -> _Reply[T]:
        """What the process sent, or why it sends nothing any more."""
        try:
            return self.pipe.recv()
        except (EOFError, OSError):
            self.process.join(5)
            return _Reply(ReadError(self.name, f"the reader crashed{_how(self.process.exitcode)}", "report it"), True)
        except MemoryError:
            return _Reply(_too_large(self.name, memory), True)

    def kill(self) -> None:
        """Ends the process, and the programs that it started."""
        pid = self.process.pid
        if pid is not None and self.process.is_alive():
            try:
                os.killpg(pid, signal.SIGKILL)
            except (AttributeError, OSError):  # not yet, or nowhere, the head of a group of its own
                self.process.kill()
        self.process.join(5)
        self.pipe.close()


def _how(code: int | None) -> str:
    if code is None or code >= 0:
        return ""
    try:
        return f" ({signal.Signals(-code).name})"
    except ValueError:
        return ""


def _too_large(name: str, memory: int) -> ReadError:
    return ReadError(name, f"needed more than {memory / 1e9:g} GB of memory", "split it")


def _context() -> Any:
    """How processes are started: forked from a fresh one that has the readers ready, where that exists."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        context: Any = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_PRELOAD)
        return context
    return multiprocessing.get_context("spawn")


def _serve(pipe: Connection, read: Callable[[Source], Any], memory: int) -> None:
    """The life of a worker process: a source comes in, an outcome goes out."""
    if hasattr(os, "setsid"):
        os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers itself
    _limit(memory)
    while True:
        try:
            source: Source = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(_attempt(read, source, memory))


def _attempt(read: Callable[[Source], Any], source: Source, memory: int) -> _Reply[Any]:
    name = name_of(source)
    try:
        return _Reply(read(source))
    except ReadError as error:
        return _Reply(error)
    except MemoryError:
        return _Reply(_too_large(name, memory), spent=True)
    except RecursionError:
        return _Reply(ReadError(name, "is nested too deeply", "simplify it"))
    except Exception as error:
        if os.environ.get("DIPLOMATICS_DEBUG"):
            sys.excepthook(type(error), error, error.__traceback__)
        return _Reply(ReadError(name, f"a fault of this program: {type(error).__name__}: {error}", "report it"))


def _limit(memory: int) -> None:
    """Limits the address space of this process, where the system can."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
