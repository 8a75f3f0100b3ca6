"""What the service answers to those who read, on each engine."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from ontology.vocabulary import vocabulary

from .conftest import Service
from .corpus import BLOC_2, BLOC_4, COMMAND_86, CORPS_12, CORPS_34, DIGITAL, READINGS, RESOLUTION_3, RESOLUTION_57


def get(client: httpx.Client, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return answer.json()


def pages(client: httpx.Client, address: str | None) -> list[dict[str, Any]]:
    items = []
    while address:
        page = get(client, address)
        items += page["items"]
        address = page["next"]
    return items


def test_every_class_of_the_ontology_has_its_list(client: httpx.Client) -> None:
    for name in vocabulary().classes:
        assert all(item["id"].startswith(f"{name}/") for item in get(client, f"/{name}")["items"])


def test_the_id_of_a_thing_is_its_path(client: httpx.Client) -> None:
    for name in vocabulary().classes:
        for item in get(client, f"/{name}")["items"]:
            assert get(client, f"/{item['id']}")["id"] == item["id"]


def test_the_id_of_a_statement_and_of_a_document_is_its_path(client: httpx.Client) -> None:
    for name in ("statement", "document"):
        for item in get(client, f"/{name}")["items"]:
            assert get(client, f"/{item['id']}")["id"] == item["id"]


def test_the_leaders_of_a_bloc_come_by_year_with_their_quotes(client: httpx.Client) -> None:
    answer = get(client, f"/{BLOC_4.id}/leaders")
    assert answer["bloc"]["labels"] == BLOC_4.labels
    assert [item["qualifiers"]["year"] for item in answer["items"]] == [2024, 2024, 2025, 2026]
    assert all(piece["quote"] for item in answer["items"] for piece in item["evidence"])


def test_the_leader_in_a_year_stands_on_every_document_that_says_so(client: httpx.Client) -> None:
    (said,) = get(client, f"/{BLOC_4.id}/leaders?year=2025")["items"]
    assert said["subject"]["id"] == CORPS_34.id
    assert {piece["document"]["name"] for piece in said["evidence"]} == {"report-2025.txt", "rapport-2025.txt"}
    assert {piece["document"]["date"] for piece in said["evidence"]} == {"2025-12-19"}


@pytest.mark.parametrize(("span", "years"), [("from=2025", [2025, 2026]), ("to=2024", [2024, 2024]), ("from=2025&to=2025", [2025])])
def test_a_span_of_years(client: httpx.Client, span: str, years: list[int]) -> None:
    assert [item["qualifiers"]["year"] for item in get(client, f"/{BLOC_4.id}/leaders?{span}")["items"]] == years


def test_the_leaders_of_all_blocs_in_a_year(client: httpx.Client) -> None:
    assert [item["object"]["id"] for item in get(client, "/leaders?year=2023")["items"]] == [BLOC_2.id]


def test_a_unit_shows_the_blocs_it_led_by_year(client: httpx.Client) -> None:
    led = get(client, f"/{CORPS_34.id}")["blocs_led"]
    assert [(item["year"], item["bloc"]["id"]) for item in led] == [(2023, BLOC_2.id), (2025, BLOC_4.id)]


def test_a_resolution_leads_to_its_movement_directly_and_through_another(client: httpx.Client) -> None:
    paths = get(client, f"/{RESOLUTION_57.id}/trace")["paths"]
    nodes = [[node["id"] for node in path["nodes"]] for path in paths]
    assert nodes == [[RESOLUTION_57.id, DIGITAL.id], [RESOLUTION_57.id, RESOLUTION_3.id, DIGITAL.id]]
    assert all(step["evidence"][0]["quote"] for path in paths for step in path["steps"])


def test_a_movement_leads_back_to_its_resolutions(client: httpx.Client) -> None:
    paths = get(client, f"/{DIGITAL.id}/trace")["paths"]
    assert {path["nodes"][-1]["id"] for path in paths} == {RESOLUTION_3.id, RESOLUTION_57.id}


def test_a_trace_is_as_long_as_asked_for(client: httpx.Client) -> None:
    assert len(get(client, f"/{RESOLUTION_57.id}/trace?limit=1")["paths"]) == 1


def test_a_statement_shows_what_contradicts_it(client: httpx.Client) -> None:
    said = next(item for item in get(client, f"/{BLOC_4.id}/leaders?year=2024")["items"] if item["subject"]["id"] == CORPS_12.id)
    (other,) = get(client, f"/{said['id']}")["contradicted_by"]
    assert other["subject"]["id"] == COMMAND_86.id


def test_a_document_shows_its_text_and_its_statements(client: httpx.Client) -> None:
    for reading in READINGS:
        shown = get(client, f"/{reading.document.id}")
        assert shown["text"] == reading.document.text
        assert {item["id"] for item in shown["statements"]} == {statement.id for statement in reading.statements}


def test_every_quote_is_the_passage_it_says_it_is(client: httpx.Client) -> None:
    texts = {item["id"]: get(client, f"/{item['id']}")["text"] for item in get(client, "/document")["items"]}
    pieces = [piece for item in pages(client, "/statement") for piece in item["evidence"]]
    assert pieces
    assert all(texts[piece["document"]["id"]][piece["start"] : piece["end"]] == piece["quote"] for piece in pieces)


@pytest.mark.parametrize("words", ["quan doan 34", "Quân đoàn 34", "det 34. armekorpset", "34TH ARMY CORPS", "34 det armékorps"])
def test_search_finds_a_thing_by_any_of_its_names(client: httpx.Client, words: str) -> None:
    assert get(client, f"/search?q={words}")["items"][0]["thing"]["id"] == CORPS_34.id


def test_search_within_a_class(client: httpx.Client) -> None:
    assert {hit["thing"]["type"] for hit in get(client, "/search?q=bo&type=bloc")["items"]} == {"Bloc"}


@pytest.mark.parametrize(
    "address", ["/unit", "/statement", "/statement?predicate=leads_bloc", "/document", "/leaders", "/leaders?from=2024&to=2025"]
)
def test_pages_of_one_make_up_the_whole_list(client: httpx.Client, address: str) -> None:
    whole = get(client, address)["items"]
    joint = "&" if "?" in address else "?"
    assert len(whole) > 1
    assert pages(client, f"{address}{joint}limit=1") == whole


def test_the_next_page_stands_in_the_link_header_too(client: httpx.Client) -> None:
    first = client.get("/unit?limit=1")
    assert first.links["next"]["url"] == first.json()["next"]


def test_the_start_says_how_much_is_here(client: httpx.Client) -> None:
    counts = get(client, "/")["counts"]
    assert (counts["document"], counts["statement"], counts["unit"]) == (4, 9, 3)
    for address in get(client, "/")["lists"]:
        get(client, address)


@pytest.mark.parametrize("form", ["nt", "ttl", "jsonld", "rdf", "nq", "trig"])
def test_the_export_is_the_file_that_export_writes(service: Service, form: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    from app.exchange import export

    file = tmp_path_factory.mktemp("export") / f"graph.{form}"
    export(service.graph, file, "https://thidua.example/")
    answer = service.client.get(f"/export?format={form}")
    assert answer.status_code == 200
    assert answer.content == file.read_bytes()


def test_an_export_leaves_nothing_behind(service: Service) -> None:
    service.client.get("/export")
    assert not list(service.home.glob("thidua-export-*"))


def test_it_lives_and_is_ready(client: httpx.Client) -> None:
    assert get(client, "/healthz") == get(client, "/readyz") == {"status": "ok"}
