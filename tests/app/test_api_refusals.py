"""What the service refuses, and how it says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from .conftest import Service
from .corpus import BLOC_4
from .serving import WRITER, served, settings_for

LIMIT = 1000


@pytest.fixture
def client(on_embedded: Service) -> httpx.Client:
    return on_embedded.client


@pytest.fixture
def narrow(on_embedded: Service, tmp_path: Path) -> Iterator[httpx.Client]:
    """A client of a service with a low limit."""
    with served(settings_for(tmp_path, max_document_bytes=LIMIT, max_page=2), on_embedded.graph) as client:
        yield client


def refused(answer: httpx.Response, status: int) -> dict[str, object]:
    """The problem an answer tells of."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, object] = answer.json()
    assert problem["status"] == status
    return problem


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        (f"/{BLOC_4.id}/leaders?year=twenty", "integer"),
        (f"/{BLOC_4.id}/leaders?year=99", "1000"),
        (f"/{BLOC_4.id}/leaders?yeer=2025", "from, to, year"),
        (f"/{BLOC_4.id}/leaders?year=2025&year=2024", "once"),
        (f"/{BLOC_4.id}/leaders?year=2025&from=2024", "alone"),
        (f"/{BLOC_4.id}/leaders?from=2025&to=2024", "from=2025"),
        ("/unit?limit=0", "1"),
        ("/unit?limit=501", "500"),
        ("/statement?predicate=follows", "leads_bloc"),
        ("/search?q=x&type=planet", "bloc"),
        ("/search", "required"),
        ("/search?q=", "1 character"),
        ("/export?format=docx", "ttl"),
        ("/leaders?cursor=nonsense", "next"),
        ("/healthz?verbose=1", "none"),
    ],
)
def test_a_wrong_parameter_is_told_what_is_allowed(client: httpx.Client, address: str, allowed: str) -> None:
    problem = refused(client.get(address), 422)
    assert problem["errors"]
    assert allowed in str(problem["errors"])


def test_an_unknown_id_is_told_what_was_near(client: httpx.Client) -> None:
    problem = refused(client.get("/bloc/mau-bo-quoc-phong-44"), 404)
    assert BLOC_4.id in [thing["id"] for thing in problem["near"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "address", ["/bloc/x/leaders", "/resolution/x/trace", "/movement/x/trace", "/statement/x", "/document/x", "/unit/%00", "/nowhere"]
)
def test_what_is_not_there_is_not_found(client: httpx.Client, address: str) -> None:
    refused(client.get(address), 404)


def test_a_method_the_address_does_not_know(client: httpx.Client) -> None:
    answer = client.put("/bloc")
    refused(answer, 405)
    assert answer.headers["allow"] == "GET"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\n" + bytes(range(256)), "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not text"),
        (b" \n\t ", "no text"),
    ],
)
def test_what_is_no_document_is_told_why(on_embedded: Service, content: bytes, why: str) -> None:
    before = on_embedded.look()
    answer = on_embedded.client.post("/document", content=content, headers={**WRITER, "Content-Type": "text/plain"})
    assert why in str(refused(answer, 422)["detail"])
    assert on_embedded.look() == before


@pytest.mark.parametrize("kind", ["application/pdf", "application/json", ""])
def test_a_body_of_a_kind_that_is_not_read(client: httpx.Client, kind: str) -> None:
    answer = client.post("/document", content=b"text", headers={**WRITER, "Content-Type": kind})
    assert "text/plain" in str(refused(answer, 415)["detail"])


def test_a_form_without_the_file(client: httpx.Client) -> None:
    answer = client.post("/document", files={"other": ("a.txt", b"text")}, headers=WRITER)
    assert "file" in str(refused(answer, 422)["errors"])


def test_a_name_that_is_a_path(client: httpx.Client) -> None:
    answer = client.post(
        "/document", params={"name": "../../etc/passwd"}, content=b"text", headers={**WRITER, "Content-Type": "text/plain"}
    )
    refused(answer, 422)


def test_a_body_over_the_limit_by_its_declared_length(narrow: httpx.Client) -> None:
    answer = narrow.post("/document", content=b"x" * 200_000, headers={**WRITER, "Content-Type": "text/plain"})
    assert "1,000 bytes" in str(refused(answer, 413)["detail"])


def test_a_body_that_never_ends_is_refused_while_it_comes_in(narrow: httpx.Client) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        while sent < 1_000_000_000:
            sent += 65_536
            yield b"x" * 65_536

    try:
        answer = narrow.post("/document", content=endless(), headers={**WRITER, "Content-Type": "text/plain"})
    except (httpx.WriteError, httpx.ReadError):  # the service has hung up on us in the midst of it, which is an answer too
        pass
    else:
        refused(answer, 413)
    assert sent < 100_000_000


def test_a_document_one_byte_over_the_limit(narrow: httpx.Client) -> None:
    content = b"one byte too many, ".ljust(LIMIT + 1, b"x")
    for answer in (
        narrow.post("/document", content=content, headers={**WRITER, "Content-Type": "text/plain"}),
        narrow.post("/document", files={"file": ("a.txt", content)}, headers=WRITER),
    ):
        refused(answer, 413)


def test_a_page_is_no_longer_than_the_setting_allows(narrow: httpx.Client) -> None:
    assert len(narrow.get("/statement").json()["items"]) == 2
    refused(narrow.get("/statement?limit=3"), 422)


@pytest.mark.parametrize("address", ["/", "/bloc/x", "/search", "/openapi.json"])
def test_every_answer_tells_browsers_to_trust_little(client: httpx.Client, address: str) -> None:
    headers = client.get(address).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers
