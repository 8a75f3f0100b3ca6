"""A pack's own examples, tried: what each text must state and what it must not, and which rules no example shows.

    - text: Kommando 86, leder for blokken, ledet konferansen.
      year: 2025
      states: [[unit/bo-tu-lenh-86, leads_bloc, any, {year: 2025}]]
      denies: [handed_over_to]

docs/language-packs.md says how examples are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from loaders.authorities import authorities
from ontology.folding import fold
from ontology.identifiers import document_id
from ontology.models import Document, Entity, LiteralValue, Qualifiers, Statement, Status
from ontology.vocabulary import vocabulary

from .pack import Pack, PackError, languages, pack
from .reader import DocumentReader

ANY = "any"
_KEYS = frozenset({"text", "year", "states", "denies", "note"})
_STATUSES = frozenset({*get_args(Status), ANY})


@dataclass(frozen=True)
class Claim:
    """A statement as far as an example spells it out. An end is an id or any name of the thing, `any` fits everything."""

    predicate: str
    subject: str = ANY
    object: str = ANY
    status: str = "asserted"
    qualifiers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        said = "".join(f" {key}={value}" for key, value in self.qualifiers.items())
        return f"{self.subject} {self.predicate} {self.object}{said} ({self.status})"

    def fits(self, statement: Statement) -> bool:
        """Whether a statement says this."""
        return (
            self.predicate == statement.predicate
            and self.status in {ANY, statement.status}
            and _names(self.subject, statement.subject, (item.subject_mention for item in statement.evidence))
            and _names(self.object, statement.object, (item.object_mention for item in statement.evidence))
            and all(_same(value, _qualifier(statement, key)) for key, value in self.qualifiers.items())
        )


@dataclass(frozen=True)
class Example:
    """A text of a pack with what it states and what a careless reader would say it states."""

    place: str
    text: str
    year: int | None
    states: tuple[Claim, ...]
    denies: tuple[Claim, ...]
    note: str = ""

    def read(self, known: Pack) -> tuple[Statement, ...]:
        """The statements that extraction makes of the text alone, as of a document of the example's year."""
        date = str(self.year) if self.year else None
        document = Document(id=document_id(self.text.encode()), name="example", language=known.language, date=date, text=self.text)
        return DocumentReader(document, known, authorities()).read().statements

    def failures(self, known: Pack) -> Iterator[str]:
        """What is not as expected, each in a text of its own."""
        read = self.read(known)
        for claim in self.states:
            if not any(map(claim.fits, read)):
                yield self._failure(f"expected {claim}", [one for one in read if one.predicate == claim.predicate] or read)
        for claim in self.denies:
            if found := [one for one in read if claim.fits(one)]:
                yield self._failure(f"expected no {claim}", found)

    def _failure(self, expectation: str, read: Iterable[Statement]) -> str:
        note = f" [{self.note}]" if self.note else ""
        lines = [f"{self.place}: {self.text.strip()!r}{note}", f"  {expectation}"]
        return "\n".join([*lines, *(f"  read {_told(statement)}" for statement in read)] if read else [*lines, "  read nothing"])


def examples(language: str | Pack) -> tuple[Example, ...]:
    """The examples of a pack, or of a language's.

    Raises:
        PackError: there is no such pack, or an example of it is not one; the message names the file and the example.
    """
    known = _pack(language)
    return tuple(_example(f"packs/{known.language}.yaml: example {number}", body) for number, body in enumerate(known.examples, 1))


def failures(language: str | Pack) -> list[str]:
    """What the examples of a pack expect and reading them does not give, as texts for people; an empty list is good."""
    known = _pack(language)
    return [failure for example in examples(known) for failure in example.failures(known)]


def unshown_rules(language: str | Pack) -> list[str]:
    """The relation rules of a language's own pack that no example of it stands on, by name (`nb/leads_bloc/1`)."""
    known = _pack(language)
    shown = shown_rules(known)
    return [rule.name for rule in known.rules if rule.name.startswith(f"{known.language}/") and rule.name not in shown]


def shown_rules(language: str | Pack) -> frozenset[str]:
    """The names of all rules that a statement of some example stands on."""
    known = _pack(language)
    read = (statement for example in examples(known) for statement in example.read(known))
    return frozenset(evidence.rule for statement in read for evidence in statement.evidence)


def _pack(language: str | Pack) -> Pack:
    known = pack(language) if isinstance(language, str) else language
    if known is None:
        raise PackError(f"there is no language pack {language!r}; there are {', '.join(languages())}")
    return known


def _example(place: str, body: Any) -> Example:
    if not isinstance(body, Mapping) or not isinstance(body.get("text"), str):
        raise PackError(f"{place}: is no mapping with a `text`")
    if strange := set(body) - _KEYS:
        raise PackError(f"{place}: unknown key {', '.join(sorted(map(str, strange)))}; an example may have {', '.join(sorted(_KEYS))}")
    year = body.get("year")
    if year is not None and not isinstance(year, int):
        raise PackError(f"{place}: `year` must be a number, not {year!r}")
    states, denies = (tuple(claim_of(claim, place) for claim in body.get(key) or ()) for key in ("states", "denies"))
    if not states and not denies:
        raise PackError(f"{place}: expects nothing; give it `states` or `denies`")
    return Example(place, body["text"], year, states, denies, str(body.get("note", "")))


def claim_of(body: Any, place: str) -> Claim:
    """A claim from its mapping, its short list, or a predicate alone, which means every statement of that predicate."""
    if isinstance(body, str):
        claim = Claim(body, status=ANY)
    else:
        parts = dict(body) if isinstance(body, Mapping) else _spelled(place, body)
        ends = {key: str(parts.pop(key, ANY)) for key in ("subject", "object")}
        predicate, status = str(parts.pop("predicate", "")), str(parts.pop("status", "asserted"))
        claim = Claim(predicate, **ends, status=status, qualifiers={str(key): str(value) for key, value in parts.items()})
    _check(place, claim)
    return claim


def _spelled(place: str, body: Any) -> dict[str, Any]:
    """The mapping that `[subject, predicate, object, {year: 2025}, planned]` is short for."""
    if not isinstance(body, list) or len(body) < 3:
        raise PackError(f"{place}: {body!r} is no claim; write [subject, predicate, object, {{year: 2025}}], a mapping or a predicate")
    parts: dict[str, Any] = dict(zip(("subject", "predicate", "object"), body, strict=False))
    for more in body[3:]:
        parts.update(more if isinstance(more, Mapping) else {"status": more})
    return parts


def _check(place: str, claim: Claim) -> None:
    predicate = vocabulary().predicates.get(claim.predicate)
    if predicate is None:
        raise PackError(f"{place}: no predicate is called {claim.predicate!r}")
    if strange := set(claim.qualifiers) - predicate.qualifiers:
        raise PackError(f"{place}: {claim.predicate} has no qualifier {', '.join(sorted(strange))}")
    if claim.status not in _STATUSES:
        raise PackError(f"{place}: {claim.status!r} is no status; they are {', '.join(sorted(_STATUSES))}")


def _names(end: str, thing: Entity | LiteralValue, mentions: Iterable[str]) -> bool:
    if end == ANY:
        return True
    if isinstance(thing, LiteralValue):
        return _same(end, thing.literal)
    return end == thing.id or fold(end) in {fold(name) for name in (*(name.text for name in thing.names()), *mentions)}


def _qualifier(statement: Statement, key: str) -> object:
    """The value of a qualifier; the bloc's as the thing it is."""
    return getattr(statement.qualifiers, key) if key in Qualifiers.model_fields else None


def _same(expected: str, found: object) -> bool:
    if isinstance(found, Entity):
        return _names(expected, found, ())
    if isinstance(found, int | float):
        return _number(expected) == found
    return found is not None and fold(expected) == fold(str(found))


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _told(statement: Statement) -> str:
    obj = statement.object.id if isinstance(statement.object, Entity) else repr(statement.object.literal)
    said = "".join(f" {key}={value}" for key, value in statement.qualifiers.given().items())
    rules = ", ".join(sorted({item.rule for item in statement.evidence}))
    return f"{statement.subject.id} {statement.predicate} {obj}{said} ({statement.status}) by {rules}"
