"""Looking on while a document is read: which rule made which mention and which fact. Nobody looks on in a common run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from .chart import Build
from .facts import Fact
from .items import Item
from .pack import Rule
from .patterns import Match


class Watch:
    """Sees nothing; the base of what sees something."""

    def building(self, build: Build) -> Build:
        """What builds mentions, as it is."""
        return build

    def fact(self, rule: Rule, match: Match, fact: Fact) -> None:
        """A rule read a fact in a match."""


UNWATCHED = Watch()


@dataclass(frozen=True)
class Made:
    """A rule, its match, and the item or fact that came of it."""

    rule: Rule
    match: Match
    result: Item | Fact


@dataclass
class Notes(Watch):
    """Keeps what every rule made, by the place where it stands."""

    mentions: dict[tuple[int, int, str], Made] = field(default_factory=dict)
    facts: list[Made] = field(default_factory=list)

    def building(self, build: Build) -> Build:
        """The same builder; what it makes is noted, the last rule where two make the same."""

        def noted(rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
            return self._noted(rule, match, build(rule, match, covered))

        return noted

    def fact(self, rule: Rule, match: Match, fact: Fact) -> None:
        """Note a fact."""
        self.facts.append(Made(rule, match, fact))

    def _noted(self, rule: Rule, match: Match, items: Iterable[Item]) -> Iterator[Item]:
        for item in items:
            self.mentions[item.start, item.end, item.type] = Made(rule, match, item)
            yield item
