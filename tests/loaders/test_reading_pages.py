"""Web pages: the article's words in their order, and nothing else of the page."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.reading import read_document, read_file

PAGES = Path(__file__).parent / "pages"
SAID = {
    "vi-bao-tinh": (
        "Khối thi đua các sở Phú Giang bàn giao Khối trưởng",
        "2025-01-17",
        "Báo Phú Giang điện tử, https://baophugiang.example/",
        "vi",
    ),
    "vi-cong-thong-tin": (
        "Cụm thi đua số 7 Thanh tra các tỉnh ký kết giao ước năm 2023",
        "2023-02-24",
        "Cổng thông tin điện tử Thanh tra",
        "vi",
    ),
    "vi-manh": ("Bộ Chỉ huy quân sự Lạc Thủy: Cụm thi đua số 3 sơ kết sáu tháng", "2024-07-04", "Trang tin Lạc Thủy", "vi"),
    "en-wordpress": ("Ha Lam textile unions close emulation year", "2024-12-20", "Delta Labour Review", "en"),
    "nb-kommune": ("Fem skoler i emuleringsblokken fikk ny leder", "2024-05-31", "Fjelldistriktet", "nb"),
    "nl-hashed": ("Vier waterschappen kiezen nieuw hoofd van emulatiecluster", "2022-11-18", "Deltabode", "nl"),
    "de-zeitung": ("Forstbetriebe übergeben Wanderfahne", "2023-07-04", "Waldkurier", "de"),
    "fr-agence": ("Musées : le bloc d’émulation change de tête", "2021-03-09", "Agence des Rives", "fr"),
}
PROSE = "Cụm gồm chín đơn vị, do Sở Tư pháp làm Cụm trưởng; hội nghị bàn giao cờ luân lưu vào cuối năm."


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"


def lines(markup: str) -> list[str]:
    return read_document(markup.encode(), "page.html").text.splitlines()


def bare_words(markup: str) -> str:
    """The page's words without tags and white space, as a reader with nothing but a text editor would find them."""
    without_code = re.sub(r"(?is)<(script|style)\b.*?</\1\s*>|<!--.*?-->", " ", markup)
    return "".join(html.unescape(re.sub(r"(?s)<[^>]*>", " ", without_code)).split())


@pytest.mark.parametrize("stem", sorted(SAID))
def test_a_page_gives_its_article(stem: str) -> None:
    document = read_file(PAGES / f"{stem}.html")
    assert document.text == (PAGES / f"{stem}.expected").read_text("utf-8")
    title, date, source, language = SAID[stem]
    assert (document.title, document.date, document.language, document.media_type) == (title, date, language, "text/html")
    assert (document.source or "").startswith(source)


@pytest.mark.parametrize("stem", sorted(SAID))
def test_the_words_of_an_article_are_those_of_its_page(stem: str) -> None:
    words = bare_words((PAGES / f"{stem}.html").read_text("utf-8"))
    for line in read_file(PAGES / f"{stem}.html").text.splitlines():
        for cell in line.split("\t"):
            assert "".join(cell.split()) in words


def test_every_page_has_its_expectation() -> None:
    assert {path.stem for path in PAGES.glob("*.html")} == {path.stem for path in PAGES.glob("*.expected")} == set(SAID)


@given(st.lists(st.text("abc đơn&<>\"' ", min_size=1).filter(str.strip), min_size=1, max_size=5))
def test_paragraphs_come_out_one_a_line(paragraphs: list[str]) -> None:
    body = "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)
    found = lines(page(f"<article><h1>Bàn giao cờ luân lưu</h1>{body}<p>{PROSE}</p></article>"))
    assert found == ["Bàn giao cờ luân lưu", *(" ".join(text.split()) for text in paragraphs), PROSE]


def test_a_page_is_known_by_its_content_whatever_its_name() -> None:
    markup = page(f"<h1>Bàn giao cờ luân lưu</h1><p>{PROSE}</p>")
    documents = [read_document(markup.encode(), name) for name in ("a.txt", "a.md", "a", "a.html")]
    assert {document.text for document in documents} == {f"Bàn giao cờ luân lưu\n{PROSE}\n"}
    assert {document.media_type for document in documents} == {"text/html"}


def test_text_that_mentions_tags_is_no_page() -> None:
    text = "<p> begins a paragraph in HTML, <div> a division.\nWe use both.\n"
    assert read_document(text.encode(), "a.html").text == text


def test_inline_marks_do_not_cut_words() -> None:
    marked = PROSE.replace("chín", "c<b>h</b><i>ín</i>").replace("Sở", "<span>S</span><span>ở</span>")
    assert PROSE in lines(page(f"<h1>Bàn giao cờ luân lưu</h1><p>{marked}</p>"))


def test_spans_of_a_byline_do_not_stick_together() -> None:
    found = lines(page(f"<h1>Bàn giao cờ luân lưu</h1><div><span class=a>An Bình</span><span class=d>1/2/2025</span></div><p>{PROSE}</p>"))
    assert found[1] == "An Bình 1/2/2025"


def test_cells_of_a_row_stand_in_one_line_and_layout_tables_do_not() -> None:
    data = "<table><tr><th>Đơn vị<th>Vai trò</tr><tr><td>Sở <b>Y tế</b><td><p>Cụm</p><p>phó</p></tr></table>"
    layout = f"<table><tr><td><h1>Bàn giao cờ luân lưu</h1></td></tr><tr><td><p>{PROSE}</p><p>{PROSE}</p>{data}</td></tr></table>"
    assert lines(page(layout)) == ["Bàn giao cờ luân lưu", PROSE, PROSE, "Đơn vị\tVai trò", "Sở Y tế\tCụm phó"]


def test_a_headline_comes_first_and_a_date_above_it_after() -> None:
    found = lines(page(f"<article><p class=date>Thứ Sáu, 7/2/2025</p><h1>Bàn giao <br>cờ luân lưu</h1><p>{PROSE}</p></article>"))
    assert found == ["Bàn giao cờ luân lưu", "Thứ Sáu, 7/2/2025", PROSE]


def test_a_page_without_headline_begins_with_its_title() -> None:
    found = lines(page(f"<div><p>{PROSE}</p></div>", "<title>Bàn giao cờ luân lưu - Báo Trời</title>"))
    assert found == ["Bàn giao cờ luân lưu", PROSE]


def test_furniture_names_on_the_article_itself_do_not_lose_it() -> None:
    body = f"<h1>Bàn giao cờ luân lưu</h1><div class='share promo'><p>{PROSE}</p><p>{PROSE}</p></div>"
    assert lines(page(f"<div class='has-sidebar no-comments with-menu'>{body}</div>")) == ["Bàn giao cờ luân lưu", PROSE, PROSE]


@pytest.mark.parametrize("label", ["0 comments", "Bình luận (0)", "Kommentarer"])
def test_a_count_of_comments_above_the_article_does_not_lose_it(label: str) -> None:
    assert lines(page(f"<h1>Bàn giao cờ luân lưu</h1><div>{label}</div><p>{PROSE}</p><p>{PROSE}</p>")) == [
        "Bàn giao cờ luân lưu",
        PROSE,
        PROSE,
    ]


@pytest.mark.parametrize(
    "heading", ["Tin liên quan", "Read more", "Les også", "Lees ook:", "Mehr zum Thema", "À lire aussi", "RELATED NEWS"]
)
def test_links_to_other_pages_go_with_their_heading(heading: str) -> None:
    links = "<ul><li><a href=/1>Sở Y tế làm Cụm trưởng Cụm số 9</a></li><li><a href=/2>Chuyện khác</a></li></ul>"
    found = lines(page(f"<h1>Bàn giao cờ luân lưu</h1><p>{PROSE}</p><h3>{heading}</h3>{links}<p>Đoạn cuối của bài.</p>"))
    assert found == ["Bàn giao cờ luân lưu", PROSE, "Đoạn cuối của bài."]


def test_a_label_within_a_sentence_is_no_heading() -> None:
    sentence = "<p><b>Chủ đề</b>: Đoàn kết, sáng tạo</p>"
    assert "Chủ đề: Đoàn kết, sáng tạo" in lines(page(f"<h1>Bàn giao cờ luân lưu</h1>{sentence}<p>{PROSE}</p>"))


def test_hidden_words_are_not_read() -> None:
    hidden = (
        "<p hidden>ẩn một</p><p style='display: none'>ẩn hai</p><p aria-hidden=true>ẩn ba</p><noscript>ẩn bốn</noscript><!-- ẩn năm -->"
    )
    assert lines(page(f"<h1>Bàn giao cờ luân lưu</h1>{hidden}<p>{PROSE}</p>")) == ["Bàn giao cờ luân lưu", PROSE]


def test_the_encoding_a_page_claims_does_not_spoil_unicode() -> None:
    markup = f"<html><head><meta charset='windows-1252'></head><body><h1>Bàn giao cờ luân lưu</h1><p>{PROSE}</p></body></html>"
    assert lines(markup) == ["Bàn giao cờ luân lưu", PROSE]


def test_broken_linked_data_is_passed_over() -> None:
    head = "<script type='application/ld+json'>{'datePublished': </script><script type='application/ld+json'>" + "[" * 9999 + "</script>"
    assert read_document(page(f"<h1>Bàn giao cờ</h1><p>{PROSE}</p>", head).encode(), "x.html").date is None
