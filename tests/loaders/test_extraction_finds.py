"""What is found without grammar: dates and years, numbers of documents, figures, quotations, Roman numerals."""

from __future__ import annotations

import datetime
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.extraction.calendar import Calendar, iso
from loaders.extraction.figures import measured, plain_number
from loaders.extraction.items import Item
from loaders.extraction.legal import find_numbers, issuer_of, short_key
from loaders.extraction.mentions import roman
from loaders.extraction.pack import pack
from loaders.extraction.quotations import find_quotations
from loaders.extraction.view import TextView
from ontology.identifiers import SLUG

DAYS = st.dates(datetime.date(1945, 1, 1), datetime.date(2099, 12, 31))


def dates(text: str, language: str = "nb") -> list[Any]:
    """Dates, periods (as pairs) and years (as numbers) in the order they stand in."""
    known = pack(language)
    assert known is not None
    found = sorted(known.calendar.find(TextView(text)), key=lambda item: item.start)
    return [item.facts.get("date") or item.facts.get("year") or (item.facts["start"], item.facts["end"]) for item in found]


# Dates


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nb", "14. juni 2025", ["2025-06-14"]),
        ("nb", "den 2. Februar", ["--02-02"]),
        ("nb", "juni 2025", ["2025-06"]),
        ("nl", "28 juni 2025 en 31 augustus", ["2025-06-28", "--08-31"]),
        ("vi", "ngày 3 tháng 2 năm 2025", ["2025-02-03"]),
        ("vi", "Sáng 20/12/2023, tại Hà Nội", ["2023-12-20"]),
        ("en", "July 9, 2025", ["2025-07-09"]),
        ("en", "9 July 2025", ["2025-07-09"]),
        ("en", "2025-07-09", ["2025-07-09"]),
        ("nb", "09.07.2025", ["2025-07-09"]),
        ("nb", "i 2024 og 2025", [2024, 2025]),
        ("nb", "perioden 2021-2025", [("2021", "2025")]),
        ("nb", "perioden 2021–25", [("2021", "2025")]),
    ],
)
def test_dates_are_found(language: str, text: str, expected: list[Any]) -> None:
    assert dates(text, language) == expected


@pytest.mark.parametrize("text", ["152/2025/NĐ-CP", "2.021 km", "12.500", "nr. 20251", "2025/76", "45/13/2025", "ISO 2025-1", "3.2025.1"])
def test_what_only_looks_like_a_date_or_year_is_none(text: str) -> None:
    assert dates(text) == []


@given(DAYS, st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d"]))
def test_every_day_in_figures_is_read_as_itself(day: datetime.date, form: str) -> None:
    assert dates(f"Hanoi, {day.strftime(form)}:") == [day.isoformat()]


@given(DAYS)
def test_every_day_in_words_is_read_as_itself(day: datetime.date) -> None:
    months = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"]
    assert dates(f"op {day.day} {months[day.month - 1]} {day.year} kwam", "nl") == [day.isoformat()]


@given(st.none() | st.integers(1900, 2099), st.none() | st.integers(-3, 20), st.none() | st.integers(-3, 40))
def test_iso_never_says_an_impossible_month_or_day(year: int | None, month: int | None, day: int | None) -> None:
    said = iso(year, month, day)
    if said is not None and month is not None:
        assert 1 <= month <= 12
        assert day is None or 1 <= day <= 31


def test_a_calendar_without_months_still_reads_figures() -> None:
    assert [item.facts["date"] for item in Calendar((), ()).find(TextView("1.2.2024"))] == ["2024-02-01"]


# Numbers of documents


def numbers(text: str) -> list[dict[str, Any]]:
    return [dict(item.facts) for item in find_numbers(TextView(text))]


@pytest.mark.parametrize(
    ("text", "key", "kind", "issuer", "year"),
    [
        ("57-NQ/TW", "57-nq-tw", "resolution", "tw", None),
        ("03/NQ-CP", "03-nq-cp", "resolution", "cp", None),
        ("41-CT/TW", "41-ct-tw", "directive", "tw", None),
        ("152/2025/NĐ-CP", "152-2025-nd-cp", "decree", "cp", 2025),
        ("152/2025/ND-CP", "152-2025-nd-cp", "decree", "cp", 2025),
        ("152 / 2025 / NĐ - CP", "152-2025-nd-cp", "decree", "cp", 2025),
        ("664/QĐ-TTg", "664-qd-ttg", "decision", "ttg", None),
        ("176/2025/QH15", "176-2025-qh15", "law", "qh15", 2025),
        ("41/2025/TT-BNV", "41-2025-tt-bnv", "circular", "bnv", 2025),
    ],
)
def test_a_number_says_key_kind_issuer_and_year(text: str, key: str, kind: str, issuer: str, year: int | None) -> None:
    for spelled in (text, unicodedata.normalize("NFD", text)):
        (found,) = numbers(f"theo {spelled}, và")
        assert (found["key"], found["kind"], found["issuer"], found["year"]) == (key, kind, issuer, year)


@pytest.mark.parametrize("text", ["34-36", "nr. 4", "12/2025", "A57-NQ/TW", "1/2 CP", "20/12/2023"])
def test_other_numbers_are_no_documents(text: str) -> None:
    assert numbers(text) == []


@given(st.integers(1, 99999), st.sampled_from(["NQ", "CT", "NĐ", "QĐ", "TT", "KH"]), st.sampled_from(["CP", "TW", "TTg", "BNV", "UBND"]))
def test_diacritics_do_not_change_a_documents_key(number: int, kind: str, issuer: str) -> None:
    with_marks, without = numbers(f"{number}/{kind}-{issuer}"), numbers(f"{number}/{kind.replace('Đ', 'D')}-{issuer}")
    assert with_marks == without
    assert SLUG.fullmatch(with_marks[0]["key"])


def test_a_suffix_names_its_issuer_where_it_stands_for_one_body() -> None:
    assert (issuer_of("cp"), issuer_of("qh15"), issuer_of("ubnd")) == ("organization/chinh-phu", "organization/quoc-hoi", None)


def test_type_number_and_issuer_make_a_key_where_they_tell_the_suffix() -> None:
    assert short_key("resolution", "68", "organization/bo-chinh-tri") == "68-nq-tw"
    assert short_key("resolution", "68", "organization/bo-noi-vu") is None
    assert short_key(None, "68", "organization/bo-chinh-tri") is None


# Figures


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("263.000", 263000),
        ("263,000", 263000),
        ("94,7", 94.7),
        ("94.7", 94.7),
        ("1,327.5", 1327.5),
        ("1.327,5", 1327.5),
        ("1.234.567", 1234567),
        ("68", 68),
    ],
)
def test_figures_are_plain_numbers(text: str, number: float) -> None:
    assert plain_number(text) == number


@given(st.integers(0, 10**9), st.sampled_from(".,"))
def test_thousands_are_read_whatever_their_sign(number: int, sign: str) -> None:
    assert plain_number(f"{number:,}".replace(",", sign)) == number


@given(st.integers(0, 99999), st.integers(0, 99), st.sampled_from(".,"))
def test_two_decimals_are_read_whatever_their_sign(whole: int, decimals: int, sign: str) -> None:
    assert plain_number(f"{whole}{sign}{decimals:02}") == float(f"{whole}.{decimals:02}")


def test_a_scale_multiplies_a_figure() -> None:
    figure = Item("figure", 0, 1, facts={"number": "1,35", "scale": [{"value": 1_000_000_000}], "noun": "đồng"})
    assert measured(figure) == {"value": 1_350_000_000, "unit": "đồng"}


def test_what_is_no_figure_measures_nothing() -> None:
    assert measured(Item("date", 0, 1, facts={"date": "2025"})) == {}


# Quotations and numerals


def quotations(text: str) -> list[str]:
    return [text[item.start : item.end] for item in find_quotations(TextView(text))]


@pytest.mark.parametrize("quotation", ["«Grønne leirer»", "“Green camps”", "„Grüne Lager“", '"Groene kazernes"', "‘Green camps’"])
def test_quotations_of_any_country(quotation: str) -> None:
    assert quotations(f"the movement {quotation}, and {quotation}.") == [quotation, quotation]


@pytest.mark.parametrize("text", ['5" and 6" pipes', "the units' and the corps' flags", "«open\nclosed»", '""'])
def test_what_is_no_quotation(text: str) -> None:
    assert quotations(text) == []


def test_roman_numerals() -> None:
    assert [roman(numeral) for numeral in ("I", "IV", "IX", "XI", "XL", "LXXXIX")] == [1, 4, 9, 11, 40, 89]
    assert [roman(word) for word in ("", "A", "IIII", "VX", "iv", "MIX")] == [None] * 6
