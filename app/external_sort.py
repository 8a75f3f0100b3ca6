"""Sorting more lines than memory holds: sorted runs on disk, then one merge over all of them."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

# What a run holds in memory before it goes to disk. Python keeps some 50 bytes beside each line.
RUN_BYTES = 64_000_000
# Files open at once: systems allow 256 and more, and the rest of the program needs some.
_FAN_IN = 100


def sorted_unique(lines: Iterable[bytes], folder: Path, run_bytes: int = RUN_BYTES) -> Iterator[bytes]:
    """The lines in byte order, which for UTF-8 is code point order, each once.

    Args:
        lines: each with its newline.
        folder: where runs may be written; they stay there, so it should be temporary.
        run_bytes: how many bytes of lines are held in memory at once; one longer line still is.

    Raises:
        OSError: the folder can't be written to, or the disk is full.
    """
    names = (folder / f"run-{number}" for number in count())
    chunks = _chunks(lines, run_bytes)
    first = next(chunks, [])
    if (second := next(chunks, None)) is None:
        yield from first
        return
    runs = [_written(next(names), first), _written(next(names), second)]
    # Only the chunk at hand may be in memory.
    del first, second
    runs.extend(_written(next(names), chunk) for chunk in chunks)
    while len(runs) > _FAN_IN:
        merged = _written(next(names), _merged(runs[:_FAN_IN]))
        for run in runs[:_FAN_IN]:
            run.unlink()
        runs = [*runs[_FAN_IN:], merged]
    yield from _merged(runs)


def _chunks(lines: Iterable[bytes], run_bytes: int) -> Iterator[list[bytes]]:
    """The lines in sorted lists without duplicates, each of about `run_bytes`."""
    held: set[bytes] = set()
    size = 0
    for line in lines:
        held.add(line)
        size += len(line)
        if size >= run_bytes:
            yield sorted(held)
            held, size = set(), 0
    if held:
        yield sorted(held)


def _written(run: Path, lines: Iterable[bytes]) -> Path:
    with run.open("wb") as file:
        file.writelines(lines)
    return run


def _merged(runs: list[Path]) -> Iterator[bytes]:
    with ExitStack() as files:
        last = b""
        for line in heapq.merge(*(files.enter_context(run.open("rb")) for run in runs)):
            if line != last:
                yield line
            last = line
