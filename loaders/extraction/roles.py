"""Facts about posts: which person holds which, in which body, and in which year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.authorities import AuthorityIndex
from ontology.models import Entity

from .context import Context
from .facts import Fact
from .homes import seated
from .items import BODIES, Item
from .meaning import Meaning
from .posts import posts_of

_EMPLOYERS = frozenset({"Organization", "Unit", "Council", "Bloc"})
_SIDES = ("on_side", "on_behalf", "represents")
_SIDE_WORDS = ("there", "honorific", "rank", "article")
_SIDE_SIGNS = frozenset({",", ":"})


class RoleReader:
    """Reads the posts that the sentences of one document give to persons."""

    def __init__(self, context: Context, index: AuthorityIndex, text: str, language: str) -> None:
        self._context = context
        self._index = index
        self._text = text
        self._rule = f"{language}/holds_role"
        self._meaning = Meaning(context, text)

    def read(self, items: Sequence[Item]) -> Iterator[Fact]:
        """One fact for each person and post of a sentence."""
        before: dict[int, Entity] = {}  # by persons, the body of the post named last
        for person, post, sharer in posts_of(items):
            body = self._body(post, sharer, before.get(person.start)) or self._side(post, items)
            if body is not None:
                beside = (sharer.facts["body"] if sharer is not None else None, before.get(person.start))
                body = seated(body, [one for one in beside if one is not None], self._context)
                before[person.start] = body
            if body is None or person.entity is None or post.facts.get("former") or not self._lives(person.entity):
                continue
            self._context.employers[person.entity.id] = body
            qualifiers = {"role": post.facts["role"], "rank": person.facts.get("rank"), "year": self._year(post, items)}
            yield Fact(
                "holds_role",
                person.entity,
                body,
                min(person.start, post.start),
                max(person.end, post.end),
                self._rule,
                qualifiers={key: value for key, value in qualifiers.items() if value is not None},
                subject_mention=self._text[person.start : person.end],
                object_mention=post.facts.get("words") or self._text[post.start : post.end],
            )

    def _body(self, post: Item, sharer: Item | None, before: Entity | None) -> Entity | None:
        """The body a post belongs to: its own, that of a later post of the same chain, or the only one that has such an office.

        `before` is the body of the post before it, whose council "its council" is.
        """
        council = self._meaning.council_of(post, before)
        if council is not None:
            self._context.offices.append(Item("council", post.start, post.end, council))
            return council
        implied = post.facts.get("implied")
        body = self._meaning.body_of(post) or (sharer.facts["body"] if sharer is not None and not implied else None)
        if body is None and implied:
            body = self._context.reconciler.known(implied)
        return body if isinstance(body, Entity) and body.type in _EMPLOYERS else None

    def _side(self, post: Item, items: Sequence[Item]) -> Entity | None:
        """The body on whose side the holder of a post is named that says no body ("on behalf of the Ministry, Deputy Minister X")."""
        at = next((place for place, item in enumerate(items) if item.start <= post.start < item.end), 0) - 1
        while at > 0 and (items[at].type in _SIDE_SIGNS or items[at].has_cue_of(_SIDE_WORDS)):
            at -= 1
        if at < 1 or items[at].type not in BODIES or not items[at - 1].has_cue_of(_SIDES) or post.facts.get("like"):
            return None
        body = self._meaning.entity(items[at])
        return body if body is not None and body.type in _EMPLOYERS else None

    def _lives(self, person: Entity) -> bool:
        """Whether a known person can hold a post in the document's year: reports speak of the great dead by their posts."""
        record = self._index.by_id.get(person.id)
        return record is None or self._context.year is None or record.valid.covers(self._context.year)

    def _year(self, post: Item, items: Sequence[Item]) -> int | None:
        """The document's year; that of the date before it in the sentence where who held the post then is meant ("the then minister")."""
        if not post.facts.get("then"):
            return self._context.year
        dated = [item for item in items if item.type in {"date", "year"} and item.end <= post.start]
        return self._context.year_of(dated[-1]) if dated else None
