"""The names authority files know, as a lexicon in the spelling of the haystacks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from loaders.authorities import AuthorityIndex

from .lexer import Entry, Lexicon, normal
from .view import fold_text

# Whatever language a report is in, it may leave Vietnamese and English names as they are.
_ALWAYS = frozenset({"vi", "en"})
_PLACES = ("unit/tinh-", "unit/thanh-pho-")


@cache
def name_lexicon(index: AuthorityIndex, language: str, suffixes: tuple[str, ...]) -> Lexicon:
    """Names in a language, in Vietnamese and in English, also with the endings the language puts to names."""
    return Lexicon(_entries(index, language, suffixes))


def _entries(index: AuthorityIndex, language: str, suffixes: tuple[str, ...]) -> Iterator[Entry]:
    for surface in index.surfaces():
        if surface.language not in _ALWAYS and surface.language != language:
            continue
        phrase = fold_text(normal(surface.text))
        facts = {"id": surface.id, "contextual": surface.contextual, "capital": surface.text[:1].isupper()}
        for ending in ("", *(suffixes if surface.language == language else ())):
            yield Entry(phrase + ending, item_type(surface.id), facts)


def item_type(identifier: str) -> str:
    """What kind of item a known thing is: its class, but a province or city is first of all a place."""
    return "place" if identifier.startswith(_PLACES) else identifier.partition("/")[0]
