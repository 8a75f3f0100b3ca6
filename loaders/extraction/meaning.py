"""What an item means in its document: the thing, date, figure or text it stands for once context has had its say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ontology.models import Entity, LiteralValue
from ontology.vocabulary import vocabulary

from .composing import composed
from .context import Context
from .figures import measured
from .items import Item, says, words_of
from .known_blocs import before
from .succession import LAST_HEAD, NEXT_HEAD
from .titles import award_labels

_OWNERS = frozenset({"Organization", "Unit"})  # that have councils
_LISTED = 120  # characters from the end of one name of a list to the next


def _are_listed(named: Sequence[Item], text: str) -> bool:
    """Whether the last two things named, of which the later comes first, are two of one list: near each other in a paragraph."""
    between = text[named[1].end : named[0].start] if len(named) > 1 and named[0].entity != named[1].entity else "\n"
    return len(between) < _LISTED and "\n" not in between


class Meaning:
    """Settles items by the context of one document."""

    def __init__(self, context: Context, text: str) -> None:
        self._context = context
        self._text = text
        self.issuers: dict[int, Entity] = {}  # of documents, by where they are named: "Resolution 68 of the Politburo"
        self._settlers: dict[str, Callable[[Item], Entity | None]] = {
            "bloc": context.bloc_entity,
            "membership": context.bloc_entity,
            "movement": self._named_before,
            "award": self._award,
            "resolution": lambda item: context.resolution_entity(item, self.issuers.get(item.start)),
            "post": self.body_of,
            "next_head": lambda _item: NEXT_HEAD,
            "last_head": lambda _item: LAST_HEAD,
            "holder": self._holder,
            "event": self._event,
            "person": self._person,
        }

    def entity(self, item: Item) -> Entity | None:
        """The thing an item means."""
        settle = self._settlers.get(item.type)
        if settle is not None:
            return settle(item)
        if item.entity is None and item.facts.get("like"):  # "the Ministry": the one named last
            return self._context.like(item.facts["like"], item.start)
        return item.entity

    def _named_before(self, item: Item) -> Entity | None:
        """A movement or award, "the same" one being the one named last."""
        if not item.facts.get("anaphor"):
            return item.entity
        spoken_of = self._context.movements if item.type == "movement" else self._context.awards
        named = [one for one in before(spoken_of, item.start) if one.entity is not None]
        if item.type == "movement" and not says(item.flat(), "said", "latter") and _are_listed(named[:2], self._text):
            # "the movement", where several were just listed, is none of them but what the text is about; "the said one" is the last
            return named[-1].entity
        return named[0].entity if named else None

    def _award(self, item: Item) -> Entity | None:
        """An award; one named by its kind alone is that of who is spoken of ("its flag"), or the only one of its kind in the document."""
        if item.facts.get("anaphor") or not item.facts.get("bare"):
            return self._named_before(item)
        if item.facts.get("own") or item.facts.get("by") is not None:
            return self._granted_by(item) or item.entity
        kind = item.facts["cue"].get("kind")
        same = {
            one.entity.id: one.entity
            for one in self._context.awards
            if one.entity is not None and not one.facts.get("bare") and one.facts.get("cue", {}).get("kind") == kind is not None
        }
        return next(iter(same.values())) if len(same) == 1 else item.entity

    def _granted_by(self, item: Item) -> Entity | None:
        """The award of the body that its words mean ("the Ministry's flag"); of one named just before ("its flag") where it is known."""
        told = item.facts.get("by")
        body = told or next(before(self._context.bodies, item.start), None)
        grantor = self.entity(body) if body is not None else None
        labels, reconciler = award_labels(item.facts["cue"], grantor), self._context.reconciler
        known = next((one for label in labels.values() if (one := reconciler.named("award", label)) is not None), None)
        if known is not None or told is None or grantor is None or not (labels or told.facts.get("short")):
            return known
        return reconciler.thing("award", str(item.facts.get("name", "")), f"{item.facts['cue'].get('kind')}/{grantor.id}", **labels)

    def _current_bloc(self, item: Item) -> Entity | None:
        bloc = self._context.current_bloc(item.start)
        return self._context.bloc_entity(bloc) if bloc is not None else None

    def _holder(self, item: Item) -> Entity | None:
        held = self._context.holders.get((item.facts["role"], item.facts["implied"]))
        if held is not None:
            return held.entity
        office = next((part.facts["office"] for part in item.flat() if "office" in part.facts), None)
        if office is not None:  # nobody is named: the office itself, where it acts for itself
            return self._context.reconciler.known(str(office))
        body = self._context.reconciler.known(item.facts["implied"])
        named = f"{self.mention(item)} {next(iter(body.labels.values()))}"
        return self._context.reconciler.named("organization", self.mention(item)) or self._context.reconciler.named("organization", named)

    def _person(self, item: Item) -> Entity | None:
        """A person; one called by the last name alone ("Mr Kien") is who was named in full before."""
        name = str(item.facts.get("name", ""))
        if not name or " " in name:
            return item.entity
        named = (one for one in before(self._context.persons, item.start) if one.entity is not None)
        return next((one.entity for one in named if str(one.facts.get("name", "")).endswith(f" {name}")), item.entity)

    def _event(self, item: Item) -> Entity | None:
        """An event is its bloc's, else the council's; one without either is the document's own."""
        holder = self._current_bloc(item)
        if holder is None and self._context.councils:
            holder = self._context.councils[0].entity
        return item.entity or self._context.event(str(item.facts.get("value", "conference")), holder, self._context.year)

    def body_of(self, post: Item) -> Entity | None:
        """The body a post belongs to: named with it, or meant by its kind alone ("deputy commander of the Region")."""
        body, like = post.facts.get("body"), post.facts.get("like")
        if body is None and post.facts.get("council"):  # "a standing member": of the council spoken of
            return next((one.entity for one in before(self._context.councils, post.start)), None)
        return body if isinstance(body, Entity) or not like else self._context.like(like, post.start)

    def council_of(self, post: Item, owner: Entity | None) -> Entity | None:
        """The council of an `owner` that a post in "its council" belongs to; without an owner, that of the body named last.

        So does one in "the council of the Ministry", where that is the body of the post before.
        """
        kind = next((part for part in post.parts if part.has_cue("council_kind")), None)
        if kind is None or not says(post.parts, "possessive", "granting_body"):
            return None
        granting = next((part for part in post.parts if part.has_cue("granting_body")), None)
        if granting is not None:
            owner = self._context.like(str(granting.facts["like"]), post.start) or owner
        owner = owner or next((one.entity for one in before(self._context.bodies, post.start) if one.entity is not None), None)
        if owner is None or owner.type not in _OWNERS:
            return None
        name = owner.labels.get("en") or next(iter(owner.labels.values()))
        return composed(self._context.reconciler, kind.facts, owner, name, self.mention(kind))

    def standing_for(self, item: Item) -> Item:
        """The body a person or a post belongs to, as an item in its place ("Colonel X, rector of Y, received the flag").

        A person named without a post belongs where the text placed them before.
        """
        for part in item.flat() if item.type in {"person", "post"} else ():
            body = self.body_of(part) if part.type == "post" else None
            if body is not None:
                return Item("unit", item.start, item.end, body)
        person = self._person(item) if item.type == "person" else None
        employer = self._context.employers.get(person.id) if person is not None else None
        return Item("unit", item.start, item.end, employer) if employer is not None else item

    def value(self, predicate: str, item: Item) -> Entity | LiteralValue | None:
        """The object an item stands for under a predicate: a thing, or a date, a period, a figure, a text."""
        if vocabulary().predicates[predicate].datatype is None:
            return self.entity(item)
        if item.type == "date":
            return LiteralValue(literal=self.dated(item), datatype="date")
        if item.type == "period":
            return LiteralValue(literal=f"{item.facts['start']}-{item.facts['end']}")
        words = self.mention(item)
        return LiteralValue(literal=words, unit=self.figure(item).get("unit")) if words else None

    def dated(self, item: Item) -> str:
        """The date, a day without a year in the document's year."""
        date = str(item.facts["date"])
        return f"{self._context.year}{date[1:]}" if date.startswith("--") and self._context.year else date

    def figure(self, item: Item) -> dict[str, Any]:
        """`value` and `unit` of a figure."""
        return measured(item)

    def mention(self, item: Item) -> str:
        """The words that name it here: of a movement or award its name alone."""
        name = item.facts.get("name") if item.type in {"movement", "award"} else None
        return str(name) if name else words_of(self._text, item.start, item.end)
