"""Authority records: the YAML files they stand in, read strictly.

Every scalar is text, whatever YAML would make of it: the Norwegian key `no`, the number of a corps and a
date stay as they are written. What a file says that no record may say is an error, never passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from ontology.identifiers import IDENTIFIER, slug_of
from ontology.vocabulary import vocabulary

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_TEXTS = ("parent", "kind", "number", "series", "issuer", "local", "headed_by", "source")
_ALLOWED = frozenset({"id", "extends", "names", "aliases", "context_names", "valid", "replaces", *_TEXTS})
_ONLY_OF = {"series": "bloc", "issuer": "resolution"}

Texts = Mapping[str, tuple[str, ...]]


class AuthorityError(ValueError):
    """An authority file that can't be used; the message names the file, the record and the cause."""

    def __init__(self, file: str, record: str, cause: str) -> None:
        super().__init__(f"{file}: {record}: {cause}" if record else f"{file}: {cause}")


@dataclass(frozen=True, slots=True)
class Validity:
    """From when to when a thing existed under this record, as far as known: ISO 8601 dates, months or years, both included."""

    start: str | None = None
    end: str | None = None

    def covers(self, year: int) -> bool:
        """True unless the whole year lies outside."""
        return (self.start or "")[:4] <= f"{year:04}" <= (self.end or "9999")[:4]


@dataclass(frozen=True, slots=True)
class Record:
    """One known thing.

    `names` holds the preferred name by language, `aliases` every other one; `context_names` are those that mean
    it only where a full name stands in the same document (`the Council`). `kind`, `number`, `series` and `issuer`
    say what the class alone does not: a directive, the 34th, of the local police, by the Politburo. `local` is the kind of
    body that an organisation has in every province, `headed_by` the body that acts for a whole sector.
    """

    id: str
    names: Mapping[str, str]
    aliases: Texts
    context_names: Texts
    source: str
    valid: Validity = Validity()
    parent: str | None = None
    replaces: tuple[str, ...] = ()
    kind: str | None = None
    number: str | None = None
    series: str | None = None
    issuer: str | None = None
    local: str | None = None
    headed_by: str | None = None
    file: str = ""
    extends: bool = False

    @property
    def type(self) -> str:
        """The folder of its id: `unit`."""
        return self.id.partition("/")[0]

    def full_names(self) -> Iterator[tuple[str, str]]:
        """Language and text of every name that means it anywhere, preferred ones first."""
        yield from self.names.items()
        for language, texts in self.aliases.items():
            yield from ((language, text) for text in texts)

    def contextual_names(self) -> Iterator[tuple[str, str]]:
        """Language and text of every name that means it in context only."""
        for language, texts in self.context_names.items():
            yield from ((language, text) for text in texts)

    def references(self) -> Iterator[tuple[str, str]]:
        """Key and id of every other record it names."""
        yield from ((key, other) for key, other in self._named() if other)
        yield from (("replaces", other) for other in self.replaces)

    def _named(self) -> Iterator[tuple[str, str | None]]:
        yield from (("parent", self.parent), ("issuer", self.issuer), ("headed_by", self.headed_by))


def read_records(content: bytes, file: str) -> list[Record]:
    """The records of one authority file.

    Raises:
        AuthorityError: it is no YAML list of records, or a record says what none may.
    """
    try:
        raw = _Builder(content, file).build()
    except yaml.YAMLError as error:
        raise AuthorityError(file, "", f"is not well-formed YAML: {' '.join(str(error).split())}") from error
    if not isinstance(raw, list):
        raise AuthorityError(file, "", "holds no list of records (each begins with `- id:`)")
    return [_Reader(file, number, item).record() for number, item in enumerate(raw, start=1)]


class _Builder:
    """Lists, mappings and texts from YAML events: stricter than a schema, and twice as fast as building typed nodes."""

    def __init__(self, content: bytes, file: str) -> None:
        self._file = file
        self._next: Callable[[], Any] = yaml.CSafeLoader(content).get_event

    def build(self) -> Any:
        self._next()  # the stream's start
        if isinstance(self._next(), yaml.StreamEndEvent):
            return []
        value = self._value(self._next())
        self._next()  # the document's end
        if not isinstance(event := self._next(), yaml.StreamEndEvent):
            raise AuthorityError(self._file, f"line {event.start_mark.line + 1}", "a second YAML document begins; a file holds one list")
        return value

    def _value(self, event: Any) -> Any:
        if isinstance(event, yaml.ScalarEvent):
            return event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list()
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping()
        raise AuthorityError(self._file, f"line {event.start_mark.line + 1}", "a YAML alias (`*name`) is not read here; write the text out")

    def _list(self) -> list[Any]:
        values = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            values.append(self._value(event))
        return values

    def _mapping(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._value(event)
            if not isinstance(key, str) or key in values:
                raise AuthorityError(self._file, f"line {event.start_mark.line + 1}", f"the key {key!r} stands twice, or is no text")
            values[key] = self._value(self._next())
        return values


class _Reader:
    """One raw record, checked key by key."""

    def __init__(self, file: str, position: int, raw: Any) -> None:
        self._file = file
        self._where = f"record {position}"
        if not isinstance(raw, dict):
            raise self._error("is no mapping of keys to values")
        self._raw: dict[str, Any] = raw

    def record(self) -> Record:
        identifier = self._identifier()
        self._where = identifier
        self._check_keys(identifier)
        texts = {key: self._text(key) for key in _TEXTS if key in self._raw}
        record = Record(
            id=identifier,
            names=self._names(),
            aliases=self._texts("aliases"),
            context_names=self._texts("context_names"),
            valid=self._validity(),
            replaces=self._list("replaces"),
            file=self._file,
            extends="extends" in self._raw,
            **{"source": "", **texts},
        )
        return self._whole(record)

    def _error(self, cause: str) -> AuthorityError:
        return AuthorityError(self._file, self._where, cause)

    def _identifier(self) -> str:
        given = [self._raw[key] for key in ("id", "extends") if key in self._raw]
        if len(given) != 1:
            raise self._error("needs one `id` (or, to add names to a record of another file, one `extends`)")
        identifier = given[0]
        if not isinstance(identifier, str) or not IDENTIFIER.fullmatch(identifier):
            raise self._error(f"{identifier!r} is no id; ids look like unit/quan-doan-34")
        if identifier.partition("/")[0] not in vocabulary().classes:
            raise self._error(f"{identifier}: unknown type; the types are {', '.join(sorted(vocabulary().classes))}")
        return identifier

    def _check_keys(self, identifier: str) -> None:
        if strange := sorted(set(self._raw) - _ALLOWED):
            raise self._error(f"unknown key {', '.join(strange)}; a record may have {', '.join(sorted(_ALLOWED))}")
        for key, folder in _ONLY_OF.items():
            if key in self._raw and not identifier.startswith(f"{folder}/"):
                raise self._error(f"`{key}` belongs to records of type {folder} only")

    def _text(self, key: str) -> str:
        value = self._raw[key]
        if not isinstance(value, str) or not value.strip():
            raise self._error(f"`{key}` must be a text that is not empty")
        return value

    def _list(self, key: str) -> tuple[str, ...]:
        return self._texts_of(key, self._raw.get(key, []))

    def _texts_of(self, key: str, values: Any) -> tuple[str, ...]:
        if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
            raise self._error(f"`{key}` must be a list of texts that are not empty")
        return tuple(values)

    def _by_language(self, key: str) -> dict[str, Any]:
        values = self._raw.get(key, {})
        if not isinstance(values, dict):
            raise self._error(f"`{key}` must be a mapping from language to text")
        for language in values:
            if not _LANGUAGE.fullmatch(language) or language == "no":
                raise self._error(f"`{key}`: {language!r} is no language code of ours (two or three small letters; Norwegian is nb)")
        return values

    def _names(self) -> dict[str, str]:
        names = self._by_language("names")
        if not names and "extends" not in self._raw:
            raise self._error("has no `names`")
        for language, name in names.items():
            if not isinstance(name, str) or not name.strip():
                raise self._error(f"`names`: {language} must be one text that is not empty")
        return names

    def _texts(self, key: str) -> dict[str, tuple[str, ...]]:
        return {language: self._texts_of(f"{key}: {language}", texts) for language, texts in self._by_language(key).items()}

    def _validity(self) -> Validity:
        raw = self._raw.get("valid", {})
        if not isinstance(raw, dict) or set(raw) - {"from", "to"}:
            raise self._error("`valid` must be {from: date, to: date} or one of the two")
        for moment in raw.values():
            if not isinstance(moment, str) or not _is_date(moment):
                raise self._error(f"`valid`: {moment!r} is no date; write 2024-12-15, 2024-12 or 2024")
        valid = Validity(raw.get("from"), raw.get("to"))
        if valid.start and valid.end and valid.end < valid.start:
            raise self._error(f"`valid` ends ({valid.end}) before it begins ({valid.start})")
        return valid

    def _whole(self, record: Record) -> Record:
        """What only the whole record can break."""
        if not record.source:
            raise self._error("has no `source`: say in words where its names are from")
        if record.type == "resolution" and record.number and record.id != (right := f"resolution/{slug_of(record.number)}"):
            raise self._error(f"a document numbered {record.number} has the id {right}, so that its bare number finds it")
        return record


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True
