"""Figures reported as reached: which movement or body they are the result of."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .context import Context
from .facts import Fact
from .items import WHEN, YEARS, Item, says
from .relations import RelationReader
from .view import Sentence, fold_text

_BODIES = frozenset({"organization", "unit", "council", "bloc"})
_OPENING = 3  # items in which a sentence says of which year all it counts is
_STEM = 5  # characters by which words of one stem agree
_NEAR = 1  # paragraphs back in which a movement may be named that figures without a subject belong to

Read = tuple[Sentence, Sequence[Item]]


class ResultReader:
    """Reads results sentence by sentence; movements named before stay in mind until the next paragraph but one."""

    def __init__(self, context: Context, relations: RelationReader, language: str) -> None:
        self._context = context
        self._relations = relations
        self._rule = f"{language}/has_result"
        self._movements: list[Item] = []
        self._paragraph = 0
        self._opened: tuple[int, int | None] = (-1, None)

    def read(self, sentences: Iterable[Read], years: Mapping[int, int]) -> Iterator[Fact]:
        """The result facts of a document; `years` by paragraph, where each has its own."""
        for sentence, items in sentences:
            self._context.year = years.get(sentence.paragraph, self._context.year)
            if sentence.paragraph > self._paragraph + _NEAR:
                self._movements = []
            yield from self._sentence(items, sentence.paragraph)
            named = [item for item in items if item.type == "movement"]
            if named:
                self._movements, self._paragraph = named, sentence.paragraph

    def _sentence(self, items: Sequence[Item], paragraph: int) -> Iterator[Fact]:
        if says(items, "if", "hearsay"):  # "say a bloc had twelve members"
            return
        clauses = list(_split(items))
        opening = self._opening(items, paragraph)
        for number, clause in enumerate(clauses):
            figures = [item for item in clause if item.type == "figure"]
            if not figures or not _says_reached(clause) or any(map(_plans, _main(clause))):
                continue
            for figure in _reached(figures, clause):
                subject = self._subject(clause, items, figure, number, len(clauses))
                if subject is not None:
                    yield from self._fact(subject, figure, clause, opening)

    def _opening(self, items: Sequence[Item], paragraph: int) -> int | None:
        """The year that a sentence opens with, or one before it in the paragraph: what is counted then is of that year."""
        where = items if items[-1:] and items[-1].type == "?" else items[:_OPENING]  # "What was done in 2024?"
        said = next((self._context.year_of(item) for item in where if item.type in YEARS), None)
        if said is not None and said <= (self._context.now or said):
            self._opened = (paragraph, said)
        return self._opened[1] if self._opened[0] == paragraph else None

    def _subject(self, clause: Sequence[Item], items: Sequence[Item], figure: Item, number: int, of: int) -> Item | None:
        """The body that did it, else the movement of the sentence, else the movements named before: one a clause, in their order."""
        if _is_of_saying(clause, figure):
            return None
        here = [item for item in items if item.type == "movement" and item.start < figure.start]
        if here:
            return here[-1]
        bodies = [item for item in clause if item.type in _BODIES and item.end <= figure.start]
        if bodies:
            return bodies[0]
        under = [item for item in clause if item.type == "movement" and not item.facts.get("anaphor")]
        if under:  # "the members saved 38 kWh under the movement X"
            return under[0]
        if not self._movements:
            return None
        called = [item for item in self._movements if _is_called_after(item, figure)]
        if called:  # "1,316 open lessons" are of the movement "One lecturer, one lesson"
            return called[0]
        return self._movements[min(number, len(self._movements) - 1)] if of > 1 else self._movements[0]

    def _said(self, figure: Item, clause: Sequence[Item]) -> int | None:
        """The year a clause says its figures are of; not that in which something was launched, nor one to come."""
        colon = max((item.start for item in clause if item.type == ":" and item.start < figure.start), default=-1)
        kinds = {"relative_year"} if says(clause, "launch") else WHEN
        said = (self._context.year_of(item) for item in clause if item.type in kinds and item.start > colon)
        return next((year for year in said if year is not None and year <= (self._context.now or year)), None)

    def _fact(self, subject: Item, figure: Item, clause: Sequence[Item], opening: int | None) -> Iterator[Fact]:
        entity, value = self._relations.meaning.entity(subject), self._relations.meaning.value("has_result", figure)
        if entity is None or value is None or entity.type == "Event":
            return
        if entity.type == "Bloc" and says(figure.flat(), "counted", "member_noun"):  # of how many units it consists is no result
            return
        qualifiers = self._relations.meaning.figure(figure)
        year = self._said(figure, clause) or opening or self._context.reviewed or self._context.year
        if year is not None:
            qualifiers["year"] = year
        yield Fact("has_result", entity, value, clause[0].start, clause[-1].end, self._rule, "asserted", qualifiers, 0.75)


def _is_of_saying(clause: Sequence[Item], figure: Item) -> bool:
    """Whether a figure is a programme's or a model's, which its clause opens with: "Under the motto X, 12 talks were held"."""
    named = [item for item in clause if item.type in {"saying", "movement"} and item.start < figure.start]
    return bool(named) and named[0].type == "saying" and clause.index(named[0]) <= _OPENING


def _is_called_after(movement: Item, figure: Item) -> bool:
    """Whether what a figure counts is named by a movement, whatever its ending."""
    noun = fold_text(str(figure.facts.get("noun", "")))[:_STEM]
    return len(noun) == _STEM and noun in fold_text(str(movement.facts.get("name", "")))


def _says_reached(clause: Sequence[Item]) -> bool:
    """Whether a clause tells of something reached, and not only that a movement was launched "to build 3,000 wells"."""
    told = [item for item in clause if item.type in {"movement", "figure"} or item.has_cue("reached")]
    launching = (one.has_cue("launch") and what.type == "movement" for one, what in itertools.pairwise([*told, *told[-1:]]))
    return any(item.has_cue("reached") and not launches for item, launches in zip(told, launching, strict=True))


def _main(clause: Sequence[Item]) -> Sequence[Item]:
    """A clause up to what is said beside it of the body that counted ("100 houses were built, said the Ministry, which is to report")."""
    figures = [place for place, item in enumerate(clause) if item.type == "figure"]
    aside = (place for place in range(figures[-1], len(clause) - 1) if clause[place].type == "," and clause[place + 1].has_cue("which"))
    return clause[: next(aside, len(clause))]


def _plans(item: Item) -> bool:
    """Whether a word tells of the future; one that makes the passive as well (German `wird`) does not beside a participle."""
    return item.has_cue("future") and not item.has_cue("was")


def _aimed_at(figure: Item, clause: Sequence[Item]) -> bool:
    """Whether a target is spoken of before a figure: it and those after it are aims."""
    return any((item.has_cue("target") or item.has_cue("aim")) and item.start < figure.start for item in clause)


def _reached(figures: Sequence[Item], clause: Sequence[Item]) -> Iterable[Item]:
    """The figures before one that is aimed at, but for counts of what is no result: members, delegates, copies."""
    before = itertools.takewhile(lambda figure: not _aimed_at(figure, clause), figures)
    return (figure for figure in before if not _is_mere_count(figure, clause))


def _is_mere_count(figure: Item, clause: Sequence[Item]) -> bool:
    """Whether a figure says but how many belong to something or sat there: "12 delegates", "the bloc consists of 9 units"."""
    before = [item for item in clause if item.end <= figure.start]
    return says(figure.parts, "uncounted") or bool(before and before[-1].has_cue("comprises"))


def _split(items: Sequence[Item]) -> Iterator[list[Item]]:
    """The clauses between semicolons."""
    clause: list[Item] = []
    for item in items:
        if item.type == ";":
            if clause:
                yield clause
            clause = []
        else:
            clause.append(item)
    if clause:
        yield clause
