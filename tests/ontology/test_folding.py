"""Two spellings of one name fold to one."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.folding import fold, tokens


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Quân đoàn 34", "quan doan 34"),
        ("QUÂN  ĐOÀN   34", "quan doan 34"),
        ("Nghị quyết số 57-NQ/TW", "nghi quyet so 57 nq tw"),
        ("34. armékorps, Østlandet", "34 armekorps ostlandet"),
        ("Ærlig Ånd", "aerlig and"),
        ("Łódź", "lodz"),
        ("Ǿ ǽ", "o ae"),
        ("“Cả nước chung tay”", "ca nuoc chung tay"),
        ("ﬁnance ⅷ", "finance viii"),
        ("…", ""),
        ("", ""),
    ],
)
def test_names_fold(name: str, folded: str) -> None:
    assert fold(name) == folded
    assert tokens(name) == tuple(folded.split())


def test_every_character_folds_once_and_for_all() -> None:
    """Also the rare ones that no search by chance comes upon."""
    every = [chr(code) for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF]
    # The others stand for themselves, whatever is done to them.
    folded = {character: fold(character) for character in every if unicodedata.normalize("NFKD", character.casefold()) != character}
    assert [character for character, plain in folded.items() if fold(plain) != plain] == []
    for form in ("NFC", "NFD"):
        assert [one for one, plain in folded.items() if fold(unicodedata.normalize(form, one)) != plain] == []


@given(st.text())
def test_folding_twice_changes_nothing_more(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text())
def test_composition_case_and_spaces_make_no_difference(name: str) -> None:
    for form in ("NFC", "NFD"):
        assert fold(unicodedata.normalize(form, name)) == fold(name)
    assert fold(f" {name}\n") == fold(name)


@given(st.lists(st.sampled_from(["quân", "đoàn", "Bộ", "tư", "LỆNH", "số", "34"])))
def test_words_stay_words(words: list[str]) -> None:
    assert tokens("  -".join(words)) == tuple(fold(word) for word in words)
