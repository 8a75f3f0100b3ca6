"""Corrections: "Issue 10 said that X is the deputy. That is wrong: it is Y." What is taken back is denied, and told of Y instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from .facts import Fact
from .items import BODIES, WHEN, Item, says, words_of
from .timing import OFFICES

Told = Sequence[tuple[Sequence[Item], Sequence[Fact]]]

_OPENING = 6  # items at the beginning of a clause that may call the one before it wrong
_SHORT = 5  # items of a clause that says no more than "it is not"
_STOPS = frozenset({".", ";", ",", ":"})


def as_corrected(told: Told, text: str, now: int | None = None) -> Iterator[Fact]:
    """What sentences told, one after the other: denied where a correction takes it back, and told anew of who it puts in that place.

    What is told anew of a year after `now`, the year of writing, is planned.
    """
    years: dict[str, object] = {}  # of what the sentence before denies, by predicate
    for place, (items, given) in enumerate(told):
        if not given:  # there is nothing to correct
            years = {}
            continue
        facts = given if any(item.type in WHEN for item in items) else [_in_the_year(fact, years) for fact in given]
        following, known = told[place + 1] if place + 1 < len(told) else ((), ())
        years = {}
        if (after := _called_wrong(following) or _set_right(following)) is not None:
            corrected, rest = denied(facts), following[after:]
            years = {
                fact.predicate: fact.qualifiers["year"] for fact in corrected if fact.predicate in OFFICES and "year" in fact.qualifiers
            }
        elif (turn := _turn(items)) is not None:
            at, after = turn
            everything = items[after - 1].has_cue("in_fact")
            taken_back = [fact for fact in facts if everything or fact.end <= items[at].start]
            corrected = [*denied(taken_back), *(fact for fact in facts if fact not in taken_back)]
            rest, known = items[after:], facts
        elif _quotes_an_error(items, facts):  # "An earlier version said X is. It is Y."
            corrected, rest = list(facts), _after_denial(items, facts)
            rest, known = (rest, facts) if _lone_body(rest) is not None else (following, [*facts, *known])
        else:
            corrected, known = list(facts), facts
            rest = _after_denial(items, facts)
        yield from corrected
        for fact in _in_its_place(corrected, rest, known, text):
            yield replace(fact, status="planned") if now is not None and int(fact.qualifiers.get("year") or now) > now else fact


def denied(facts: Iterable[Fact]) -> list[Fact]:
    """The facts, those asserted now denied."""
    return [replace(fact, status="negated") if fact.status == "asserted" else fact for fact in facts]


def _in_the_year(fact: Fact, years: Mapping[str, object]) -> Fact:
    """A fact of an office, in the year of what it corrects: "X was deputy in 2024. That is wrong: Y was deputy"."""
    year = years.get(fact.predicate)
    return replace(fact, qualifiers={**fact.qualifiers, "year": year}) if year is not None and fact.status == "asserted" else fact


def passed_over(item: Item) -> Item | None:
    """The body that was named beside another only to be ruled out: "A, not B"."""
    for place, part in enumerate(item.parts):
        if part.has_cue("negation"):
            return next((one for one in item.parts[place + 1 :] if one.type in BODIES), None)
    return None


def _called_wrong(items: Sequence[Item]) -> int | None:
    """Where a sentence goes on after calling the one before it wrong, None where it does not."""
    for place, item in enumerate(items[:_OPENING]):
        if item.entity is not None:  # "The figure of Unit 3 is wrong" takes nothing back that stood before
            return None
        if item.has_cue("denial"):
            return place + 1 if _says_no_more(items[place + 1 :]) else None
    return _says_it_is_not(items)


def _says_no_more(rest: Sequence[Item]) -> bool:
    """Whether a denial ends its clause: "that is wrong: ..."; "it is not true that B leads" speaks of what follows."""
    if rest and rest[0].type == ",":  # "It is not true, as was written here, that B leads"
        behind = next((rest[place + 1 :] for place in range(1, len(rest)) if rest[place].type == ","), ())
        return not says(behind[:1], "that")
    return not rest or rest[0].type in _STOPS or rest[0].has_cue("and") or rest[0].has_cue("contrast")


def _set_right(items: Sequence[Item]) -> int | None:
    """Where a sentence goes on that puts another name in the place of the one before ("In fact it is B")."""
    return 1 if items and items[0].has_cue("in_fact") and _lone_body(items[1:]) is not None else None


def _quotes_an_error(items: Sequence[Item], facts: Iterable[Fact]) -> bool:
    """Whether a sentence only repeats what was printed before, and an office is among it."""
    return any(fact.predicate in OFFICES and fact.status == "negated" for fact in facts) and says(items, "once_said")


def _says_it_is_not(items: Sequence[Item]) -> int | None:
    """Where a sentence goes on after an "it is not", if it opens so."""
    stop = next((place for place, item in enumerate(items[: _SHORT + 1]) if item.type in _STOPS), None)
    if stop is None:
        return None
    opening = items[:stop]
    spoken_of = says(opening, "it", "that")
    return stop + 1 if spoken_of and says(opening, "negation") and _are_small(opening) else None


def _are_small(items: Sequence[Item]) -> bool:
    return all(item.is_plain for item in items)


def _turn(items: Sequence[Item]) -> tuple[int, int] | None:
    """Where a sentence turns on itself ("we wrote X; in fact Y", "X; that is not true"), and where it goes on."""
    for place, item in enumerate(items):
        if item.type in {";", ","} and says(items[place + 1 : place + 2], "in_fact"):
            return place, place + 2
        if item.type == ";" and (after := _called_wrong(items[place + 1 :])) is not None:
            return place, place + 1 + after
    return None


def _after_denial(items: Sequence[Item], facts: Sequence[Fact]) -> Sequence[Item]:
    """What follows the last denial of an office in a sentence."""
    end = max((fact.end for fact in facts if fact.predicate in OFFICES and fact.status == "negated"), default=None)
    return [item for item in items if end is not None and item.start >= end]


def _in_its_place(corrected: Iterable[Fact], rest: Sequence[Item], known: Iterable[Fact], text: str) -> Iterator[Fact]:
    """The facts taken back, told of the one body that the rest of the correction names: "it was Y", "but Y", "Y is"."""
    named = _lone_body(rest)
    if named is None or named.entity is None or any(fact.start <= named.start < fact.end for fact in known):
        return
    for fact in corrected:
        if fact.status == "negated" and fact.predicate in OFFICES and fact.subject.id != named.entity.id:
            yield replace(
                fact,
                subject=named.entity,
                status="asserted",
                start=named.start,
                end=named.end,
                rule="implied/correction",
                subject_mention=words_of(text, named.start, named.end),
                object_mention="",
            )


def _lone_body(rest: Sequence[Item]) -> Item | None:
    """The only thing that a clause names, with nothing but small words beside it."""
    clause = list(rest)
    while clause and (clause[0].type in _STOPS or clause[0].has_cue("contrast")):
        clause.pop(0)
    stop = next((place for place, item in enumerate(clause) if item.type in {".", ";", ","}), len(clause))
    clause = clause[:stop]
    bodies = [item for item in clause if item.type in BODIES]
    opening = {"name"} if clause and clause[0].start == rest[0].start else set()  # a sentence's first word has a capital: "Richtig ist A"
    small = all(item.type in BODIES | {":", "word"} or item.type.startswith("<") for item in clause[1:])
    small = small and (not clause or clause[0].type in BODIES | {":", "word"} | opening or clause[0].type.startswith("<"))
    refused = says(clause, "negation")
    return bodies[0] if len(bodies) == 1 and small and not refused and len(clause) <= _OPENING else None
