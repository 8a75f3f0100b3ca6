"""Extraction as a whole: what always holds, whatever the document."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loaders.extraction import extract, languages
from loaders.extraction.view import fold_character
from loaders.reading import read_document
from ontology.models import Statement
from tests.conftest import PROJECT

from .reports import REPORTS, UNRELATED, document, facts, read, said

EXAMPLES = sorted(path for path in (PROJECT / "examples").iterdir() if path.name != "README.md")
LANGUAGES = st.sampled_from(sorted(REPORTS))
LINE_ENDS = ("\n", "\r\n", "\r")
# Words that rules wait for, in every order: most crashes hide where half a pattern matches.
VOCABULARY = sorted(
    {word for report in REPORTS.values() for word in report.split()} | {"(", ")", ";", ":", "«", "»", '"', "…", "%", "12,5", "\n"}
)

NOTHING_OF_OURS = {
    "vi": (
        "Trò chơi bắt chước của lớp mầm non kéo dài cả buổi sáng, cô giáo Hoa đóng vai con mèo.\n"
        "Các khối diễu binh tập luyện trên quảng trường: khối nữ quân nhạc đi đầu, khối xe tăng đi sau.\n"
        "Cụm công nghiệp Đông Sơn có 34 nhà máy; phần mềm giả lập chạy tốt trên máy tính mới."
    ),
    "en": (
        "The emulator boots the old console in two seconds, and emulation of the sound chip is exact.\n"
        "In the parade the tank bloc followed the band; the third block turned left at the square.\n"
        "Cluster 4 of the data centre leads in power use, and node 34 handed over its flag bits to node 86."
    ),
    "nb": (
        "Emulering av den gamle spillkonsollen går raskt, og emulatoren leser alle kassettene.\n"
        "I paraden gikk blokken med musikere først, så kom klyngen av motorsykler.\n"
        "Boligblokken har 34 leiligheter, og lederen av borettslaget delte ut nøklene."
    ),
    "nl": (
        "De emulatie van de oude spelcomputer loopt soepel en de emulator leest alle bandjes.\n"
        "In de parade liep het blok met muzikanten voorop, daarna kwam de groep motoren.\n"
        "Het woonblok telt 34 flats en de voorzitter van de vereniging gaf de sleutels aan nummer 86."
    ),
}


def quoted_exactly(text: str, statements: tuple[Statement, ...]) -> bool:
    return all(text[item.start : item.end] == item.quote for one in statements for item in one.evidence)


def encoded(text: str, form: str, line_end: str, mark: bool) -> bytes:
    return (("\ufeff" if mark else "") + unicodedata.normalize(form, text).replace("\n", line_end)).encode()


# Quotes


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_quote_stands_at_its_offsets(path: Path) -> None:
    found = read_document(path.read_bytes(), path.name)
    statements = extract(found).statements
    assert statements
    assert quoted_exactly(found.text, statements)


@given(LANGUAGES, st.sampled_from(["NFC", "NFD"]), st.sampled_from(LINE_ENDS), st.booleans())
def test_spelling_line_ends_and_marks_change_offsets_only(language: str, form: str, line_end: str, mark: bool) -> None:
    found = read_document(encoded(REPORTS[language], form, line_end, mark), "report.txt")
    statements = extract(found.model_copy(update={"language": language, "date": "2025-12-30"})).statements
    assert {said(one) for one in statements} == facts(REPORTS[language], language)
    assert quoted_exactly(found.text, statements)
    assert all(unicodedata.is_normalized(form, item.quote) for one in statements for item in one.evidence)


@given(LANGUAGES, st.data())
def test_unrelated_paragraphs_take_no_fact_away(language: str, data: st.DataObject) -> None:
    paragraphs = REPORTS[language].split("\n\n")
    for _ in range(data.draw(st.integers(1, 4))):
        paragraphs.insert(data.draw(st.integers(0, len(paragraphs))), UNRELATED[language])
    text = data.draw(st.sampled_from(["\n", "\n\n", "\r\n"])).join(paragraphs)
    assert facts(text, language) == facts(REPORTS[language], language)
    assert quoted_exactly(text, read(text, language))


@given(LANGUAGES, st.text(st.characters(categories=["Zs"]), max_size=3))
def test_spaces_of_any_kind_between_words_change_no_fact(language: str, space: str) -> None:
    text = REPORTS[language].replace(" ", f" {space}")
    assert facts(text, language) == facts(REPORTS[language], language)
    assert quoted_exactly(text, read(text, language))


def test_a_report_without_its_diacritics_says_the_same() -> None:
    plain = "".join(map(fold_keeping_case, REPORTS["vi"]))
    subjects_and_more = {one[:3] for one in facts(plain, "vi")}
    assert len(subjects_and_more) > len(facts(REPORTS["vi"], "vi")) / 2
    assert subjects_and_more <= {one[:3] for one in facts(REPORTS["vi"], "vi")}
    assert quoted_exactly(plain, read(plain, "vi"))


@pytest.mark.parametrize(
    "title",
    [
        "Khối thi đua số 7 Bộ Quốc phòng ký kết giao ước thi đua năm 2026",
        "Khối thi đua số 7 Bộ Quốc phòng tổng kết phong trào năm 2025 và bàn giao nhiệm vụ Khối trưởng năm 2026",
    ],
)
def test_a_report_is_about_the_year_summed_up_and_not_the_one_planned_for(title: str) -> None:
    text = f"{title}\n\nQuân khu 2 là Khối trưởng. Kết quả năm 2025 rất tốt. Năm 2026 còn nhiều việc; năm 2026 khó hơn."
    statements = extract(read_document(text.encode(), "report.txt")).statements
    leads = [one for one in statements if one.predicate == "leads_bloc"]
    assert [one.qualifiers.year for one in leads] == [2025]


def fold_keeping_case(character: str) -> str:
    plain = fold_character(character)
    return plain.upper() if character.isupper() else plain


# Statements depend on the text


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_statements_do_not_depend_on_the_name(path: Path) -> None:
    content = path.read_bytes()
    first, second = (extract(read_document(content, name + path.suffix)) for name in ("a", "khoi-thi-dua-so-9-nam-1999"))
    assert first.statements == second.statements


def test_extraction_says_the_same_in_every_process() -> None:
    program = (
        "import json, sys; from pathlib import Path; from loaders.pipeline import read_and_extract; "
        "print(json.dumps([read_and_extract(Path(name)).model_dump_json() for name in sys.argv[1:]]))"
    )
    # Sets of texts come in another order with another seed.
    runs = [
        subprocess.run(
            [sys.executable, "-c", program, *map(str, EXAMPLES[:4])],
            cwd=PROJECT, env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
        )
        for seed in ("1", "2")
    ]  # fmt: skip
    assert json.loads(runs[0].stdout) == json.loads(runs[1].stdout)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_statements_come_once_each_and_in_order(path: Path) -> None:
    ids = [one.id for one in extract(read_document(path.read_bytes(), path.name)).statements]
    assert ids == sorted(set(ids))


@given(LANGUAGES)
def test_saying_it_twice_adds_evidence_not_statements(language: str) -> None:
    once, twice = read(REPORTS[language], language), read(f"{REPORTS[language]}\n\n{REPORTS[language]}", language)
    assert {said(one) for one in once} == {said(one) for one in twice}
    assert sum(len(one.evidence) for one in twice) > sum(len(one.evidence) for one in once)


# Whatever comes


@given(st.text(max_size=300), st.sampled_from(languages()))
@example("\u0130\u0130 blokk nr. 4", "nb")
@example("\u1e9e" * 30, "nl")
@example("e\u0301\u0301" * 20, "vi")
def test_any_text_is_read_without_failing(text: str, language: str) -> None:
    assert quoted_exactly(text, read(text, language))


@given(st.lists(st.sampled_from(VOCABULARY), max_size=60), st.sampled_from(languages()), st.sampled_from([None, "2025", "2025-06-30"]))
@settings(max_examples=200)
def test_words_in_any_order_are_read_without_failing(words: list[str], language: str, date: str | None) -> None:
    text = " ".join(words)
    assert quoted_exactly(text, read(text, language, date))


@given(st.sampled_from([code for code in ("und", "ja", "ko", "sv", "zz") if code not in languages()]), LANGUAGES)
def test_a_document_in_a_language_without_a_pack_states_nothing(language: str, report: str) -> None:
    reading = extract(document(REPORTS[report], language))
    assert (reading.statements, reading.document.text) == ((), REPORTS[report])


@pytest.mark.parametrize("language", sorted(NOTHING_OF_OURS))
def test_a_document_of_another_matter_states_nothing(language: str) -> None:
    assert facts(NOTHING_OF_OURS[language], language) == set()
    assert facts(REPORTS[language], language)
