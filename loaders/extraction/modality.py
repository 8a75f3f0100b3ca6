"""Status: whether a sentence asserts, plans, requests, proposes or denies what a rule reads in it."""

from __future__ import annotations

from collections.abc import Sequence

from ontology.models import Status

from .items import ACTORS, Item, cues_of, past_articles, says
from .pack import Rule
from .patterns import Match
from .timing import OFFICES

# What comes first here wins where a clause has several: "will not" denies.
_CUES: tuple[tuple[str, Status], ...] = (
    ("negation", "negated"),
    ("request", "requested"),
    ("future", "planned"),
    ("imperative", "planned"),
)


_NAMED = ACTORS | {"place", "person", "holder"}

_MEASURES = frozenset({"word", "name", "number", "figure"})

# These are so at no time in particular: a sentence that plans something else says them as facts.
_TIMELESS = frozenset(
    {"bloc_of", "issued_by", "issued_on", "has_subject", "has_period", "has_deadline", "has_target", "details", "movement_of"}
)


def status_of(rule: Rule, match: Match, items: Sequence[Item]) -> Status | None:
    """The rule's own status where it settles one, else that of the cues in the clause up to the end of the match.

    None where the sentence says nothing to be so: it asks, supposes or passes on a rumour.
    """
    part = _part(match, items)
    denied = says(part, "denial", "once_said")  # "that A leads the bloc is not true"
    if not denied and _leaves_open(match, items, part):
        return None
    settled = rule.details.get("status")
    if settled:
        return settled  # type: ignore[no-any-return]
    if rule.yields in _TIMELESS:
        return said(rule.yields, items[match.first : match.last])
    if denied:
        return "negated"
    if rule.yields in OFFICES and says(items[match.first : match.last], "proposed", "propose"):
        return "proposed"  # "A was nominated as head"
    if "subject" in rule.details.values():
        return said(rule.yields, items[_subject_start(match, items) : _end(match, items)])
    own = _own_cues(rule, match, items)
    if rule.details.get("passive"):  # German "wird" makes the passive here and tells no future
        own = [item for item in own if not item.has_cue("was")]
    return said(rule.yields, own)


def is_only_ahead(match: Match, items: Sequence[Item]) -> bool:
    """Whether "leads the bloc" says of a body but that it does best at something: "A leads the bloc in exports", "with 92 percent".

    "The leading unit of the bloc in productivity" is a noun, and what follows must be one that is nobody's name.
    """
    after = items[match.last : match.last + 3]
    last = items[match.last - 1]
    measures = _MEASURES if _ends_on_verb(last) else {"word", "figure"} if last.type == "head" else frozenset()
    if not measures or not after or not after[0].has_cue("respect"):
        return False
    measure = next((item for item in after[1:] if not item.has_cue("article")), None)
    return measure is not None and measure.type in measures


def _ends_on_verb(last: Item) -> bool:
    """Whether a match ends on a verb and its bloc: "leads the bloc" and no "head of the bloc"."""
    first, second = (*last.parts[:2], last, last)[:2]
    leads = first.has_cue("lead_verb") and second.type == "bloc"  # Norwegian "leder" is a head, but "leder blokken" no noun
    return leads or last.type == "bloc" or says(last.parts, "head_verb", "led")


def said(predicate: str, items: Sequence[Item]) -> Status:
    """The status that the cues among some items give to what they say; what is so at no time in particular is only ever denied."""
    cues = _CUES[:1] if predicate in _TIMELESS else _CUES
    said_here = cues_of(items)
    return next((status for cue, status in cues if cue in said_here), "asserted")


def clause(match: Match, items: Sequence[Item]) -> Sequence[Item]:
    """The items from the last semicolon, colon or contrast ("not A but B") to the end of the match, and a denial right after it."""
    first = match.first
    while first > 0 and items[first - 1].type not in {";", ":"} and not items[first - 1].has_cue("contrast"):
        first -= 1
    return items[first : _end(match, items)]


def _part(match: Match, items: Sequence[Item]) -> Sequence[Item]:
    """The part of the sentence a match stands in: between semicolons, contrasts, and commas that an "and" follows."""
    first = next((place for place in range(match.first, 0, -1) if _parts(items, place - 1)), 0)
    last = next((place for place in range(match.last, len(items)) if _parts(items, place)), len(items))
    return items[first:last]


def _parts(items: Sequence[Item], place: int) -> bool:
    """Whether a new part of the sentence begins at a place."""
    item = items[place]
    if item.type == ",":
        return says(items[place + 1 : place + 2], "and")
    called_wrong = item.type == ":" and place > 0 and items[place - 1].has_cue("denial")  # "that is wrong: B is"
    return item.type == ";" or item.has_cue("contrast") or called_wrong


def _leaves_open(match: Match, items: Sequence[Item], part: Sequence[Item]) -> bool:
    """Whether a sentence is a question, or a match stands under an "if", or among words of hearsay."""
    if items[-1].type == "?" or says(part, "hearsay"):
        return True
    return says(items[_half_start(match, items) : match.last], "if")


def _half_start(match: Match, items: Sequence[Item]) -> int:
    return next((place + 1 for place in range(match.first - 1, -1, -1) if items[place].type == ";"), 0)


def _own_cues(rule: Rule, match: Match, items: Sequence[Item]) -> Sequence[Item]:
    """The clause of a match without what only a clause before it, of a subject of its own, denies or plans.

    "A is no member, and B leads"; "the bloc will meet in May and A launched the movement".
    """
    found = _but_appointing(rule, clause(match, items))
    joint = _joint(match, items)
    if joint is None:
        return found
    kept = {"request"} if rule.yields not in OFFICES or _says_it_is(match, items) else {"request", "future", "imperative"}
    return [item for item in found if item.start > joint.start or item.has_cue_of(kept)]


def _but_appointing(rule: Rule, found: Sequence[Item]) -> Sequence[Item]:
    """A clause without words that ask for work but confer an office: who is charged with leading a bloc leads it."""
    return [item for item in found if not item.has_cue("appoint")] if rule.yields in OFFICES else found


def _says_it_is(match: Match, items: Sequence[Item]) -> bool:
    """Whether a match has a verb of its own: "A will be head, and B deputy" has none for B."""
    return says(items[match.first : match.last], "is")


def _joint(match: Match, items: Sequence[Item]) -> Item | None:
    """The comma before an "and" or a contrast that opens the clause of a match; or the "and" itself, where it joins no two names."""
    comma = next((place for place in range(match.first - 1, -1, -1) if items[place].type == ","), -1)
    if comma >= 0 and says(items[comma + 1 : comma + 2], "and", "contrast"):
        return items[comma]
    place = past_articles(items, match.first - 1, "and")
    if place < 1 or not items[place].has_cue("and") or items[place - 1].type in _NAMED or items[match.first].type not in _NAMED:
        return None
    return items[place] if any(item.type in _NAMED for item in items[:place]) else None


def _subject_start(match: Match, items: Sequence[Item]) -> int:
    """Where the sentence comes to its subject: with the verb before it, in languages that put it there ("In 2026 will the bloc ...")."""
    subject = next((place for place in range(match.first) if items[place].type in ACTORS), 0)
    return max(0, subject - 2)


def _end(match: Match, items: Sequence[Item]) -> int:
    end = match.last
    while end < len(items) and items[end].has_cue("negation"):
        end += 1
    return end
