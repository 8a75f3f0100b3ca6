"""`thidua explain`: what is read in a document and why, in the terminal, as a page and as JSON."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from app.errors import ExitCode

from .cli import thidua

REPORT = """The 34th Army Corps hands over in Hanoi

HANOI, January 16, 2026 - The 34th Army Corps, head unit of Emulation Bloc No. 4 of the Ministry of National Defence in 2025, met.
The bloc comprises the 34th Army Corps and Command 86. <script>alert('&')</script> \x1b[31mred
"""
VOID = {"meta", "link", "img", "br", "hr"}


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report & more.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


class Page(HTMLParser):
    """The tags of a page, checked for balance; the text of marks; everything that would be fetched."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marked: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "mark":
            self.marked.append(data)


def explained(path: Path, *more: str) -> dict[str, Any]:
    done = thidua("explain", str(path), "--json", *more)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def facts(explanation: dict[str, Any]) -> list[dict[str, Any]]:
    return [fact for sentence in explanation["sentences"] for fact in sentence["facts"]]


def test_the_terminal_shows_the_fact_its_rule_its_pattern_and_its_slots(report: Path) -> None:
    done = thidua("explain", str(report), COLUMNS="300")
    assert done.returncode == 0
    assert "unit/quan-doan-34 leads_bloc bloc/bo-quoc-phong-4 year=2025 · asserted" in done.stdout
    assert re.search(r"rule: (en|common)/leads_bloc/\d+  \(packs/(en|common)\.yaml, leads_bloc, number \d+\)\n +pattern: \S", done.stdout)
    assert re.search(r"\{unit\}: .*34th Army Corps", done.stdout)
    assert "from context:" in done.stdout
    assert "\x1b" not in done.stdout
    assert "items:" not in done.stdout


def test_items_that_no_fact_used_are_marked(report: Path) -> None:
    done = thidua("explain", str(report), "--items", COLUMNS="300")
    assert re.search(r"items: .*HANOI:\S*\?", done.stdout)
    assert re.search(r"items: .*34th Army Corps:unit(?!\?)", done.stdout)
    shown = explained(report, "--items")["sentences"]
    assert {item["used"] for sentence in shown for item in sentence["items"]} == {True, False}


def test_what_is_explained_is_what_is_extracted(report: Path) -> None:
    shown = {(fact["subject"], fact["predicate"], fact["status"]) for fact in facts(explained(report))}
    lines = thidua("extract", str(report)).stdout.splitlines()
    read = {(line["subject"]["id"], line["predicate"], line["status"]) for line in map(json.loads, lines)}
    assert shown == read
    assert read


def test_places_count_in_the_documents_text(report: Path) -> None:
    found = explained(report)
    marked = [item for sentence in found["sentences"] for item in (*sentence["mentions"], *sentence["facts"])]
    assert marked
    assert all(item["quote"] == REPORT[item["start"] : item["end"]] for item in marked)
    assert any(fact["by"]["pattern"] and fact["by"]["slots"] for fact in facts(found))
    assert any("year" in fact["from_context"] or "object" in fact["from_context"] for fact in facts(found))


@pytest.mark.parametrize("more", [(), ("--items",)])
def test_the_page_stands_alone_and_holds_the_document_escaped(report: Path, tmp_path: Path, more: tuple[str, ...]) -> None:
    target = tmp_path / "page.html"
    done = thidua("explain", str(report), "--html", str(target), *more)
    assert (done.returncode, done.stdout.strip()) == (0, f"Written: {target}")
    text = target.read_text(encoding="utf-8")
    page = Page(text)
    assert page.open == []
    names = {tag for tag, _ in page.tags}
    assert names.isdisjoint({"script", "link", "img", "iframe"})
    assert not [attributes for _, attributes in page.tags if {"src", "href", "onclick"} & set(attributes)]
    assert not re.search(r"url\(|@import|https?://", text)
    assert ("html", {"lang": "en"}) in page.tags
    assert any(attributes.get("lang") == "en" for tag, attributes in page.tags if tag == "p")
    assert "prefers-color-scheme: dark" in text
    assert "&lt;script&gt;" in text
    assert "34th Army Corps" in page.marked
    assert "\x1b" not in text


def test_a_language_without_a_pack_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("これは日本語の文書です。競争と表彰の報告は来年に発表されます。", encoding="utf-8")
    done = thidua("explain", str(path), "--html", str(tmp_path / "a.html"))
    assert done.returncode == 0
    assert "nothing is read" in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "nothing is read" in thidua("explain", str(path)).stdout


def test_what_can_not_be_read_or_written_is_said_in_one_line(report: Path, tmp_path: Path) -> None:
    missing = thidua("explain", str(tmp_path / "missing.txt"))
    assert missing.returncode == ExitCode.SOME_DOCUMENTS_FAILED
    assert "missing.txt" in missing.stderr
    assert missing.stderr.count("\n") == 1
    unwritable = thidua("explain", str(report), "--html", str(tmp_path / "no" / "where.html"))
    assert unwritable.returncode == ExitCode.FILE
    assert "where.html" in unwritable.stderr
