"""The authority files as one index: what is known by which name, in which language.

The files of `loaders/authority/` come with the program; an archive adds its own in a folder (docs/authorities.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, Protocol

from loaders.authority_records import AuthorityError, Record, Texts, read_records
from ontology.folding import fold
from ontology.models import Entity, Name

__all__ = ["AuthorityError", "AuthorityIndex", "Record", "Surface", "authorities"]

_ALWAYS_READ = ("vi", "en")  # names in these languages are known in texts of every language


class Surface(NamedTuple):
    """One name as it is written, the same folded, and what it names; `contextual`: only beside a full name in the document."""

    text: str
    folded: str
    id: str
    language: str
    contextual: bool


class _File(Protocol):
    """What files on disk and files inside the package have in common."""

    @property
    def name(self) -> str: ...

    def read_bytes(self) -> bytes: ...


@dataclass(frozen=True, eq=False)
class AuthorityIndex:
    """Every known thing by id and by name. Build it with `authorities()`."""

    by_id: Mapping[str, Record]
    _surfaces: tuple[Surface, ...]
    _by_name: Mapping[str, tuple[str, ...]]
    _entities: dict[str, Entity] = field(default_factory=dict)

    def entity(self, identifier: str) -> Entity:
        """The thing as statements carry it: labels and aliases, without the names that mean it in context only.

        Raises:
            KeyError: no authority file knows the id.
        """
        if identifier not in self._entities:
            self._entities[identifier] = _entity(self.by_id[identifier])
        return self._entities[identifier]

    def surfaces(self) -> Iterable[Surface]:
        """Every name of every thing, for matching, in the order of the files."""
        return self._surfaces

    def find(self, name: str, type: str | None = None) -> tuple[str, ...]:
        """Ids of the things a full name means, whatever its case and diacritics; of one `type` (`unit`) where it is given."""
        ids = self._by_name.get(fold(name), ())
        return tuple(found for found in ids if type is None or found.startswith(f"{type}/"))


@cache
def authorities(extra: Path | None = None) -> AuthorityIndex:
    """The index of the files that come with the program, and of those in the folder `extra`; read once a process.

    Raises:
        AuthorityError: a file can't be used; the message names the file, the record and the cause.
    """
    records = _merged([record for file in _files(extra) for record in read_records(file.read_bytes(), file.name)])
    _check_references(records)
    surfaces = tuple(_surfaces(records.values()))
    return AuthorityIndex(MappingProxyType(records), surfaces, MappingProxyType(_by_name(surfaces, records)))


def _entity(record: Record) -> Entity:
    aliases = sorted(set(record.full_names()) - set(record.names.items()))
    names = tuple(Name(text=text, language=language) for language, text in aliases)
    return Entity(id=record.id, labels=dict(sorted(record.names.items())), aliases=names)


def _files(extra: Path | None) -> Iterator[_File]:
    yield from _yaml(resources.files("loaders").joinpath("authority").iterdir())
    if extra is None:
        return
    if not extra.is_dir():
        raise AuthorityError(str(extra), "", "is no folder of authority files (YAML)")
    yield from _yaml(extra.iterdir())


def _yaml(files: Iterable[_File]) -> list[_File]:
    return sorted((file for file in files if file.name.endswith((".yaml", ".yml"))), key=lambda file: file.name)


def _merged(read: Iterable[Record]) -> dict[str, Record]:
    """Records by id, with the names that others add to them.

    Raises:
        AuthorityError: two records of one id, or names for a record that does not exist.
    """
    records: dict[str, Record] = {}
    additions: list[Record] = []
    for record in read:
        if record.extends:
            additions.append(record)
        elif (known := records.setdefault(record.id, record)) is not record:
            raise AuthorityError(record.file, record.id, f"is already a record of {known.file}; use `extends` to add names to it")
    for addition in additions:
        if addition.id not in records:
            raise AuthorityError(addition.file, addition.id, "`extends` a record that does not exist")
        records[addition.id] = _extended(records[addition.id], addition)
    return records


def _extended(record: Record, addition: Record) -> Record:
    """The record with the addition's names; a preferred name that it already has in a language stays, the other becomes an alias."""
    second = {language: (name,) for language, name in addition.names.items() if record.names.get(language, name) != name}
    return replace(
        record,
        names={**addition.names, **record.names},
        aliases=_joined(_joined(record.aliases, addition.aliases), second),
        context_names=_joined(record.context_names, addition.context_names),
    )


def _joined(first: Texts, second: Texts) -> Texts:
    return {language: (*first.get(language, ()), *second.get(language, ())) for language in {**first, **second}}


def _check_references(records: Mapping[str, Record]) -> None:
    for record in records.values():
        for key, other in record.references():
            if other not in records:
                raise AuthorityError(record.file, record.id, f"`{key}` names {other}, which does not exist")
            if other == record.id:
                raise AuthorityError(record.file, record.id, f"`{key}` names the record itself")
        _check_chain(record, records)


def _check_chain(record: Record, records: Mapping[str, Record]) -> None:
    """A thing is no part of itself, by whatever way round."""
    seen, parent = {record.id}, record.parent
    while parent:
        if parent in seen:
            raise AuthorityError(record.file, record.id, f"`parent`: {parent} is reached twice on the way up")
        seen.add(parent)
        parent = records[parent].parent if parent in records else None


def _surfaces(records: Iterable[Record]) -> Iterator[Surface]:
    """Each name of a record once a language; of a name in Vietnamese or English, which every language reads, the first is enough."""
    for record in records:
        seen: set[tuple[str, str]] = set()
        for contextual, names in ((False, record.full_names()), (True, record.contextual_names())):
            for language, text in names:
                if seen.isdisjoint(((text, language), *((text, code) for code in _ALWAYS_READ))):
                    seen.add((text, language))
                    yield Surface(text, fold(text), record.id, language, contextual)


def _by_name(surfaces: Iterable[Surface], records: Mapping[str, Record]) -> dict[str, tuple[str, ...]]:
    """Ids by folded full name.

    Raises:
        AuthorityError: a name that means two things of one class, or nothing at all.
    """
    ids: dict[str, tuple[str, ...]] = {}
    for surface in surfaces:
        if not surface.folded:
            raise AuthorityError(records[surface.id].file, surface.id, f"the name {surface.text!r} has no letter or digit")
        if surface.contextual or surface.id in (known := ids.get(surface.folded, ())):
            continue
        _check_one_a_class(surface, known, records)
        ids[surface.folded] = (*known, surface.id)
    return ids


def _check_one_a_class(surface: Surface, known: Iterable[str], records: Mapping[str, Record]) -> None:
    folder = surface.id.partition("/")[0]
    for other in known:
        if other.startswith(f"{folder}/"):
            cause = f"the name {surface.text!r} already means {other} ({records[other].file}); make it a `context_names` of one of them"
            raise AuthorityError(records[surface.id].file, surface.id, cause)
