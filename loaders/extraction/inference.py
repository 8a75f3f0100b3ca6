"""What facts imply: a head is a member, who hands over was head and who takes over will be, a number's suffix names its issuer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from typing import Any

from ontology.models import Entity, Status

from .context import Context
from .facts import Fact
from .succession import completed

_IMPLIED = 0.75


def implied(facts: Iterable[Fact], context: Context) -> Iterator[Fact]:
    """The facts, each followed by what follows from it."""
    read = list(completed(list(facts)))
    terms = _terms(read)
    blocs = _handed_in(read)
    carried = {fact.object.id for fact in read if fact.predicate == "promotes_movement" and isinstance(fact.object, Entity)}
    for one in read:
        fact = _dated(_of_the_same(one, blocs), terms, context) if one.assumed else one
        yield fact
        for follower in _from(fact, context, carried):
            yield follower
            if follower.predicate == "leads_bloc":
                yield from _membership(follower)


def _handed_in(facts: Iterable[Fact]) -> dict[tuple[str, str], object]:
    """The bloc of the first handover the document tells of between two units."""
    blocs: dict[tuple[str, str], object] = {}
    for fact in facts:
        if fact.predicate == "handed_over_to" and isinstance(fact.object, Entity):
            blocs.setdefault((fact.subject.id, fact.object.id), fact.qualifiers.get("bloc"))
    return blocs


def _of_the_same(fact: Fact, blocs: dict[tuple[str, str], object]) -> Fact:
    """A handover told again without saying when, as captions do, is the one told before, whatever bloc was spoken of since."""
    bloc = blocs.get((fact.subject.id, fact.object.id)) if isinstance(fact.object, Entity) else None
    return replace(fact, qualifiers={**fact.qualifiers, "bloc": bloc}) if bloc is not None else fact


def _terms(facts: Iterable[Fact]) -> dict[tuple[str, str], set[int]]:
    """The years in which units are said to lead blocs, by unit and bloc."""
    terms: dict[tuple[str, str], set[int]] = {}
    for fact in facts:
        if fact.predicate == "leads_bloc" and fact.status != "negated" and isinstance(fact.object, Entity) and fact.qualifiers.get("year"):
            terms.setdefault((fact.subject.id, fact.object.id), set()).add(int(fact.qualifiers["year"]))
    return terms


def _dated(fact: Fact, terms: dict[tuple[str, str], set[int]], context: Context) -> Fact:
    """A handover without years: of the terms the document gives the two; else, at a meeting in the first weeks, of the year before."""
    bloc = fact.qualifiers.get("bloc")
    if bloc is None or not isinstance(fact.object, Entity) or fact.qualifiers.get("from_year") is None:
        return fact
    given = terms.get((fact.subject.id, bloc.id), set())
    taken = {year - 1 for year in terms.get((fact.object.id, bloc.id), set())}
    year = int(fact.qualifiers["from_year"])
    likely = given & taken or taken or given
    if likely:
        year = year if year in likely else max(likely)
    elif context.early:
        year -= 1
    return replace(fact, qualifiers={**fact.qualifiers, "from_year": year, "to_year": year + 1})


def _from(fact: Fact, context: Context, carried: Set[str]) -> Iterator[Fact]:
    if fact.predicate in {"leads_bloc", "deputy_leads_bloc"} and fact.status in {"asserted", "planned"}:
        yield from _membership(fact)
    elif fact.predicate == "handed_over_to" and fact.status == "asserted":
        yield from _leaders(fact, context)
    elif fact.predicate == "movement_of" and isinstance(fact.object, Entity) and fact.subject.id not in carried:
        # Where a document tells who carries a movement, its owner is only its owner.
        yield replace(
            fact,
            predicate="promotes_movement",
            subject=fact.object,
            object=fact.subject,
            rule="implied/owner",
            confidence=_IMPLIED,
            subject_mention=fact.object_mention,
            object_mention=fact.subject_mention,
        )


def _membership(fact: Fact) -> Iterator[Fact]:
    yield replace(fact, predicate="member_of_bloc", rule="implied/member", confidence=min(fact.confidence, _IMPLIED))


def _leaders(fact: Fact, context: Context) -> Iterator[Fact]:
    bloc = fact.qualifiers.get("bloc")
    if bloc is None or not isinstance(fact.object, Entity):
        return
    sides = ((fact.subject, "from_year", fact.subject_mention), (fact.object, "to_year", fact.object_mention))
    for unit, key, mention in sides:
        year = fact.qualifiers.get(key)
        if year is None:
            continue
        status: Status = "planned" if context.now and year > context.now else "asserted"
        qualifiers: dict[str, Any] = {"year": year}
        yield replace(
            fact,
            predicate="leads_bloc",
            subject=unit,
            object=bloc,
            qualifiers=qualifiers,
            status=status,
            rule="implied/handover",
            confidence=0.85,
            subject_mention=mention,
            object_mention="",
        )
