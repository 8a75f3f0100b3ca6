"""Taking documents in over HTTP and withdrawing them, on each engine."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from app.exchange import content_hash

from .conftest import Service
from .corpus import BLOC_4
from .serving import TOKEN, WRITER, served, settings_for

REPORT = (
    "Khối thi đua số 4 Bộ Quốc phòng tổng kết năm 2025\n\n"
    "Tại hội nghị, Quân đoàn 34, đơn vị Khối trưởng Khối thi đua số 4 Bộ Quốc phòng năm 2025, đã bàn giao cờ luân lưu cho Bộ Tư lệnh 86.\n"
)
TEXT = {"Content-Type": "text/plain"}
BASE = "https://thidua.example/"


def post(client: httpx.Client, content: bytes, name: str = "new.txt", kind: str = "text/plain") -> httpx.Response:
    return client.post("/document", params={"name": name}, content=content, headers={**WRITER, "Content-Type": kind})


def test_a_document_is_stored_and_then_there(client: httpx.Client) -> None:
    answer = post(client, REPORT.encode())
    assert answer.status_code == 201
    stored = answer.json()
    assert stored["outcome"] == "new"
    shown = client.get(answer.headers["location"]).json()
    assert (shown["id"], shown["name"], shown["text"]) == (stored["document"], "new.txt", REPORT)
    assert len(shown["statements"]) == stored["statements"]


def test_the_same_bytes_again_change_nothing(client: httpx.Client) -> None:
    post(client, REPORT.encode())
    again = post(client, REPORT.encode())
    assert (again.status_code, again.json()["outcome"]) == (200, "unchanged")


def test_withdrawing_leaves_the_graph_as_it_was(service: Service) -> None:
    before = content_hash(service.graph, BASE)
    stored = post(service.client, REPORT.encode()).json()
    assert content_hash(service.graph, BASE) != before
    assert service.client.delete(f"/{stored['document']}", headers=WRITER).status_code == 204
    assert content_hash(service.graph, BASE) == before
    assert service.client.get(f"/{stored['document']}").status_code == 404


def test_a_form_with_a_file_is_the_same_document(client: httpx.Client) -> None:
    by_body = post(client, REPORT.encode(), "report.txt").json()
    by_form = client.post("/document", files={"file": ("report.txt", REPORT.encode())}, headers=WRITER)
    assert (by_form.status_code, by_form.json()["document"], by_form.json()["outcome"]) == (200, by_body["document"], "unchanged")


def test_html_is_read_as_its_article(client: httpx.Client) -> None:
    page = f"<html><head><title>T</title></head><body><nav>Home</nav><article><p>{REPORT}</p></article></body></html>"
    stored = post(client, page.encode(), "page.html", "text/html").json()
    shown = client.get(f"/{stored['document']}").json()
    assert "<p>" not in shown["text"]
    assert "Quân đoàn 34" in shown["text"]
    assert shown["media_type"] == "text/html"


def test_documents_taken_in_at_once_are_all_there(client: httpx.Client) -> None:
    contents = [f"{REPORT}Bản số {number}.\n".encode() for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda content: post(client, content), contents))
    assert [answer.status_code for answer in answers] == [201] * 8
    assert all(client.get(answer.headers["location"]).status_code == 200 for answer in answers)


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}, {"Authorization": "Bearer"}]
)
def test_without_the_token_nothing_is_written(service: Service, headers: dict[str, str]) -> None:
    before = service.look()
    posted = service.client.post("/document", content=REPORT.encode(), headers={**TEXT, **headers})
    some = service.client.get("/document").json()["items"][0]["id"]
    deleted = service.client.delete(f"/{some}", headers=headers)
    assert (posted.status_code, deleted.status_code) == (401, 401)
    assert posted.headers["www-authenticate"] == "Bearer"
    assert service.look() == before


@pytest.fixture
def closed(on_embedded: Service, tmp_path: Path) -> Iterator[httpx.Client]:
    """A client of a service without tokens."""
    with served(settings_for(tmp_path, tokens=frozenset()), on_embedded.graph) as client:
        yield client


def test_where_no_token_is_set_writing_is_refused_and_says_why(closed: httpx.Client) -> None:
    answer = closed.post("/document", content=REPORT.encode(), headers={**TEXT, **WRITER})
    assert answer.status_code == 403
    assert "THIDUA_TOKENS" in answer.json()["detail"]
    assert closed.get(f"/{BLOC_4.id}").status_code == 200


def test_withdrawing_what_is_not_there(client: httpx.Client) -> None:
    assert client.delete(f"/document/{'0' * 64}", headers=WRITER).status_code == 404
