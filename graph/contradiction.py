"""Which statements can't be true together: what the ontology says holds once, and what one source says and another denies.

Nothing is decided here between them; whoever asks gets both, with their sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from ontology.folding import fold
from ontology.identifiers import statement_id
from ontology.models import Entity, LiteralValue, Qualifiers, Statement
from ontology.vocabulary import vocabulary

Kind = Literal["holders", "objects", "figures", "denial"]
Key = tuple[Kind, str, str]  # the kind, the predicate, and what else must agree

_NUMBER = re.compile(r"\d+(?:[.,\s\u00a0]\d+)*")
# Merely asked for or put up for decision: neither claims that it is so.
_CLAIMS = frozenset({"asserted", "planned"})


@dataclass(frozen=True)
class Claim:
    """What a statement says of the things that stand for its ends; `statement` is its id, `obj` the object's id or None."""

    statement: str
    predicate: str
    subject: str
    obj: str | None
    literal: LiteralValue | None
    qualifiers: Qualifiers
    status: str

    @property
    def thing(self) -> str:
        """What a conflict about it is told of: the office for who holds it, else the subject."""
        return self.obj if self.obj and vocabulary().predicates[self.predicate].one_holder_a_year else self.subject


def keys(claim: Claim) -> Iterator[Key]:
    """Under which keys others may contradict it: only what shares a key needs to be compared."""
    predicate, qualifiers = vocabulary().predicates[claim.predicate], claim.qualifiers
    if claim.status in {"asserted", "negated"}:
        yield "denial", claim.predicate, _said(claim)
    if claim.status not in _CLAIMS:
        return
    if predicate.one_holder_a_year and claim.obj and qualifiers.year is not None:
        yield "holders", claim.predicate, f"{claim.obj} {qualifiers.year}"
    if predicate.one_object:
        yield "objects", claim.predicate, claim.subject
    if predicate.one_figure_a_year and (counted := _counted(claim)):
        yield "figures", claim.predicate, f"{claim.subject} {claim.status} {counted}"


def contradict(kind: Kind, one: Claim, other: Claim) -> bool:
    """Whether two claims that share a key of this kind can't both be true."""
    match kind:
        case "denial":
            return one.status != other.status
        case "holders":
            return one.subject != other.subject
        case "objects":
            return not _agree(_object(one), _object(other))
        case "figures":
            return _figure(one) != _figure(other)


def _said(claim: Claim) -> str:
    """The claim without its status."""
    obj: Any = claim.obj or (claim.literal.model_dump(exclude_none=True) if claim.literal else None)
    return statement_id(claim.subject, claim.predicate, obj, claim.qualifiers.given(), "")


def _counted(claim: Claim) -> str:
    """What a figure counts, and when; empty where that is not told, since two figures then need not be of one thing.

    The words beside the number belong to it: "more than 1,500 initiatives" and "1,500 initiatives" are no contradiction.
    """
    literal, qualifiers = claim.literal, claim.qualifiers
    noun = fold(_NUMBER.sub(" ", literal.literal)) if literal else ""
    unit = (literal.unit if literal else None) or qualifiers.unit or ""
    moment = f"{qualifiers.year or ''} {qualifiers.date or ''}".strip()
    return f"{moment} | {unit.casefold().strip()} | {noun}" if moment and (noun or unit) and _figure(claim) else ""


def _figure(claim: Claim) -> str:
    """The number as far as it is known: its value, else its digits."""
    if claim.qualifiers.value is not None:
        return repr(claim.qualifiers.value)
    return "".join(re.findall(r"\d", claim.literal.literal)) if claim.literal else ""


def _object(claim: Claim) -> str:
    return claim.obj or (claim.literal.literal.strip() if claim.literal else "")


def _agree(one: str, other: str) -> bool:
    """Equal, or one of them only less exact: `2024-12` does not contradict `2024-12-22`."""
    return one == other or one.startswith(f"{other}-") or other.startswith(f"{one}-")


def clashes(claims: Iterable[Claim]) -> list[tuple[Key, list[Claim]]]:
    """Groups of claims that can't all be true, by key; each claim in a group contradicts at least one other of it."""
    groups: dict[Key, list[Claim]] = {}
    for claim in claims:
        for key in keys(claim):
            groups.setdefault(key, []).append(claim)
    found = [(key, _at_odds(key[0], group)) for key, group in sorted(groups.items())]
    return [(key, group) for key, group in found if group]


def _at_odds(kind: Kind, group: list[Claim]) -> list[Claim]:
    return [claim for claim in group if any(contradict(kind, claim, other) for other in group)]


def claim_of(statement: str, said: Statement) -> Claim:
    """The claim of the statement of this id; `said` is what it says of the things that stand for its ends."""
    literal = said.object if isinstance(said.object, LiteralValue) else None
    obj = said.object.id if isinstance(said.object, Entity) else None
    return Claim(statement, said.predicate, said.subject.id, obj, literal, said.qualifiers, said.status)
