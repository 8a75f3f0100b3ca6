"""What a bloc is a bloc of: in one of provincial police "Lang Son" leads, hands over and is a member as the police of Lang Son."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from ontology.models import Entity

from .composing import ACTING, PLACES, composed
from .context import Context
from .facts import Fact
from .items import Item
from .names import is_place
from .pack import Pack
from .timing import OFFICES

Kind = Mapping[str, Any]

# What one says of a member by its place's name alone, in a report on its bloc.
_TOLD = frozenset({"awarded", "participated_in", "promotes_movement", "launched", "implements", "leads_task"})


class BlocKinds:
    """The kinds of body that the blocs of one document are made of.

    It is what the bloc is said to be a bloc of, else what those of its members are that are named in full, else what its owner has
    in every province; None where members are of several kinds. In a bloc of provinces a province's committee acts for the province.
    """

    def __init__(self, facts: Sequence[Fact], context: Context, pack: Pack) -> None:
        self._context = context
        self._pack = pack
        self._said = {bloc.id: kind for item in context.blocs if (kind := _described(item)) and (bloc := context.bloc_entity(item))}
        self._members: dict[str, dict[str, Kind]] = {}
        for fact in facts:
            if (bloc := _bloc_of(fact)) is not None:
                self._note(bloc, fact)

    def _note(self, bloc: Entity, fact: Fact) -> None:
        ends = (fact.subject, fact.object) if fact.predicate == "handed_over_to" else (fact.subject,)
        for end in ends:
            kind = self._kind_of(end) if isinstance(end, Entity) else None
            if kind is not None and kind.get("kind"):
                self._members.setdefault(bloc.id, {})[str(kind["kind"])] = kind

    def _kind_of(self, body: Entity) -> Kind | None:
        return {"kind": "province"} if is_place(body.id) else self._context.kinds.get(body.id)

    def of(self, bloc: Entity) -> Kind | None:
        """What the places named as a bloc's members stand for."""
        members = self._members.get(bloc.id, {})
        bodies = [kind for name, kind in members.items() if name not in PLACES | ACTING]
        if bloc.id in self._said or len(bodies) > 1:
            return self._said.get(bloc.id)
        local = self._context.reconciler.local_kind(self._context.owners.get(bloc.id))
        return (
            bodies[0] if bodies else _kinds(self._pack).get(local or "") or next((members[one] for one in PLACES if one in members), None)
        )


def of_their_kinds(facts: Sequence[Fact], context: Context, pack: Pack) -> Iterator[Fact]:
    """The facts, with the bodies that are meant for the places named, where one kind of body makes up the bloc."""
    kinds = BlocKinds(facts, context, pack)
    meant: dict[str, list[Kind]] = {}
    for fact in facts:
        bloc = _bloc_of(fact)
        kind = kinds.of(bloc) if bloc is not None else None
        if kind is not None and kind not in meant.setdefault(fact.subject.id, []):
            meant[fact.subject.id].append(kind)
    for fact in facts:
        bloc = _bloc_of(fact)
        told = meant.get(fact.subject.id, []) if fact.predicate in _TOLD else []
        kind = kinds.of(bloc) if bloc is not None else told[0] if len(told) == 1 else None
        settled = _settled(fact, kind, context) if kind is not None else fact
        if not any(isinstance(end, Entity) and context.unsettled.get(end.id) for end in (settled.subject, settled.object)):
            yield settled


def _settled(fact: Fact, kind: Kind, context: Context) -> Fact:
    fact = replace(fact, subject=_body(fact.subject, kind, context))
    if fact.predicate == "handed_over_to" and isinstance(fact.object, Entity):
        fact = replace(fact, object=_body(fact.object, kind, context))
    return fact


def _body(entity: Entity, kind: Kind, context: Context) -> Entity:
    """The body of a kind at a place; what is no place stays what it is."""
    made_of = context.kinds.get(entity.id, {}).get("kind")
    if kind["kind"] in PLACES:
        return context.seats.get(entity.id, entity) if made_of in ACTING else entity
    if not (is_place(entity.id) or entity.id in context.unsettled or made_of in PLACES):
        return entity
    return composed(context.reconciler, kind, entity, next(iter(entity.labels.values())))


def _bloc_of(fact: Fact) -> Entity | None:
    bloc = fact.object if fact.predicate in OFFICES else fact.qualifiers.get("bloc") if fact.predicate == "handed_over_to" else None
    return bloc if isinstance(bloc, Entity) else None


def _described(bloc: Item) -> Kind | None:
    """The kind of body that a bloc's own words name: "the cluster of labour federations of the south-east"."""
    kinds = [part.facts for part in bloc.parts if part.type[0] == "<" and part.facts.get("kind")]
    return next((kind for kind in kinds if kind["kind"] not in PLACES), next(iter(kinds), None))


@cache
def _kinds(pack: Pack) -> Mapping[str, Kind]:
    """The kinds of bodies a language has words for, by what they are called in all."""
    found: dict[str, Kind] = {}
    for entry in pack.cues:
        if "unit_kind" in entry.type.strip("<>").split("|") and entry.facts.get("kind"):
            found.setdefault(str(entry.facts["kind"]), entry.facts)
    return found
