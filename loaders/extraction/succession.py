"""Who gave the rotating flag, or got it, where a sentence names but one of the two: the head of the year before or after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ontology.identifiers import provisional_id
from ontology.models import Entity

from .facts import Fact

# Stand for the heads of the years after and before the one named, until the whole document is read.
NEXT_HEAD = Entity(id=provisional_id("unit", "next head", "next head"), labels={"en": "next head"}, provisional=True)
LAST_HEAD = Entity(id=provisional_id("unit", "last head", "last head"), labels={"en": "last head"}, provisional=True)
_TERMS = frozenset({"handed_over_to", "leads_bloc", "deputy_leads_bloc"})
_STANDING = frozenset({NEXT_HEAD.id, LAST_HEAD.id})

Heads = dict[str, dict[int, dict[str, Entity]]]  # by bloc and year: who leads, by id


def completed(facts: Sequence[Fact]) -> Iterator[Fact]:
    """The facts, handovers with both their ends; those whose other end no year of office tells are left out."""
    told = [fact for fact in facts if fact.predicate == "handed_over_to" and not _STANDING & _ends(fact)]
    heads = _heads(facts)
    for fact in facts:
        if fact.predicate != "handed_over_to" or fact in told:
            yield fact
        elif (whole := _whole(fact, told, heads)) is not None:
            yield whole


def next_term(facts: Sequence[Fact], now: int | None) -> int | None:
    """The year after `now` that facts give an office for or pass it on to, None where none does."""
    given = [fact.qualifiers.get("to_year" if fact.predicate == "handed_over_to" else "year") for fact in facts if fact.predicate in _TERMS]
    return next((int(year) for year in given if year and now is not None and int(year) > now), None)


def _ends(fact: Fact) -> frozenset[str]:
    return frozenset({fact.subject.id, fact.object.id} if isinstance(fact.object, Entity) else {fact.subject.id})


def _heads(facts: Sequence[Fact]) -> Heads:
    """Who is said to lead which bloc in which year."""
    heads: Heads = {}
    for fact in facts:
        if fact.predicate == "leads_bloc" and fact.status != "negated" and isinstance(fact.object, Entity) and fact.qualifiers.get("year"):
            years = heads.setdefault(fact.object.id, {})
            years.setdefault(int(fact.qualifiers["year"]), {})[fact.subject.id] = fact.subject
    return heads


def _whole(fact: Fact, told: Sequence[Fact], heads: Heads) -> Fact | None:
    """A handover with the end it leaves out: that of the same one told in full elsewhere, else by the terms of office."""
    bloc = fact.qualifiers.get("bloc")
    terms = heads.get(bloc.id, {}) if isinstance(bloc, Entity) else {}
    gives = isinstance(fact.object, Entity) and fact.object.id == NEXT_HEAD.id
    named = fact.subject if gives else fact.object
    if not isinstance(named, Entity) or fact.status == "negated":
        return None
    if _ends(fact) <= _STANDING:
        return _by_years(fact, terms)
    same = [one for one in told if (one.subject if gives else one.object) == named]
    if same:
        return replace(fact, subject=same[0].subject, object=same[0].object, qualifiers=same[0].qualifiers, assumed=same[0].assumed)
    other, year = _other(named, terms, 1 if gives else -1)
    if other is None or year is None:
        return None
    subject, receiver = (named, other) if gives else (other, named)
    first = year if gives else year - 1
    return replace(
        fact, subject=subject, object=receiver, qualifiers={**fact.qualifiers, "from_year": first, "to_year": first + 1}, assumed=False
    )


def _by_years(fact: Fact, terms: dict[int, dict[str, Entity]]) -> Fact | None:
    """A handover that names both ends by their offices ("the head of 2025 passed the flag to that of 2026"): who led in these years."""
    ends = [[*terms.get(int(fact.qualifiers.get(key) or 0), {}).values()] for key in ("from_year", "to_year")]
    if any(len(heads) != 1 for heads in ends) or ends[0] == ends[1]:
        return None
    return replace(fact, subject=ends[0][0], object=ends[1][0])


def _other(named: Entity, terms: dict[int, dict[str, Entity]], step: int) -> tuple[Entity | None, int | None]:
    """The only other head a year after (`step` 1) or before (-1) the one named led, and the year that one led; None where that is open."""
    own = [year for year, units in terms.items() if named.id in units]
    for year in own:
        others = [unit for key, unit in terms.get(year + step, {}).items() if key != named.id]
        if len(others) == 1:
            return others[0], year
    rest = [(year, unit) for year, units in terms.items() for key, unit in units.items() if key != named.id]
    if not own and len(rest) == 1:
        return rest[0][1], rest[0][0] - step
    return None, None
