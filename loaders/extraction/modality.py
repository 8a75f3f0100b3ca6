"""Status: whether a sentence asserts, plans, requests, proposes or denies what a rule reads in it."""

from __future__ import annotations

from collections.abc import Sequence

from ontology.models import Status

from .items import Item
from .pack import Rule
from .patterns import Match

# What comes first here wins where a clause has several: "will not" denies.
_CUES: tuple[tuple[str, Status], ...] = (
    ("negation", "negated"),
    ("request", "requested"),
    ("future", "planned"),
    ("imperative", "planned"),
)


_ACTING = frozenset({"bloc", "unit", "organization", "council", "movement"})

# These are so at no time in particular: a sentence that plans something else says them as facts.
_TIMELESS = frozenset(
    {"bloc_of", "issued_by", "issued_on", "has_subject", "has_period", "has_deadline", "has_target", "details", "movement_of"}
)


def status_of(rule: Rule, match: Match, items: Sequence[Item]) -> Status:
    """The rule's own status where it settles one, else that of the cues in the clause up to the end of the match."""
    settled = rule.details.get("status")
    if settled:
        return settled  # type: ignore[no-any-return]
    if rule.yields in _TIMELESS:
        return said(rule.yields, items[match.first : match.last])
    if any(item.has_cue("denial") for item in _half(match, items)):  # "that A leads the bloc is not true"
        return "negated"
    if "subject" in rule.details.values():
        return said(rule.yields, items[_subject_start(match, items) : _end(match, items)])
    return said(rule.yields, _unsaid_denials(match, items))


def said(predicate: str, items: Sequence[Item]) -> Status:
    """The status that the cues among some items give to what they say; what is so at no time in particular is only ever denied."""
    cues = _CUES[:1] if predicate in _TIMELESS else _CUES
    return next((status for cue, status in cues if any(item.has_cue(cue) for item in items)), "asserted")


def clause(match: Match, items: Sequence[Item]) -> Sequence[Item]:
    """The items from the last semicolon, colon or contrast ("not A but B") to the end of the match, and a denial right after it."""
    first = match.first
    while first > 0 and items[first - 1].type not in {";", ":"} and not items[first - 1].has_cue("contrast"):
        first -= 1
    return items[first : _end(match, items)]


def _half(match: Match, items: Sequence[Item]) -> Sequence[Item]:
    """What stands between the semicolons around a match."""
    first = next((place + 1 for place in range(match.first - 1, -1, -1) if items[place].type == ";"), 0)
    last = next((place for place in range(match.last, len(items)) if items[place].type == ";"), len(items))
    return items[first:last]


def _unsaid_denials(match: Match, items: Sequence[Item]) -> Sequence[Item]:
    """The clause of a match without what only the half of the sentence before the last comma denies ("A is no member, and B leads")."""
    found = clause(match, items)
    comma = next((place for place in range(match.first - 1, -1, -1) if items[place].type == ","), -1)
    if comma < 0 or not any(item.has_cue("and") or item.has_cue("contrast") for item in items[comma + 1 : comma + 2]):
        return found
    return [item for item in found if item.start > items[comma].start or not item.has_cue("negation")]


def _subject_start(match: Match, items: Sequence[Item]) -> int:
    """Where the sentence comes to its subject: with the verb before it, in languages that put it there ("In 2026 will the bloc ...")."""
    subject = next((place for place in range(match.first) if items[place].type in _ACTING), 0)
    return max(0, subject - 2)


def _end(match: Match, items: Sequence[Item]) -> int:
    end = match.last
    while end < len(items) and items[end].has_cue("negation"):
        end += 1
    return end
