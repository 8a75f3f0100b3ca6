"""From a file to what it states: the one step that worker processes carry out."""

from __future__ import annotations

from pathlib import Path

from ontology.models import Reading

from .reading import MAX_BYTES, read_file


def read_and_extract(path: Path, max_bytes: int = MAX_BYTES, authority: Path | None = None) -> Reading:
    """Read one file and extract its statements; `authority` is a folder with more authority files.

    Raises:
        DocumentError: the file can't be read.
    """
    from .extraction import extract  # the language packs load with it, which reading alone does not need

    return extract(read_file(path, max_bytes), authority)
