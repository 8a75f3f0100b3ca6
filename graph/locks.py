"""Locks between processes that die with their holder.

`flock` belongs to the open file, so two users in one process are two users, and the kernel drops it when the process ends.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from types import TracebackType


class Lock:
    """A held lock on a file; `release` it once, or use it in a `with`."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def exclusive(cls, path: Path) -> Lock:
        """Wait until nobody else holds it, in any way."""
        return cls(_locked(path, fcntl.LOCK_EX))

    @classmethod
    def shared(cls, path: Path) -> Lock:
        """Hold it beside others; wait while someone holds it exclusively."""
        return cls(_locked(path, fcntl.LOCK_SH))

    @classmethod
    def try_exclusive(cls, path: Path) -> Lock | None:
        """Hold it alone, or None at once where others hold it."""
        try:
            return cls(_locked(path, fcntl.LOCK_EX | fcntl.LOCK_NB))
        except BlockingIOError:
            return None

    def release(self) -> None:
        """Let others have it, even where a forked child inherited the open file."""
        fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        os.close(self._descriptor)

    def __enter__(self) -> Lock:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.release()


def _locked(path: Path, how: int) -> int:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, how)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor
