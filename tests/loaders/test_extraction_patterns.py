"""Patterns: each form of the pattern language, over sentences of items."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.extraction.items import Item
from loaders.extraction.patterns import Alphabet, CompiledPattern, Match, Pattern, PatternError, slot_of

CUES = ("<head>", "<of|to>", "<and>", "<article>", "<filler>", "<not>")
SIGNS = ",;:.()"


def sentence(spelled: str) -> list[Item]:
    """Items from a short form, `unit , <head> =with word`: types, and after `=` a plain word."""
    tokens = enumerate(spelled.split())
    return [Item("word" if token[0] == "=" else token, place, place + 1, word=token.lstrip("=")) for place, token in tokens]


def compiled(pattern: str, spelled: str) -> tuple[CompiledPattern, str, list[Item]]:
    """The pattern, and a sentence as it sees it."""
    alphabet = Alphabet(CUES)
    announced, items = Pattern(pattern, alphabet), sentence(spelled)
    return announced.compile(), alphabet.spelled(items), items


def matches(pattern: str, spelled: str) -> list[Match]:
    known, text, items = compiled(pattern, spelled)
    return list(known.find(text, items))


def slots(pattern: str, spelled: str) -> list[dict[str, str]]:
    """Of every match, the places that its slots took."""
    return [{name: " ".join(str(item.start) for item in taken) for name, taken in one.slots.items()} for one in matches(pattern, spelled)]


@pytest.mark.parametrize(
    ("pattern", "spelled", "expected"),
    [
        ("{unit}, <head>", "word unit , <head>", [{"unit": "1"}]),
        ("{unit}, <head>", "unit <head>", []),
        ("{unit}, <head>", "place , <head> organization , <head>", [{"unit": "0"}, {"unit": "3"}]),
        ("{x:unit}, <head>", "place , <head>", []),
        ("{x:unit|place} <head>", "place <head>", [{"x": "0"}]),
        ("{bloc} <of> {unit}", "bloc <of|to> unit", [{"bloc": "0", "unit": "2"}]),
        ("{bloc} <to> {unit}", "bloc <of|to> unit", [{"bloc": "0", "unit": "2"}]),
        ("{bloc} <head|to> {unit}", "bloc <of|to> unit bloc <head> unit", [{"bloc": "0", "unit": "2"}, {"bloc": "3", "unit": "5"}]),
        ("{bloc} [<article>] {unit}", "bloc unit bloc <article> unit", [{"bloc": "0", "unit": "1"}, {"bloc": "2", "unit": "4"}]),
        ("{bloc} (<head> | <and>) {unit}", "bloc <and> unit bloc unit", [{"bloc": "0", "unit": "2"}]),
        ("{bloc} with {unit}", "bloc =with unit bloc =without unit bloc word unit", [{"bloc": "0", "unit": "2"}]),
        ("{bloc} With {unit}", "bloc =with unit", [{"bloc": "0", "unit": "2"}]),
        ("{x:word} with {unit}", "=with =with unit", [{"x": "0", "unit": "2"}]),
        ("{bloc} .. {unit}", "bloc word <head> number name unit", [{"bloc": "0", "unit": "5"}]),
        ("{bloc} .. {unit}", "bloc word word word word word unit", []),
        ("{bloc} .. {unit}", "bloc word , word unit", []),
        ("{bloc} .. {unit}", "bloc person unit", []),
        ("{bloc} ... {unit}", "bloc word , person . : word unit", [{"bloc": "0", "unit": "7"}]),
        ("{bloc} ... {unit}", "bloc word ; word unit", []),
        ("{unit+} <head>", "unit , unit <and> <article> unit <head>", [{"unit": "0 2 5"}, {"unit": "2 5"}, {"unit": "5"}]),
        ("{unit+} <head>", "unit word unit <head>", [{"unit": "2"}]),
        ("^ {unit+} <head>", "unit ; unit , <and> unit <head>", [{"unit": "0 2 5"}]),
        ("^ {name:name*} <head>", "name name <head>", [{"name": "0 1"}]),
        ("{unit} \\( <head> \\)", "unit ( <head> )", [{"unit": "0"}]),
        ("^ {unit} $", "unit", [{"unit": "0"}]),
        ("^ {unit} $", "unit word", []),
        ("{t:any} <head>", "person <head> , <head>", [{"t": "0"}]),
        ("{year}", "year date relative_year number", [{"year": "0"}, {"year": "1"}, {"year": "2"}]),
    ],
)
def test_forms_of_the_pattern_language(pattern: str, spelled: str, expected: list[dict[str, str]]) -> None:
    assert slots(pattern, spelled) == expected


def test_a_match_says_what_it_covers() -> None:
    (one,) = matches("{unit}, <head>", "word word unit , <head> word")
    assert (one.first, one.last) == (2, 5)


def test_a_slot_that_took_nothing_is_empty() -> None:
    assert slots("{unit} [<of> {bloc}]", "unit word") == [{"unit": "0", "bloc": ""}]


@pytest.mark.parametrize(
    "pattern", ["{unit} [<head>", "{unit} <head>]", "({unit}", "{unit , <head>", "unit}", "<Head> {unit}", "{unit} * *"]
)
def test_what_can_not_be_read_is_refused_with_the_pattern(pattern: str) -> None:
    with pytest.raises(PatternError) as refused:
        matches(pattern, "unit")
    assert repr(pattern) in str(refused.value)


@pytest.mark.parametrize("pattern", ["[<head>]", "..", "$", "^", "[{unit}]"])
def test_a_pattern_that_may_match_nothing_comes_to_an_end(pattern: str) -> None:
    assert len(matches(pattern, "word , word")) <= 3


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("unit", ("unit", ("unit", "organization", "place"), "")),
        ("unit+", ("unit", ("unit", "organization", "place"), "+")),
        ("giver:unit|place", ("giver", ("unit", "place"), "")),
        ("name:surname|name*", ("name", ("surname", "name"), "*")),
        ("movement", ("movement", ("movement",), "")),
    ],
)
def test_slots(written: str, expected: tuple[str, tuple[str, ...], str]) -> None:
    assert slot_of(written) == expected


PIECES = st.sampled_from(["{unit}", "{bloc+}", "[<of>]", "(<and> | ,)", "..", "...", "<head>", "with", ",", "^", "$"])
ITEMS = st.sampled_from(["unit", "bloc", "word", "=with", "name", "number", *CUES, *SIGNS])


@given(st.lists(PIECES, min_size=1, max_size=5, unique=True), st.lists(ITEMS, max_size=15))
def test_matches_lie_in_the_sentence_and_slots_in_the_match(pieces: list[str], tokens: list[str]) -> None:
    for one in matches(" ".join(pieces), " ".join(tokens)):
        assert 0 <= one.first < one.last <= len(tokens)
        assert all(one.first <= item.start < one.last for taken in one.slots.values() for item in taken)


@given(st.lists(PIECES, min_size=1, max_size=5, unique=True), st.lists(ITEMS, max_size=15))
def test_what_a_pattern_needs_is_there_wherever_it_matches(pieces: list[str], tokens: list[str]) -> None:
    known, text, items = compiled(" ".join(pieces), " ".join(tokens))
    if list(known.find(text, items)):
        assert all(need & frozenset(text) for need in known.needs)
