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
    runs: list[Path] = []
    held: set[bytes] = set()
    size = 0
    for line in lines:
        held.add(line)
        size += len(line)
        if size >= run_bytes:
            runs.append(_written(next(names), sorted(held)))
            held.clear()
            size = 0
    if not runs:
        yield from sorted(held)
        return
    runs.append(_written(next(names), sorted(held)))
    held.clear()
    yield from _merged(_few(runs, names))


def _few(runs: list[Path], names: Iterator[Path]) -> list[Path]:
    """No more runs than may be open at once: the first ones merged into one until it is so."""
    while len(runs) > _FAN_IN:
        merged = _written(next(names), _merged(runs[:_FAN_IN]))
        for run in runs[:_FAN_IN]:
            run.unlink()
        runs = [*runs[_FAN_IN:], merged]
    return runs


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
