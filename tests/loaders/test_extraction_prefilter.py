"""Rules that a sentence can't meet are left out; never one that it meets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.extraction.pack import Pack, languages, pack
from loaders.extraction.patterns import Alphabet, Pattern


def known(language: str) -> Pack:
    found = pack(language)
    assert found
    return found


@pytest.mark.parametrize("language", languages())
@given(data=st.data())
def test_a_rule_is_never_left_out_of_a_sentence_that_meets_it(language: str, data: st.DataObject) -> None:
    every = known(language)
    rules = data.draw(st.sampled_from([*every.layers, every.folds, every.skips, every.rules]))
    rule = data.draw(st.sampled_from(list(rules)))
    spelled = data.draw(st.from_regex(rule.pattern.expression))
    assert rule.name in {fitting.name for fitting in rules.fitting(every.sieve.met(spelled))}


@pytest.mark.parametrize(
    ("source", "needed"),
    [
        ("{unit:unit} , <head>", ["unit", ",", "<head>"]),
        ("[<article>] <head>", ["<head>"]),
        ("(<head> | {unit:unit} <of>) <in>", ["<in>"]),
        ("{name:any} .. <head>", ["<head>"]),
        ("<head> | <in>", []),
        ("[<head>]", []),
        ("with <head>", ["=with", "<head>"]),
    ],
)
def test_what_a_pattern_needs(source: str, needed: list[str]) -> None:
    alphabet = Alphabet()
    needs = Pattern(source, alphabet).compile().needs
    assert {frozenset(alphabet.of(key)) for key in needed} <= set(needs)
    assert all(len(need) > 1 for need in set(needs) - {frozenset(alphabet.of(key)) for key in needed})


def test_most_rules_are_left_out_of_a_plain_sentence() -> None:
    rules = known("vi").rules
    assert not rules.fitting(known("vi").sieve.met(known("vi").alphabet.of("word")))
