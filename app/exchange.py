"""The graph as a file and back, and its hash. One master for all: sorted canonical N-Triples without blank nodes.

Sorted so, its SHA-256 is the one that RDFC-1.0 gives the graph; every other format is written from it, so each is the
same from run to run and none says more or less than another.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Protocol, cast

from pyoxigraph import Quad, RdfFormat, Store, Triple, parse, serialize

from graph.answers import Written
from ontology.judgements import Judgement
from ontology.models import Document, Entity, Reading, Statement
from ontology.rdf import FORMATS, PREFIXES, RdfError, judgements, readings, triples

from .external_sort import sorted_unique

# Above this the triples of a file are kept on disk while it is taken in.
_IN_MEMORY_BYTES = 200_000_000


class ExchangeError(OSError):
    """A file that can't be written or taken in; the message names the file and the cause."""

    def __init__(self, path: Path, cause: str) -> None:
        super().__init__(f"{path}: {cause}")
        self.path = path


class Readable(Protocol):
    """What an export asks of a graph."""

    def traverse(self) -> Iterator[Entity | Document | Statement | Judgement]:
        """Every record once."""


class Writable(Protocol):
    """What an import asks of a graph."""

    def write(self, readings: Iterable[Reading]) -> Iterator[Written]:
        """Store readings."""

    def restore(self, judgements: Iterable[Judgement]) -> int:
        """Store judgements."""


def content_hash(graph: Readable, base: str, folder: Path | None = None) -> str:
    """The SHA-256 of the graph's canonical N-Triples, 64 hexadecimal digits; memory stays flat.

    Args:
        graph: the graph.
        base: what its IRIs start with.
        folder: where to sort; the system's temporary folder if none is given.
    """
    digest = hashlib.sha256()
    with TemporaryDirectory(dir=folder, prefix="thidua-hash-") as workplace:
        for line in sorted_unique(_lines(graph, base), Path(workplace)):
            digest.update(line)
    return digest.hexdigest()


def export(graph: Readable, path: Path, base: str, format_name: str | None = None) -> None:
    """Write the graph to a file: whole and durably, or not at all, and then what was there before stays.

    Args:
        graph: the graph.
        path: the file; its suffix says the format where `format_name` does not.
        base: what IRIs start with.
        format_name: one of `FORMATS`.

    Raises:
        ExchangeError: the format is unknown, or the file can't be written, as when the disk is full.
        RdfError: the graph holds what RDF can't (a character that XML forbids).
    """
    form = format_of(path, format_name)
    if path.exists() and not path.is_file():
        raise ExchangeError(path, "is no plain file, so nothing is written there")
    with _written_or_not(path.resolve()) as workplace:
        master = _master(graph, base, workplace)
        _synchronise(_converted(master, form))
        os.replace(workplace / form.file_extension, path.resolve())


def import_file(graph: Writable, path: Path, base: str, format_name: str | None = None) -> tuple[Written, ...]:
    """Take in what an export wrote; one outcome a document, in the order of their ids.

    The whole file is read and judged before the first document is stored, so a bad one changes nothing.

    Raises:
        ExchangeError: the file can't be read, is cut short, is not RDF, not ours, or of another base.
    """
    form = format_of(path, format_name)
    with TemporaryDirectory(prefix="thidua-import-") as workplace:
        store = _loaded(path, form, Path(workplace))
        try:
            for _ in readings(store, base):
                pass
            judged = list(judgements(store, base))
        except RdfError as error:
            raise ExchangeError(path, str(error)) from None
        # First, so that judgements that contradict those which are there are refused before a document is stored.
        graph.restore(judged)
        return tuple(graph.write(readings(store, base, checked=True)))


def format_of(path: Path, format_name: str | None = None) -> RdfFormat:
    """The format of this name or, where none is given, of the file's suffix.

    Raises:
        ExchangeError: there is none; the message lists those there are.
    """
    wanted = (format_name or path.suffix.removeprefix(".")).lower()
    if wanted not in FORMATS:
        raise ExchangeError(path, f"no format is called {wanted!r}; there are {', '.join(FORMATS)}")
    return FORMATS[wanted]


def _lines(graph: Readable, base: str) -> Iterator[bytes]:
    """The canonical lines of every record, unsorted."""
    for record in graph.traverse():
        written = serialize(list(triples(record, base)), format=RdfFormat.N_TRIPLES)
        yield from cast(bytes, written).splitlines(keepends=True)


def _master(graph: Readable, base: str, workplace: Path) -> Path:
    master = workplace / RdfFormat.N_TRIPLES.file_extension
    with master.open("wb") as file:
        file.writelines(sorted_unique(_lines(graph, base), workplace))
    return master


def _converted(master: Path, form: RdfFormat) -> Path:
    """The master in another format, beside it; itself where that is its own."""
    target = master.with_name(form.file_extension)
    if form == RdfFormat.N_TRIPLES:
        return master
    with target.open("wb") as file:
        output = cast("IO[bytes]", _CarriageReturns(file)) if form == RdfFormat.RDF_XML else file
        serialize(_fed(master, form), output, form, prefixes=PREFIXES)
    return target


def _fed(master: Path, form: RdfFormat) -> Iterator[Quad] | Iterator[Triple]:
    """The triples of the master, as the writer of that format wants them."""
    quads = cast("Iterator[Quad]", parse(path=master, format=RdfFormat.N_TRIPLES))
    return quads if form.supports_datasets else (quad.triple for quad in quads)


class _CarriageReturns:
    """A file for RDF/XML in which carriage returns survive: bare ones, as the writer leaves them, every XML parser makes newlines."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, data: bytes) -> int:
        self._file.write(bytes(data).replace(b"\r", b"&#13;"))
        return len(data)

    def flush(self) -> None:
        self._file.flush()


@contextmanager
def _written_or_not(path: Path) -> Iterator[Path]:
    """A folder beside the file to prepare it in, on the same disk, that is gone afterwards whatever happens."""
    try:
        with TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as workplace:
            yield Path(workplace)
        _synchronise(path.parent)
    except ExchangeError:
        raise
    except OSError as error:
        raise ExchangeError(path, f"can't be written: {error.strerror or error}; nothing was changed there") from error


def _synchronise(path: Path) -> None:
    """Wait until a file, or what a folder lists, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _loaded(path: Path, form: RdfFormat, workplace: Path) -> Store:
    """The triples of a file in a store, in memory or on disk as its size asks."""
    try:
        store = Store() if path.stat().st_size < _IN_MEMORY_BYTES else Store(str(workplace))
        store.bulk_load(path=path, format=form)
    except SyntaxError as error:
        raise ExchangeError(path, f"is cut short or no {form.name}: {error.msg}") from None
    except OSError as error:
        raise ExchangeError(path, f"can't be read: {error.strerror or error}") from error
    return store
