"""Many documents through readers to statements: in this process or in several, in order, few of them in memory at a time."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import wait
from pathlib import Path
from typing import ParamSpec, TypeVar

from graph.answers import Written
from graph.port import StatementGraph
from loaders.authorities import authorities
from loaders.errors import DocumentError
from loaders.pipeline import read_and_extract
from loaders.reading import discover
from ontology.models import Reading

from .modelling import ModelTally, endpoint
from .settings import Settings

P = ParamSpec("P")
T = TypeVar("T")
Reader = Callable[[Path], Reading]

# Starting a process costs as much as reading some hundred short documents.
_WORTH_A_PROCESS = 100
_AHEAD = 4


@dataclass(frozen=True)
class Failure:
    """A document that was not read, and why."""

    name: str
    reason: str


@dataclass
class Batch:
    """The documents of one run: those found, and those that failed so far."""

    paths: list[Path]
    failed: list[Failure] = field(default_factory=list)

    @classmethod
    def of(cls, places: Iterable[Path]) -> Batch:
        """The documents at these places, each once; a place without any is a failure beside the others."""
        found: dict[Path, None] = {}
        failed = []
        for place in places:
            try:
                found.update(dict.fromkeys(discover([place])))
            except DocumentError as error:
                failed.append(Failure(error.name, error.cause))
        return cls(list(found), failed)


@dataclass(frozen=True)
class Summary:
    """What a load did."""

    new: int
    changed: int
    unchanged: int
    statements: int
    failed: tuple[Failure, ...]
    model: ModelTally | None = None


class InProcess(Executor):
    """Does the work at once, in this process: the same code path where there is nothing to gain from others."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """The future of work already done."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except DocumentError as error:
            future.set_exception(error)
        return future


def reader_of(settings: Settings) -> Reader:
    """How documents are read under these settings; it can be sent to other processes.

    Raises:
        AuthorityError: an authority file of the archive's own can't be used.
    """
    # Here, so that a bad file is told once and not once a document.
    authorities(settings.authority)
    return partial(read_and_extract, max_bytes=settings.max_document_bytes, authority=settings.authority, model=endpoint(settings))


def load(graph: StatementGraph, batch: Batch, workers: int, read: Reader, done: Callable[[], None]) -> Summary:
    """Read every document of the batch and store it; `done` is called once a document, stored or failed."""
    outcomes: list[Written] = []
    model = ModelTally()
    for written in graph.write(model.watching(readings(batch, workers, read, done))):
        outcomes.append(written)
        done()
    count = Counter(written.outcome for written in outcomes)
    statements = sum(written.statements for written in outcomes)
    return Summary(count["new"], count["changed"], count["unchanged"], statements, tuple(batch.failed), model if model.documents else None)


def readings(batch: Batch, workers: int, read: Reader, failed: Callable[[], None] = lambda: None) -> Iterator[Reading]:
    """What each document says, in the batch's order; those that fail go to `batch.failed` and the others come on.

    Args:
        batch: the documents.
        workers: how many processes read; 1 is this one, 0 as many as are worth it.
        read: how one document is read.
        failed: called for each document that fails.
    """
    crew = _Crew(workers or _worthwhile(len(batch.paths)), read)
    try:
        for path, reading in crew.read(batch.paths):
            if isinstance(reading, Reading):
                yield reading
            else:
                batch.failed.append(Failure(str(path), reading.cause))
                failed()
    finally:
        crew.leave()


def _worthwhile(documents: int) -> int:
    return max(1, min(os.cpu_count() or 1, documents // _WORTH_A_PROCESS))


class _Crew:
    """The processes that read. One that dies takes its pool with it: what was under way is read again, each in a process of its own."""

    def __init__(self, workers: int, reader: Reader) -> None:
        self.workers, self.reader = workers, reader
        self.executor = self._hire(workers)

    def read(self, paths: Iterable[Path]) -> Iterator[tuple[Path, Reading | DocumentError]]:
        """Each path with its reading or what is wrong with it, in order."""
        pending: deque[tuple[Path, Future[Reading]]] = deque()
        for path in paths:
            pending.append((path, self._submit(path)))
            if len(pending) >= self.workers * _AHEAD:
                yield self._outcome(*pending.popleft())
        while pending:
            yield self._outcome(*pending.popleft())

    def leave(self) -> None:
        """End the processes; what nobody waits for any more is not begun."""
        self.executor.shutdown(wait=True, cancel_futures=True)

    def _hire(self, workers: int) -> Executor:
        if self.workers == 1:
            return InProcess()
        # Not by fork: a copy of a process with threads in it, as the database driver has, may hang.
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["loaders.pipeline"])
        return ProcessPoolExecutor(workers, mp_context=context, initializer=_serve_parent)

    def _submit(self, path: Path) -> Future[Reading]:
        try:
            return self.executor.submit(self.reader, path)
        except BrokenExecutor:
            self.leave()
            self.executor = self._hire(self.workers)
            return self.executor.submit(self.reader, path)

    def _outcome(self, path: Path, future: Future[Reading]) -> tuple[Path, Reading | DocumentError]:
        try:
            return path, future.result()
        except DocumentError as error:
            return path, error
        except BrokenExecutor:
            return path, self._alone(path)

    def _alone(self, path: Path) -> Reading | DocumentError:
        """Once more, where nothing else can be to blame."""
        with self._hire(1) as one:
            try:
                return one.submit(self.reader, path).result()
            except DocumentError as error:
                return error
            except BrokenExecutor:
                return DocumentError(str(path), "the process that read it died (out of memory?)")


def _serve_parent() -> None:
    """In a worker: leave Ctrl-C to the parent, and do not outlive it even where it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
