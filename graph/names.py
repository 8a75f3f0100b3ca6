"""Names in the database: how they are written there, which a passage contributes, and by which words they are found.

A provisional thing is called what its evidence calls it, and nothing else: its names are always the union of what
each standing passage contributes. So they come out the same in whatever order documents came and went.
"""

from __future__ import annotations

from collections.abc import Iterable

from ontology.folding import fold
from ontology.models import Entity, Name

WHOLE = "="  # starts the search word that is a whole folded name: `=quan doan 34`


def written(names: Iterable[Name]) -> list[str]:
    """Names as a property: sorted `text@language`."""
    return [f"{name.text}@{name.language}" for name in sorted(set(names), key=lambda name: (name.language, name.text))]


def read(values: Iterable[str]) -> tuple[Name, ...]:
    """The names of such a property."""
    parts = (value.rpartition("@") for value in values)
    return tuple(Name(text=text, language=language) for text, _, language in parts)


def contributed(entity: Entity, mention: str, language: str) -> tuple[Name, ...]:
    """The names a passage gives a provisional thing: those its reader gave, and where he gave none the words it uses.

    All of them, not only the words of the passage: a name that a reader made ("Police of Lạng Sơn" of a Vietnamese mention)
    would be lost else.
    """
    return entity.names() or ((Name(text=mention, language=language),) if mention else ())


def display_name(entity: Entity) -> str:
    """What people call it first: in Vietnamese, else English, else any language; its id where it has no name."""
    labels = entity.labels
    return labels.get("vi") or labels.get("en") or next((labels[key] for key in sorted(labels)), entity.id)


def search_words(entity: Entity) -> list[str]:
    """Every word of its folded names, and every folded name whole."""
    folded = {fold(name.text) for name in entity.names()} - {""}
    return sorted({word for name in folded for word in name.split()} | {WHOLE + name for name in folded})
