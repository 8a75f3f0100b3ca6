"""Plain text and Markdown: the text is the file, character by character."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.errors import DocumentError
from loaders.reading import read_document, read_file

REPORT = """Khối thi đua số 12 tổng kết năm 2024

Hà Nội, ngày 3 tháng 2 năm 2025

Khối gồm năm đơn vị; Sở Tư pháp là Khối trưởng năm 2024.

Nguồn: https://example.org/khoi-12
"""
# What XML 1.0 allows, less the zero character, which marks UTF-16.
ALLOWED = st.characters(
    exclude_categories=["Cs"], exclude_characters="".join(map(chr, [*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF]))
)
TEXTS = st.text(ALLOWED, min_size=1).filter(lambda text: text.strip("\ufeff \t\r\n") and not text.lstrip("\ufeff \t\r\n").startswith("<"))


@given(TEXTS)
def test_text_comes_out_as_it_went_in(text: str) -> None:
    assert read_document(text.encode(), "any.txt").text == text


@given(TEXTS, st.sampled_from(["utf-16", "utf-32"]))
def test_text_with_a_byte_order_mark_comes_out_as_it_went_in(text: str, encoding: str) -> None:
    assert read_document(text.encode(encoding), "any.txt").text == text


@given(st.text(st.characters(max_codepoint=31), min_size=1))
def test_what_xml_forbids_is_replaced_one_for_one(controls: str) -> None:
    text = read_document(f"a{controls}b".replace("\0", "\1").encode(), "any.txt").text
    assert len(text) == len(controls) + 2
    assert all(new == old or new == "\ufffd" for new, old in zip(text, f"a{controls}b", strict=True))
    assert not set(text) & set(map(chr, [*range(9), 11, 12, *range(14, 32)]))


@given(TEXTS, st.sampled_from([".txt", ".md"]), st.text("abc", min_size=1))
def test_only_the_ending_of_a_name_matters(text: str, suffix: str, stem: str) -> None:
    one, other = read_document(text.encode(), f"x{suffix}"), read_document(text.encode(), f"{stem}{suffix}")
    assert one.model_copy(update={"name": ""}) == other.model_copy(update={"name": ""})


def test_line_ends_normal_form_and_byte_order_mark_are_kept() -> None:
    text = "\ufeff" + unicodedata.normalize("NFD", REPORT).replace("\n", "\r\n")
    document = read_document(text.encode(), "report.txt")
    assert document.text == text
    assert unicodedata.normalize("NFC", document.title or "") == "Khối thi đua số 12 tổng kết năm 2024"


def test_a_report_says_what_it_is() -> None:
    document = read_document(REPORT.encode(), "report.txt")
    assert (document.title, document.date, document.language) == ("Khối thi đua số 12 tổng kết năm 2024", "2025-02-03", "vi")
    assert document.source == "https://example.org/khoi-12"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Thứ Sáu, 10/10/2025 15:20", "2025-10-10"),
        ("Updated 18:05, December 5, 2025", "2025-12-05"),
        ("Publisert 31. mai 2024", "2024-05-31"),
        ("9 december 2024", "2024-12-09"),
        ("Dienstag, den 4. Juli 2023", "2023-07-04"),
        ("Kim Bang, le 1er mars 2021", "2021-03-01"),
        ("Vung Tau, 10. februar 2026. I dag morges holdt kommandoen en seremoni for alle som ville komme.", "2026-02-10"),
        ("HANOI, August 8, 2025 - The council met, and everybody who had been invited came to the meeting.", "2025-08-08"),
        ("Hồ sơ gửi trước ngày 15/3/2026.", None),
        ("Op 31/2/2024", None),
        ("10. februar", None),
        ("In de ochtend van 6 december 2022 sloot het cluster het jaar af met een conferentie.", None),
        ("The decree of November 3, 2025 guides all departments of the province in what they do.", None),
    ],
)
def test_a_date_is_read_where_it_dates_the_document(line: str, date: str | None) -> None:
    assert read_document(f"Headline\n\n{line}\n\nMore text.".encode(), "x.txt").date == date


@pytest.mark.parametrize("label", ["Nguồn", "Source", "Kilde", "Bron", "Quelle", "Source ", "Fuente", "KILDE"])
def test_a_source_line_names_the_source(label: str) -> None:
    assert read_document(f"Title\n\nBody.\n   {label}: The Daily, page 3\n".encode(), "x.txt").source == "The Daily, page 3"


@pytest.mark.parametrize(
    "first",
    ["A sentence with an end.", "and begins in mid-sentence", "The premier receives guests - Foto: VGP", "Hanoi, 4. Juli 2023", "x" * 200],
)
def test_a_line_that_is_no_headline_is_no_title(first: str) -> None:
    assert read_document(f"{first}\nMore text follows.\n".encode(), "x.txt").title is None


def test_front_matter_is_read_and_kept() -> None:
    source = (
        "---\ntitle: 'Bloc 7 closes the year'\ndate: 2024-12-20T10:00\nkilde: The Daily\nlang: en\nx:\n  - y\n---\n\n# Another\n\nBody\n"
    )
    document = read_document(source.encode(), "note.md")
    assert document.text == source
    assert (document.title, document.date, document.source) == ("Bloc 7 closes the year", "2024-12-20", "The Daily")
    assert (document.language, document.media_type) == ("en", "text/markdown")


def test_a_heading_is_the_title_of_markdown() -> None:
    assert read_document(b"Some words.\n\n# Bloc 7 closes the year #\n\nBody\n", "note.md").title == "Bloc 7 closes the year"


def test_a_document_is_named_by_its_file_and_known_by_its_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text(REPORT, "utf-8")
    two.write_text(REPORT, "utf-8")
    first, second = read_file(one), read_file(two)
    assert (first.name, second.name) == ("one.txt", "two.txt")
    assert first.id == second.id


def test_a_file_as_large_as_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "full.txt"
    path.write_bytes(b"a" * 1000)
    assert len(read_file(path, 1000).text) == 1000
    with pytest.raises(DocumentError, match=r"full.txt: is larger than the limit of 999 bytes"):
        read_file(path, 999)
