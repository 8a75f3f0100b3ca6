"""Documents: found in folders, limited in size, decoded, and read by the reader of their format.

Everything but the name depends on the bytes alone; the name's ending is a hint for Markdown only, which plain text can't be told from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from ontology.identifiers import document_id
from ontology.models import Document

from .encodings import decode
from .errors import DocumentError, Unreadable
from .languages import language_of
from .metadata import Content
from .readers import html, markdown, text
from .signatures import binary_kind

MAX_BYTES = 20_000_000
_SUFFIXES = frozenset({".txt", ".md", ".html", ".htm"})
# XML 1.0, and with it RDF/XML and many stores, can't carry these even escaped.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def read_document(content: bytes, name: str, max_bytes: int = MAX_BYTES) -> Document:
    """The document that these bytes are.

    For plain text and Markdown, `text` is the decoded file, character by character: line ends, normal form and a byte order mark
    stay as they are. Only characters that XML 1.0 forbids become U+FFFD, one for one, so that offsets count in the decoded file.
    For HTML, `text` is the article: a block a line, words unchanged.

    Args:
        content: the file's bytes.
        name: what to call it; in errors too.
        max_bytes: the largest size that is read.

    Raises:
        DocumentError: empty, too large, binary, of no known encoding, or without text.
    """
    _check(content, name, max_bytes)
    decoded = decode(content, name)
    try:
        found = _read(_FORBIDDEN.sub("\ufffd", decoded), PurePath(name).suffix.lower())
    except Unreadable as error:
        raise DocumentError(name, str(error)) from error
    if not found.text.strip("\ufeff \t\r\n"):
        raise DocumentError(name, "has no text")
    said = found.metadata
    return Document(
        id=document_id(content),
        name=name,
        media_type=found.media_type,
        language=language_of(found.text, said.language),
        title=said.title,
        date=said.date,
        source=said.source,
        text=found.text,
    )


def read_file(path: Path, max_bytes: int = MAX_BYTES) -> Document:
    """The document in a file; never more than `max_bytes` + 1 of it are in memory.

    Raises:
        DocumentError: as `read_document`, and where the file can't be opened.
    """
    try:
        with path.open("rb") as file:
            content = file.read(max_bytes + 1)
    except OSError as error:
        raise DocumentError(str(path), f"can't be read: {error.strerror or error}") from error
    return read_document(content, path.name, max_bytes)


def discover(paths: Iterable[Path]) -> list[Path]:
    """The documents under these files and folders, each once, in a stable order; hidden files and folders are skipped.

    Raises:
        DocumentError: a path that does not exist, or a folder without documents.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_documents(path)))
    return list(found)


def _documents(path: Path) -> list[Path]:
    """A file as it is, whatever its ending: who names it means it. A folder's documents in the order of their paths."""
    if not path.exists():
        raise DocumentError(str(path), "does not exist")
    if not path.is_dir():
        return [path]
    documents = sorted(_walk(path))
    if not documents:
        raise DocumentError(str(path), f"is a folder without documents ({', '.join(sorted(_SUFFIXES))})")
    return documents


def _walk(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise DocumentError(str(folder), f"can't be read: {error.strerror or error}") from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            # A link to a folder could lead back up and never end.
            yield from () if entry.is_symlink() else _walk(entry)
        elif entry.suffix.lower() in _SUFFIXES:
            yield entry


def _check(content: bytes, name: str, max_bytes: int) -> None:
    if not content:
        raise DocumentError(name, "is empty")
    if len(content) > max_bytes:
        raise DocumentError(name, f"is larger than the limit of {max_bytes:,} bytes")
    if kind := binary_kind(content):
        raise DocumentError(name, f"is not text but looks like {kind}")


def _read(decoded: str, suffix: str) -> Content:
    if html.is_html(decoded):
        return html.read(decoded)
    return markdown.read(decoded) if suffix == ".md" else text.read(decoded)
