"""Deterministic extraction: language packs (data) and authority files in, statements with quotes out."""

from __future__ import annotations

import gc
from functools import cache
from pathlib import Path

from loaders.authorities import AuthorityIndex, authorities
from ontology.models import Document, Reading

from .pack import Pack, languages, pack_for
from .reader import DocumentReader

__all__ = ["extract", "languages"]


def extract(document: Document, authority: Path | None = None) -> Reading:
    """All that is read out of a document; it depends on the document's text, its metadata and the authority files alone.

    `authority` is a folder with authority files beside those that come with the program.
    A document in a language without a pack yields no statements.
    """
    language_pack = pack_for(document.language, document.text)
    if language_pack is None:
        return Reading(document=document)
    return DocumentReader(document, language_pack, _settled(language_pack, authority)).read()


@cache
def _settled(_pack: Pack, authority: Path | None) -> AuthorityIndex:
    """The authority files, once a pack is loaded as well.

    Both live as long as the process and are many objects: left to the garbage collector, it would go through them over and over.
    """
    index = authorities(authority)
    gc.freeze()
    # What is made of a document is in no cycles: young objects need no looking through every 700 of them.
    gc.set_threshold(max(gc.get_threshold()[0], _YOUNG), *gc.get_threshold()[1:])
    return index


_YOUNG = 10_000  # objects
