"""The text as rules see it: one offset for source and view, sentences, tokens, lexicons."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.extraction.items import Item, overlay
from loaders.extraction.lexer import Entry, Lexed, Lexicon, normal
from loaders.extraction.view import TextView, fold_text

VIETNAMESE = "Quân đoàn 34 đã bàn giao cờ luân lưu cho Bộ Tư lệnh 86."
TEXTS = st.text(st.one_of(st.sampled_from("aăâeệự́ớđØøİẞ \u00a0\ufeff\r\n.\u0301"), st.characters(codec="utf-8")), max_size=80)
SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 8)), max_size=12)


def sentences(text: str, *abbreviations: str, ordinal_dot: bool = False, openers: frozenset[str] = frozenset()) -> list[str]:
    view = TextView(text)
    return [view.text[one.start : one.end] for one in view.sentences(frozenset(abbreviations), ordinal_dot, openers)]


# Offsets


@given(TEXTS)
def test_text_lower_and_folded_have_one_length(text: str) -> None:
    view = TextView(text)
    assert len(view.text) == len(view.lower) == len(fold_text(view.text))


@given(TEXTS, st.data())
def test_a_span_of_the_view_leads_to_the_same_words_of_the_source(text: str, data: st.DataObject) -> None:
    view = TextView(text)
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    first, last = view.source_span(start, end)
    assert 0 <= first <= last <= len(text)
    assert view.source_span(0, len(view.text)) == (0, len(text))


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
def test_every_word_leads_back_to_its_own_spelling(form: str) -> None:
    source = unicodedata.normalize(form, VIETNAMESE)
    view = TextView(source)
    for word in VIETNAMESE.split():
        start = view.text.index(word)
        first, last = view.source_span(start, start + len(word))
        assert source[first:last] == unicodedata.normalize(form, word)


def test_folding_takes_case_and_marks_and_keeps_length() -> None:
    assert fold_text("Đại hội THI ĐUA, Ødegård") == "dai hoi thi dua, odegard"


@given(TEXTS)
def test_folding_keeps_length(text: str) -> None:
    assert len(fold_text(text)) == len(text)


# Paragraphs and sentences


@given(TEXTS)
def test_sentences_stand_in_order_within_their_paragraphs(text: str) -> None:
    view = TextView(text)
    paragraphs = list(view.paragraphs())
    last = 0
    for one in view.sentences(frozenset(), False):
        start, end = paragraphs[one.paragraph]
        assert last <= one.start <= one.end
        assert start <= one.start
        assert one.end <= end
        last = one.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eén. Twee! Drie? Vier", ["Eén.", "Twee!", "Drie?", "Vier"]),
        ("Một.\r\n\r\nHai.\rBa.", ["Một.", "Hai.", "Ba."]),
        ("Han sa «ja.» Hun gikk.", ["Han sa «ja.»", "Hun gikk."]),
        ("It rose to 4.5 per cent. Then it fell.", ["It rose to 4.5 per cent.", "Then it fell."]),
        ("see nr. 4 i blokken", ["see nr. 4 i blokken"]),
        ("Chaired by J. Smith in person. He left.", ["Chaired by J. Smith in person.", "He left."]),
        ("- Quân đoàn 34.\n• Quân đoàn 12.\n2) Bộ Tư lệnh 86.", ["Quân đoàn 34.", "Quân đoàn 12.", "Bộ Tư lệnh 86."]),
        ("- ", ["-"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text, "nr") == expected


def test_the_dot_of_an_ordinal_number_ends_nothing_where_the_language_writes_one() -> None:
    assert sentences("Det 34. Armékorps kom.", ordinal_dot=True) == ["Det 34. Armékorps kom."]
    assert sentences("Room 34. Army people came.") == ["Room 34.", "Army people came."]
    assert len(sentences("Det var i 2025. Armékorpset kom.", ordinal_dot=True)) == 2
    assert len(sentences("Leder er Kommando 86. I dag kom den.", ordinal_dot=True, openers=frozenset({"i"}))) == 2


# Tokens


def types(text: str) -> list[str]:
    return [item.type for item in Lexed(TextView(text)).items]


def test_tokens_have_the_types_that_patterns_speak_of() -> None:
    assert types("Kommando 86 (blokkleder), 4.500 «ord»") == ["name", "number", "(", "word", ")", ",", "number", '"', "word", '"']


@given(TEXTS)
def test_tokens_cover_all_that_is_not_space_once(text: str) -> None:
    view = TextView(text)
    items = Lexed(view).items
    assert all(first.end <= second.start for first, second in pairwise(items))
    covered = "".join(view.text[item.start : item.end] for item in items)
    assert [c for c in covered if c.isalnum()] == [c for c in view.text if c.isalnum()]


@given(st.lists(st.sampled_from(["Quân", "đoàn", "34", "-", "cờ", ",", "(", "x"]), min_size=1, max_size=12), st.data())
def test_a_lexicon_finds_its_phrases_wherever_they_stand(words: list[str], data: st.DataObject) -> None:
    view = TextView(" ".join(words))
    lexed = Lexed(view)
    start = data.draw(st.integers(0, len(words) - 1))
    phrase = normal(" ".join(words[start : start + 3]))
    if not phrase:
        return
    found = list(Lexicon([Entry(phrase, "<x>", {})]).find(lexed.lower))
    assert found
    for entry, first, last in found:
        begin, end = lexed.covered(first, last)
        assert normal(view.text[begin:end]) == entry.phrase


def test_a_phrase_does_not_run_on_into_the_next_paragraph() -> None:
    lexicon = Lexicon([Entry("bộ quốc phòng", "organization", {})])
    assert len(list(lexicon.find(Lexed(TextView("Bộ Quốc phòng")).lower))) == 1
    assert not list(lexicon.find(Lexed(TextView("Bộ\nQuốc phòng")).lower))


def test_a_phrase_is_found_as_whole_words_only() -> None:
    assert not list(Lexicon([Entry("led", "<led>", {})]).find(Lexed(TextView("she settled the ledger")).lower))


# Items


@given(SPANS)
def test_overlay_chooses_items_that_do_not_overlap_and_covers_every_other(spans: list[tuple[int, int]]) -> None:
    base = [Item("word", place, place + 1) for place in range(30)]
    found = [Item("unit", start, start + length) for start, length in spans]
    laid = overlay(base, found)
    assert all(first.end <= second.start for first, second in pairwise(laid))
    assert sum(item.end - item.start for item in laid) == 30
    chosen = [item for item in laid if item.type == "unit"]
    for item in found:
        assert any(
            max(item.start, other.start) < min(item.end, other.end) and other.end - other.start >= item.end - item.start for other in chosen
        )


def test_of_two_of_one_length_the_earlier_wins() -> None:
    first, second = Item("unit", 0, 5), Item("bloc", 3, 8)
    assert overlay([], [second, first]) == [first]


def test_an_item_serves_each_cue_of_its_type() -> None:
    item = Item("<of|to>", 0, 3)
    assert (item.has_cue("of"), item.has_cue("to"), item.has_cue("o"), Item("of", 0, 2).has_cue("of")) == (True, True, False, False)
