"""What was read of a document is gone when its reading is: memory does not grow with the number of documents."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

from loaders.extraction import extract
from loaders.reading import read_file
from ontology.identifiers import document_id
from ontology.models import Document

# What one reading of these documents holds is some 100,000 bytes; kept ones would soon be more than this.
MOST = 1_500_000


def each_another(document: Document, first: int, number: int) -> Iterator[Document]:
    """The document over and over, each time with names and numbers that no other has."""
    for place in range(first, first + number):
        text = f"{document.text}\nNguyễn Văn {chr(0x1EA0 + place % 90)}{place}. Báo cáo số {place}/BC-UBND.\n"
        yield document.model_copy(update={"id": document_id(text.encode()), "text": text})


def held() -> int:
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


def test_memory_is_flat_over_many_documents(project: Path) -> None:
    document = read_file(project / "tests" / "corpus" / "dev" / "01-vi-khoi2.txt")
    tracemalloc.start()
    try:
        for other in each_another(document, 0, 30):
            extract(other)
        before = held()
        kept = extract(document)
        one = held() - before
        for other in each_another(document, 30, 60):
            extract(other)
        grown = held() - before - one
    finally:
        tracemalloc.stop()
    assert kept.statements
    assert grown < MOST < 60 * one
