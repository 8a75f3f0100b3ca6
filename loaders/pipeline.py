"""From a file to what it states: the one step that worker processes carry out."""

from __future__ import annotations

from pathlib import Path

from ontology.models import Document, Reading

from .model.endpoint import Endpoint
from .reading import MAX_BYTES, read_file


def read_and_extract(path: Path, max_bytes: int = MAX_BYTES, authority: Path | None = None, model: Endpoint | None = None) -> Reading:
    """Read one file and extract its statements.

    Args:
        path: the file.
        max_bytes: the largest file that is read.
        authority: a folder with more authority files.
        model: a language model to ask as well.

    Raises:
        DocumentError: the file can't be read.
    """
    return statements_of(read_file(path, max_bytes), authority, model)


def statements_of(document: Document, authority: Path | None = None, model: Endpoint | None = None) -> Reading:
    """What a document states: read by the rules, and by a model where there is one."""
    from .extraction import extract  # the language packs load with it, which reading alone does not need

    if model is None:
        return extract(document, authority)
    from .model.assistance import assisted

    return assisted(document, model, authority)
