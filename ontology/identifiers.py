"""Identifiers: `type/slug`, which is a thing's path in the service and the tail of its IRI.

Known things take the slug of their authority record; others one made from a canonical key, so that
it is the same on every machine and in every run. Changing a rule here is a migration of every graph.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping

from .folding import fold

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
IDENTIFIER = re.compile(rf"[a-z]+/{SLUG.pattern}")
_STATEMENT_DIGITS = 32
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_KEY_DIGITS = 10
_READABLE = 60


def slug_of(name: str) -> str:
    """A readable slug of a name: `Quân đoàn 34` -> `quan-doan-34`; at most 60 characters, whole words where it can be."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
    if len(slug) > _READABLE:
        slug = slug[: _READABLE + 1].rpartition("-")[0] or slug[:_READABLE]
    return slug


def provisional_id(kind: str, key: str, name: str) -> str:
    """The id of a thing no authority file knows: a readable start, then a hash of its canonical key.

    Args:
        kind: the folder, as `unit`.
        key: what makes it that thing and no other (kind, parent, number or folded name), language-neutral where possible.
        name: what people call it; used only to be readable.
    """
    digest = hashlib.sha256(f"{kind}\n{key}".encode()).hexdigest()[:_KEY_DIGITS]
    return f"{kind}/{'-'.join(filter(None, (slug_of(name), digest)))}"


def statement_id(subject: str, predicate: str, obj: object, qualifiers: Mapping[str, object], status: str) -> str:
    """The id of what is said: 128 bits of the SHA-256 of its canonical JSON, whoever says it."""
    said = _CANONICAL.encode([subject, predicate, obj, dict(qualifiers), status])
    return f"statement/{hashlib.sha256(said.encode()).hexdigest()[:_STATEMENT_DIGITS]}"


def evidence_id(statement: str, document: str, start: int, end: int) -> str:
    """The id of one passage under one statement."""
    digest = hashlib.sha256(f"{statement}\n{document}\n{start}\n{end}".encode()).hexdigest()
    return f"evidence/{digest[:_STATEMENT_DIGITS]}"


def document_id(content: bytes) -> str:
    """The id of a document: the SHA-256 of its bytes."""
    return f"document/{hashlib.sha256(content).hexdigest()}"
