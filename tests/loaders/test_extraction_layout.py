"""What a text says by its layout: wrapped lines, lists, entries, tables, chronicles; and what stands beside the article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.extraction import extract
from loaders.extraction.layout import LaidOut
from loaders.readers.furniture import furniture
from loaders.reading import read_document

from .reports import facts, read

BLOC = "bloc/bo-quoc-phong-4"
NAME = "Emulation Bloc No. 4 of the Ministry of National Defence"
AWARDED = "The following units were awarded the Government's Emulation Flag for 2024:\n"
BLOKK = "Emuleringsblokk nr. 4 i Forsvarsdepartementet"
CORPS, COMMAND, REGION = "unit/quan-doan-34", "unit/bo-tu-lenh-86", "unit/quan-khu-5"


def offices(text: str, language: str = "en", date: str | None = "2025-12-30") -> set[tuple[str, str, int | None, str]]:
    """(unit, office, year, status) of what is read of blocs."""
    found = [one for one in read(text, language, date) if one.predicate.endswith("_bloc")]
    return {(one.subject.id, one.predicate, one.qualifiers.year, one.status) for one in found}


# Lines


WRAPPED = """\
The 34th Corps, head unit of Emulation Bloc No. 4 of the Ministry of
National Defence in 2025, keeps good order. It has handed the rotating
flag to Command 86, which will be the head unit of the bloc in the year
2026, as was agreed.
"""


def test_wrapped_lines_say_what_whole_ones_say() -> None:
    assert facts(WRAPPED, "en") == facts(WRAPPED.replace("\n", " "), "en")
    assert (CORPS, "leads_bloc", BLOC, "asserted") in facts(WRAPPED, "en")


def test_quotes_of_wrapped_lines_are_the_source_word_for_word() -> None:
    quotes = {evidence.quote for one in read(WRAPPED, "en") for evidence in one.evidence}
    assert all(quote in WRAPPED for quote in quotes)
    assert any("\n" in quote for quote in quotes)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("emu\u00adlation", "emulation"),
        ("năm 2018của Bộ", "năm 2018 của Bộ"),
        ("Đại táNguyễn Văn An", "Đại tá Nguyễn Văn An"),
        ("4 5.300 hộ", "45.300 hộ"),
        ("It was ended.Then they left", "It was ended. Then they left"),
        ("VnExpress, TP.Huế, www.Example.com", "VnExpress, TP.Huế, www.Example.com"),
        ("Khối 4 có 5 đơn vị", "Khối 4 có 5 đơn vị"),
    ],
)
def test_broken_and_glued_words(written: str, meant: str) -> None:
    assert LaidOut(written).text == meant


@given(st.text(alphabet="aB đĐúế 4.3\n\r\t;,|-*\u00ad\u200b", max_size=120), st.data())
def test_a_span_of_the_layout_leads_into_the_source(text: str, data: st.DataObject) -> None:
    view = LaidOut(text)
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    first, after = view.source_span(start, end)
    assert 0 <= first <= after <= len(text)


@given(st.text(alphabet="abC d.", max_size=80))
def test_plain_words_in_one_line_stay_as_they_are(line: str) -> None:
    spaced = " ".join(line.split())
    assert LaidOut(spaced).text.replace(" ", "") == spaced.replace(" ", "")


# Lists


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            f"{NAME} consists of:\n- 34th Corps (head unit);\n- Command 86 - deputy head;\n",
        ),
        (
            "en",
            "Members of Emulation Bloc No. 4 of the Ministry of National Defence:\n1. 34th Corps (head unit)\n2. Command 86, deputy head\n",
        ),
        ("vi", "Khối thi đua số 4 Bộ Quốc phòng gồm:\n- Quân đoàn 34 (Khối trưởng);\n- Bộ Tư lệnh 86 (Khối phó).\n"),
        (
            "nl",
            "Leden van emulatieblok nr. 4 van het Ministerie van Defensie:\n• het 34e Legerkorps (leider)\n• Commando 86 (plaatsvervanger)",
        ),
    ],
)
def test_items_of_a_list_are_what_its_opening_line_says(language: str, text: str) -> None:
    read_offices = offices(text, language)
    assert {(CORPS, "leads_bloc", 2025, "asserted"), (COMMAND, "deputy_leads_bloc", 2025, "asserted")} <= read_offices
    assert {(unit, "member_of_bloc", 2025, "asserted") for unit in (CORPS, COMMAND)} <= read_offices


def test_an_item_is_read_in_the_place_of_what_announces_it() -> None:
    text = f"{AWARDED}1. 34th Corps\n2. Command 86\n\nMilitary Region 5 came too.\n"
    awarded = {one.subject.id for one in read(text, "en") if one.predicate == "awarded"}
    assert awarded == {CORPS, COMMAND}


def test_the_evidence_of_an_item_is_its_line_and_the_opening_line() -> None:
    text = f"{AWARDED}1. 34th Corps\n2. Command 86\n"
    (one,) = [one for one in read(text, "en") if one.predicate == "awarded" and one.subject.id == COMMAND]
    assert [evidence.quote for evidence in one.evidence] == [text.partition("\n")[0], "Command 86"]


def test_what_the_opening_line_only_proposes_no_item_has() -> None:
    text = f"{NAME} met. Proposed for the Government's Emulation Flag were:\n- 34th Corps\n- Command 86\n"
    assert not [one for one in read(text, "en") if one.predicate == "awarded"]


# Entries


def test_minutes_say_who_was_there_and_who_was_not() -> None:
    text = (
        "Minutes: meeting of Emulation Bloc No. 4 of the Ministry of National Defence\n\n"
        "In the chair: Nguyen Van Ha, Director of the Hanoi Police\nPresent: Tran Thi Lan; Le Van Tu\n"
        "By invitation: Military Region 5\nApologies: Command 86\n"
    )
    roles = {
        (one.qualifiers.role, evidence.subject_mention)
        for one in read(text, "en")
        if one.predicate == "participated_in"
        for evidence in one.evidence
    }
    assert roles == {("chair", "Nguyen Van Ha"), ("attendee", "Tran Thi Lan"), ("attendee", "Le Van Tu"), ("guest", "Military Region 5")}


def test_an_office_is_for_the_year_of_the_one_before_it() -> None:
    text = "Emulation Bloc No. 4 of the Ministry of National Defence\n\nLeader 2026: Command 86\nDeputy: Military Region 5\n"
    assert {(COMMAND, "leads_bloc", 2026, "planned"), (REGION, "deputy_leads_bloc", 2026, "planned")} <= offices(text)


def test_a_bloc_with_its_offices_in_one_line() -> None:
    text = "a) Khối thi đua số 4 Bộ Quốc phòng: Khối trưởng là Quân đoàn 34, Khối phó là Bộ Tư lệnh 86;\n"
    held = {(unit, office) for unit, office, _, _ in offices(text, "vi") if office != "member_of_bloc"}
    assert held == {(CORPS, "leads_bloc"), (COMMAND, "deputy_leads_bloc")}


def test_a_task_with_who_answers_for_it_and_by_when() -> None:
    text = 'Taak: verslag over de beweging "Schone kazerne"\nVerantwoordelijk: Militaire Regio 5\nUiterlijk: 15 mei 2026\n'
    told = {(one.predicate, one.subject.id, one.qualifiers.date) for one in read(text, "nl")}
    assert ("leads_task", REGION, "2026-05-15") in told
    assert any(predicate == "has_deadline" and date == "2026-05-15" for predicate, _, date in told)


def test_what_an_entry_calls_misprinted_is_denied() -> None:
    text = "Khối thi đua số 4 Bộ Quốc phòng\n\nSai: Quân đoàn 34 làm Khối trưởng năm 2025\nĐúng: Bộ Tư lệnh 86 làm Khối trưởng năm 2025\n"
    held = {(unit, status) for unit, office, _, status in offices(text, "vi") if office == "leads_bloc"}
    assert held == {(CORPS, "negated"), (COMMAND, "asserted")}


# Tables

ROWS = {
    (CORPS, "leads_bloc", 2024, "asserted"),
    (COMMAND, "deputy_leads_bloc", 2024, "asserted"),
    (COMMAND, "leads_bloc", 2025, "asserted"),
}
TITLE = f"{NAME}\n\n"


@pytest.mark.parametrize(
    "table",
    [
        "Year | Head unit | Deputy head\n2024 | 34th Corps | Command 86\n2025 | Command 86 | \n",
        "| Year | Head unit | Deputy head |\n|---|---|---|\n| 2024 | 34th Corps | Command 86 |\n| 2025 | Command 86 | |\n",
        "Year\tLeader\tDeputy\n2024\t34th Corps\tCommand 86\n2025\tCommand 86\t\n",
        "Year;Leader;Deputy\n2024;34th Corps;Command 86\n2025;Command 86;\n",
        "Year   Leader       Deputy\n2024   34th Corps   Command 86\n2025   Command 86\n",
        "Office | 2024 | 2025\nHead unit | 34th Corps | Command 86\nDeputy head | Command 86 | vacant\n",
        "Unit | Role | Year\n34th Corps | Head unit | 2024\nCommand 86 | Deputy head | 2024\nCommand 86 | Head unit | 2025\nTotal | 3 |\n",
        "Head 2024 | Deputy 2024 | Head 2025\n34th Corps | Command 86 | Command 86\n",
    ],
)
def test_tables_of_one_content_say_the_same(table: str) -> None:
    assert {one for one in offices(TITLE + table) if one[1] != "member_of_bloc"} == ROWS


def test_the_name_of_a_bloc_stands_over_the_rows_of_its_units() -> None:
    text = (
        "Unit | Role\nEmulation Bloc No. 2 of the Ministry of National Defence\n34th Corps | Head unit\n"
        "Emulation Bloc No. 4 of the Ministry of National Defence\nCommand 86 | Head unit\n"
    )
    led = {(one.subject.id, getattr(one.object, "id", "")) for one in read(text, "en") if one.predicate == "leads_bloc"}
    assert led == {(CORPS, "bloc/bo-quoc-phong-2"), (COMMAND, BLOC)}


def test_a_row_that_only_proposes_an_award_grants_none() -> None:
    flag = "Government's Emulation Flag | 2024"
    text = f"Unit | Award | Year | Status\n34th Corps | {flag} | granted\nCommand 86 | {flag} | proposed\n"
    assert {one.subject.id for one in read(text, "en") if one.predicate == "awarded"} == {CORPS}


# Chronicles


def test_a_year_dates_what_stands_below_it() -> None:
    text = TITLE + "2023\n34th Corps was head unit of the bloc.\n\nThe year 2024:\nCommand 86 was head unit of the bloc.\n"
    assert {one for one in offices(text, date=None) if one[1] == "leads_bloc"} == {
        (CORPS, "leads_bloc", 2023, "asserted"),
        (COMMAND, "leads_bloc", 2024, "asserted"),
    }


# Furniture


@pytest.mark.parametrize(
    ("language", "beside"),
    [
        ("en", "Related news\nCommand 86 was head unit of Emulation Bloc No. 4 of the Ministry of National Defence in 2025\n"),
        ("en", "Comments (1)\nLan: Command 86 was head unit of Emulation Bloc No. 4 of the Ministry of National Defence in 2025.\n"),
        ("vi", "Tin liên quan\nBộ Tư lệnh 86 làm Khối trưởng Khối thi đua số 4 Bộ Quốc phòng năm 2025\n"),
        ("nl", "Lees ook: Commando 86 leidt emulatieblok nr. 4 van het Ministerie van Defensie in 2025\n"),
        ("en", "Editor-in-chief: Tran Van Minh, Director of the Hanoi Police\n"),
    ],
)
def test_what_stands_beside_the_article_states_nothing(language: str, beside: str) -> None:
    prose = "The weather was fine, and the buses ran on time all day long, as they mostly do in this town.\n\n" * 3
    assert facts(prose + beside, language) == set()


def test_prose_is_no_furniture() -> None:
    lines = ["Topics", "The unit trained.", "", "Home is where the flag is.", "Comments were few, said the Corps."]
    assert furniture(lines) == set()


def test_a_merged_cell_keeps_its_place_in_the_rows_it_reaches_into() -> None:
    page = (
        "<html lang='en'><body><h1>Emulation Bloc No. 4 of the Ministry of National Defence</h1><p>The offices of the bloc are these.</p>"
        "<table><tr><th>Year</th><th>Unit</th><th>Role</th></tr>"
        "<tr><td rowspan='2'>2024</td><td>34th Corps</td><td>Head unit</td></tr><tr><td>Command 86</td><td>Deputy head</td></tr>"
        "<tr><td>2025</td><td>Command 86</td><td>Head unit</td></tr></table></body></html>"
    )
    found = [one for one in extract(read_document(page.encode(), "page.html", 10_000)).statements if one.predicate.endswith("_bloc")]
    held = {(one.subject.id, one.predicate, one.qualifiers.year, one.status) for one in found if one.predicate != "member_of_bloc"}
    assert held == ROWS


def test_a_word_that_a_lines_end_breaks_is_whole_and_half_a_compound_is_not() -> None:
    lines = (
        "The Ministry of National Defence and all who serve under it have gath-\nered in the northern half of the country to speak of the\n"
    )
    assert "gathered in" in LaidOut(lines + "many works of the year that is now behind them, and of the next.").text
    assert "Nord- und" in LaidOut("Die Provinzen der Nord-\nund Südküste und alle übrigen Einheiten des Landes.", {"und"}).text.replace(
        "\n", " "
    )


def test_a_line_may_begin_with_an_ordinal_number_that_no_list_counts() -> None:
    assert [
        one.subject.id for one in read(f"{BLOKK}\n\n34. armékorpset er leder av blokken.\n", "nb") if one.predicate == "leads_bloc"
    ] == [CORPS]
    assert [
        one.subject.id
        for one in read(f"{BLOKK}\n\n1. Møte\n2. 34. armékorpset er leder av blokken.\n", "nb")
        if one.predicate == "leads_bloc"
    ] == [CORPS]


LETTERHEAD = """MINISTRY OF HEALTH
No.: 512/QD-BYT
Hue, 8 January 2026

DECISION
On the emulation blocs of hospitals in 2026

Pursuant to Decree No. 91/2017/ND-CP of 31 July 2017 of the Government;

DEPUTY MINISTER
Le Thi Na
"""


TWO_COLUMNS = """ỦY BAN NHÂN DÂN                         CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH VĨNH LONG                              Độc lập - Tự do - Hạnh phúc
Số: 2210/QĐ-UBND                        Vĩnh Long, ngày 28 tháng 11 năm 2025

QUYẾT ĐỊNH
Về việc chia các khối thi đua

Điều 1. Các khối thi đua của tỉnh giữ nguyên.

Nơi nhận:                                       KT. CHỦ TỊCH
- Như Điều 1;                                   PHÓ CHỦ TỊCH
- Sở Nội vụ;
- Lưu: VT, NC.                                  Lê Thị Bưởi
"""


def test_a_letterhead_says_who_issues_what_when_and_what_about() -> None:
    statements = [one for one in read(LETTERHEAD, "en", None) if one.subject.id == "resolution/512-qd-byt"]
    said = {(one.predicate, getattr(one.object, "literal", None) or getattr(one.object, "id", None)) for one in statements}
    assert ("issued_by", "organization/bo-y-te") in said
    assert ("issued_on", "2026-01-08") in said
    assert ("has_subject", "the emulation blocs of hospitals in 2026") in said
    assert ("issued_on", "2017-07-31") not in said


def test_a_letterhead_may_stand_in_two_columns_with_the_place_under_the_kind_of_body() -> None:
    statements = read(TWO_COLUMNS, "vi", None)
    said = {(one.predicate, getattr(one.object, "literal", None) or next(iter(one.object.labels.values()))) for one in statements}
    assert ("issued_by", "People's Committee of Vinh Long") in said
    assert ("issued_on", "2025-11-28") in said
    assert [one.qualifiers.role for one in statements if one.predicate == "holds_role"] == ["Vice Chairman"]


def test_who_signs_under_a_post_holds_it_in_the_body_over_the_number() -> None:
    held = [one for one in read(LETTERHEAD, "en", None) if one.predicate == "holds_role"]
    assert {(next(iter(one.subject.labels.values())), getattr(one.object, "id", None), one.qualifiers.role) for one in held} == {
        ("Le Thi Na", "organization/bo-y-te", "Deputy Minister")
    }
