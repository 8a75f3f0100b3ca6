"""The head and foot of an official document: who issues it, its number, the day, what it is about, who signs, each in a line of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from loaders.reconciliation import Reconciler
from ontology.models import Entity, LiteralValue

from .composing import composed
from .facts import Fact
from .items import Item, words_of
from .lines import Line
from .ownership import may_issue

_HEAD = 8  # lines in which a letterhead names its number
_AFTER = 6  # lines after the number in which it says when and what about
_SHORT = 5  # items of such a line
_FOOT = 12  # lines in which it is signed
_NAMED = frozenset({"person", "name", "surname"})
_LONGEST_NAME = 5  # items
_GAP = 3  # characters between two columns: the issuer stands on the left, the date and who signs on the right


class Letterhead:
    """Reads the letterhead and the signature of one document."""

    def __init__(self, reconciler: Reconciler, text: str, language: str) -> None:
        self._reconciler, self._text, self._rule = reconciler, text, f"{language}/letterhead"

    def read(self, lines: Sequence[Line], year: int | None) -> Iterator[Fact]:
        """What the lines say of the document; nothing where no line at the head is its number alone. `year`: that of the document."""
        place = next((place for place, line in enumerate(lines[:_HEAD]) if _numbered(_columns(line)[0]) is not None), None)
        number = _numbered(_columns(lines[place])[0]) if place is not None else None
        if place is None or number is None or number.entity is None:
            return
        head = _Head(number, number.entity, self._text, self._rule)
        dated = list(head.issued_on([part for line in lines[place : place + _AFTER] for part in _columns(line)]))
        issuer = self._issuer([_columns(line)[0] for line in lines[:place]])
        if issuer is not None and issuer.entity is not None:
            yield head.issued_by(issuer, issuer.entity)
            signed = [columns[-1] for line in lines[-_FOOT:] if len(columns := _columns(line)) > 1 or not line.mark]
            yield from self._signed(signed, issuer.entity, int(dated[0].qualifiers["date"][:4]) if dated else year)
        yield from dated
        yield from head.has_subject(lines[place + 1 : place + 1 + _AFTER])

    def _issuer(self, before: Sequence[Line]) -> Item | None:
        """The body that stands alone in a line, the one nearest before the number: departments stand under their ministry.

        Of a province its kind may stand in a line of its own, over the place.
        """
        alone = [line.items[0] if len(line.items) == 1 else None for line in before]
        for place in range(len(alone) - 1, -1, -1):
            item, over = alone[place], alone[place - 1] if place else None
            if item is not None and may_issue(item):
                return item
            if item is not None and item.type == "place" and over is not None and over.has_cue("unit_kind") and over.facts.get("kind"):
                words = f"{self._text[over.start : over.end]} {self._text[item.start : item.end]}"
                body = composed(self._reconciler, over.facts, item.entity, self._text[item.start : item.end], words)
                return Item("unit", over.start, item.end, body)
        return None

    def _signed(self, foot: Sequence[Line], body: Entity, year: int | None) -> Iterator[Fact]:
        """Who signs for the body: a post that stands alone, and the name under it."""
        for line, below in pairwise(foot):
            if len(line.items) == 1 and line.items[0].type == "post" and line.items[0].facts.get("body") is None and _is_name(below):
                post, name = line.items[0], self._text[below.items[0].start : below.end]
                person = below.items[0].entity or self._reconciler.thing("person", name if not name.isupper() else name.title())
                qualifiers = {"role": post.facts["role"], "year": year} if year is not None else {"role": post.facts["role"]}
                words = self._text[post.start : post.end]
                yield Fact("holds_role", person, body, post.start, below.end, self._rule, "asserted", qualifiers, 0.8, name, words)


class _Head:
    """The facts about one numbered document."""

    def __init__(self, number: Item, document: Entity, text: str, rule: str) -> None:
        self._number, self._document, self._text, self._rule = number, document, text, rule

    def issued_by(self, body: Item, issuer: Entity) -> Fact:
        """The body over the number."""
        return self._fact("issued_by", issuer, body, body.start)

    def issued_on(self, after: Sequence[Line]) -> Iterator[Fact]:
        """The full date of a short line: "Hue, 8 January 2026"."""
        dates = (item for line in after if len(line.items) <= _SHORT for item in line.items if item.type == "date")
        full = next((item for item in dates if not str(item.facts["date"]).startswith("--")), None)
        if full is not None:
            day = str(full.facts["date"])
            yield self._fact("issued_on", LiteralValue(literal=day, datatype="date"), full, self._number.start, date=day)

    def has_subject(self, after: Sequence[Line]) -> Iterator[Fact]:
        """The rest of a line that begins with an "on", "concerning"."""
        line = next((line for line in after if len(line.items) > 1 and line.items[0].has_cue("about")), None)
        if line is not None:
            words = Item("text", line.items[1].start, line.end)
            literal = words_of(self._text, words.start, words.end)
            yield self._fact("has_subject", LiteralValue(literal=literal), words, line.items[0].start)

    def _fact(self, predicate: str, obj: Entity | LiteralValue, end: Item, start: int, **qualifiers: str) -> Fact:
        last = max(end.end, self._number.end) if predicate != "has_subject" else end.end
        mentions = (self._words(self._number), self._words(end))
        return Fact(predicate, self._document, obj, start, last, self._rule, "asserted", dict(qualifiers), 0.85, *mentions)

    def _words(self, item: Item) -> str:
        return words_of(self._text, item.start, item.end)


def _columns(line: Line) -> list[Line]:
    """A line, or what stands side by side in it."""
    for place, (item, after) in enumerate(pairwise(line.items), 1):
        if after.type == "|" or after.start - item.end >= _GAP:
            beside = tuple(one for one in line.items[place:] if one.type != "|")
            if beside:
                return [replace(line, items=line.items[:place]), replace(line, start=beside[0].start, items=beside)]
    return [line]


def _is_name(line: Line) -> bool:
    """Whether a line is a person's name and nothing else."""
    if len(line.items) == 1:
        return line.items[0].type == "person"
    return 1 < len(line.items) <= _LONGEST_NAME and all(item.type in _NAMED for item in line.items)


def _numbered(line: Line) -> Item | None:
    """The document of a line that holds its number and no more than a word before it ("No.: 47/QĐ-UBND")."""
    found = [item for item in line.items if item.type == "resolution"]
    return found[0] if len(found) == 1 and len(line.items) <= _SHORT and found[0] is line.items[-1] and "key" in found[0].facts else None
