"""Review and conflicts: over HTTP and in the terminal."""

from __future__ import annotations

import json
import os
import subprocess
from typing import Any

import httpx
import pytest

from app.exchange import content_hash
from app.review_shapes import Candidates, Conflicts, JudgementItem, Judgements
from ontology.models import Entity, Name
from tests.engines import load

from .cli import THIDUA, environment, thidua
from .conftest import Service
from .corpus import BLOC_4, COMMAND_86, CORPS_12, CORPS_34, reading
from .serving import WRITER

BASE = "https://thidua.example/"
TWIN = Entity.named("unit/mau-quan-doan-34-0123456789", [Name(text="Quân đoàn 34 anh hùng", language="vi")])
OTHER = Entity.named("unit/mau-quan-doan-34-1123456789", [Name(text="Đoàn quân 34", language="vi")])


@pytest.fixture
def doubtful(service: Service) -> Service:
    """The corpus, and two documents that call one of its units otherwise."""
    load(
        service.graph,
        [
            reading("twin.txt", "vi", (TWIN, "leads_bloc", BLOC_4, 2025, "Quân đoàn 34 anh hùng là Khối trưởng năm 2025.")),
            reading("other.txt", "vi", (OTHER, "member_of_bloc", BLOC_4, 2025, "Đoàn quân 34 là thành viên.")),
        ],
    )
    return service


def judge(client: httpx.Client, left: Entity | str, right: Entity | str, verdict: str = "same") -> httpx.Response:
    ids = [thing.id if isinstance(thing, Entity) else thing for thing in (left, right)]
    content = {"left": ids[0], "right": ids[1], "verdict": verdict, "by": "An", "note": "seen"}
    return client.post("/review", json=content, headers=WRITER)


def everything(client: httpx.Client, address: str) -> list[Any]:
    found, following = [], address
    while following:
        page = client.get(following).json()
        found += page["items"]
        following = page["next"]
    return found


def test_the_queue_has_scores_in_parts(doubtful: Service) -> None:
    answer = doubtful.client.get("/review")
    Candidates.model_validate(answer.json())
    pairs = {(item["left"]["id"], item["right"]["id"]): item for item in everything(doubtful.client, "/review?limit=1")}
    assert (CORPS_34.id, TWIN.id) in pairs
    assert (TWIN.id, OTHER.id) in pairs
    assert pairs[CORPS_34.id, TWIN.id]["parts"]["numbers"] == 1


def test_a_judgement_is_kept_shown_and_taken_back(doubtful: Service) -> None:
    client, before = doubtful.client, content_hash(doubtful.graph, BASE)
    answer = judge(client, TWIN, CORPS_34)
    assert answer.status_code == 201
    made = JudgementItem.model_validate(answer.json())
    assert (made.verdict, made.by, made.note, made.left.id) == ("same", "An", "seen", CORPS_34.id)
    assert client.get(answer.headers["location"]).json() == answer.json()
    assert [item.id for item in Judgements.model_validate(client.get("/judgement").json()).items] == [made.id]
    assert content_hash(doubtful.graph, BASE) != before
    slug = made.id.partition("/")[2]
    assert client.delete(f"/review/{slug}", headers=WRITER).status_code == 204
    assert content_hash(doubtful.graph, BASE) == before
    assert client.delete(f"/review/{slug}", headers=WRITER).status_code == client.get(f"/judgement/{slug}").status_code == 404


def test_an_absorbed_thing_leads_to_the_one_that_stands_for_it(doubtful: Service) -> None:
    client = doubtful.client
    judge(client, TWIN, CORPS_34)
    answer = client.get(f"/{TWIN.id}", params={"limit": 5})
    assert (answer.status_code, answer.headers["location"]) == (308, f"/{CORPS_34.id}?limit=5")
    shown = client.get(answer.headers["location"]).json()
    assert {"text": "Quân đoàn 34 anh hùng", "language": "vi"} in shown["aliases"]
    (led,) = [item["statement"] for item in shown["blocs_led"] if item["year"] == 2025]
    assert {item["document"]["name"] for item in led["evidence"]} == {"report-2025.txt", "rapport-2025.txt", "twin.txt"}
    assert len(led["also"]) == 1
    (read,) = [client.get(f"/{identifier}").json() for identifier in led["also"]]
    assert (read["subject"]["id"], read["subject"]["read_as"]) == (CORPS_34.id, TWIN.id)
    leaders = client.get(f"/{BLOC_4.id}/leaders", params={"year": 2025}).json()["items"]
    assert [item["subject"]["id"] for item in leaders] == [CORPS_34.id]
    assert CORPS_34.id in {item["thing"]["id"] for item in client.get("/search", params={"q": "quan doan 34 anh hung"}).json()["items"]}


def test_what_contradicts_is_refused_with_both_named(doubtful: Service) -> None:
    first, second = judge(doubtful.client, CORPS_34, TWIN).json(), judge(doubtful.client, TWIN, OTHER).json()
    answer = judge(doubtful.client, CORPS_34, OTHER, "different")
    assert (answer.status_code, answer.headers["content-type"]) == (409, "application/problem+json")
    assert all(part in answer.json()["detail"] for part in (first["id"], second["id"], CORPS_34.id, OTHER.id))
    known = judge(doubtful.client, CORPS_34, CORPS_12)
    assert known.status_code == 409
    assert "authority files" in known.json()["detail"]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"right": CORPS_34.id}, 422),
        ({"right": BLOC_4.id}, 422),
        ({"right": "no id"}, 422),
        ({"right": "unit/nobody"}, 404),
        ({"verdict": "maybe"}, 422),
        ({"by": ""}, 422),
        ({"note": "\x00"}, 422),
        ({"at": "2026-01-31T09:30:00Z"}, 422),
    ],
)
def test_a_wrong_ruling_changes_nothing(doubtful: Service, change: dict[str, object], status: int) -> None:
    before = doubtful.graph.revision()
    content = {"left": CORPS_34.id, "right": TWIN.id, "verdict": "same", "by": "An", **change}
    answer = doubtful.client.post("/review", json=content, headers=WRITER)
    assert answer.status_code == status
    assert doubtful.graph.revision() == before


def test_judging_needs_a_token(doubtful: Service) -> None:
    content = {"left": CORPS_34.id, "right": TWIN.id, "verdict": "same", "by": "An"}
    assert doubtful.client.post("/review", json=content).status_code == 401
    assert doubtful.client.delete("/review/0").status_code == 401


def test_conflicts_come_with_all_sources(client: httpx.Client) -> None:
    answer = client.get("/conflicts", params={"type": "holders"})
    (conflict,) = Conflicts.model_validate(answer.json()).items
    assert (conflict.predicate, conflict.thing.id) == ("leads_bloc", BLOC_4.id)
    assert {item.subject.id for item in conflict.statements} == {CORPS_12.id, COMMAND_86.id}
    documents = {item.document.name for statement in conflict.statements for item in statement.evidence}
    assert documents == {"report-2025.txt", "rapport-2025.txt"}
    for statement in conflict.statements:
        (other,) = client.get(f"/{statement.id}").json()["contradicted_by"]
        assert other["id"] in {item.id for item in conflict.statements} - {statement.id}
    assert client.get("/conflicts", params={"type": "denial"}).json()["items"] == []
    assert client.get("/conflicts", params={"predicate": "issued_on"}).json()["items"] == []


@pytest.fixture
def home(on_embedded: Service) -> str:
    """A home with a doubtful pair, whose engine runs."""
    twin = reading("twin.txt", "vi", (TWIN, "leads_bloc", BLOC_4, 2025, "Quân đoàn 34 anh hùng là Khối trưởng năm 2025."))
    load(on_embedded.graph, [twin])
    return str(on_embedded.home)


def asked(home: str, *arguments: str) -> Any:
    done = thidua(*arguments, "--json", THIDUA_HOME=home)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def answered(home: str, keys: str) -> subprocess.CompletedProcess[str]:
    """`thidua review` with these keys typed."""
    command = [str(THIDUA), "review", "--by", "Bình"]
    return subprocess.run(command, input=keys, env=environment(THIDUA_HOME=home), capture_output=True, text=True, timeout=120, check=False)


def test_review_in_the_terminal(home: str) -> None:
    before = asked(home, "hash")
    (pair,) = asked(home, "review")["items"]
    assert (pair["left"]["id"], pair["right"]["id"]) == (CORPS_34.id, TWIN.id)
    listed = thidua("review", "--list", THIDUA_HOME=home)
    assert TWIN.id in listed.stdout.replace(os.linesep, "").replace(" ", "")
    for keys in ("q\n", "", "\n"):
        assert answered(home, keys).returncode == 0
        assert asked(home, "hash") == before
    done = answered(home, "s\n")
    assert done.returncode == 0, done.stderr
    assert "Quân đoàn 34 anh hùng là Khối trưởng năm 2025." in done.stdout
    assert asked(home, "review")["items"] == []
    judgement = done.stdout.rpartition("(")[2].strip().rstrip(")")
    assert asked(home, "review", "--undo", judgement) == {"taken_back": judgement}
    assert asked(home, "hash") == before
    assert thidua("review", "--undo", judgement, THIDUA_HOME=home).returncode == 4


def test_conflicts_in_the_terminal(home: str) -> None:
    kinds = [item["kind"] for item in asked(home, "conflicts")["items"]]
    assert kinds == ["holders", "holders"]
    shown = thidua("conflicts", "--type", "holders", "--predicate", "leads_bloc", THIDUA_HOME=home)
    assert "12" in shown.stdout
    assert "Kommando 86" in shown.stdout
    assert thidua("conflicts", "--type", "nonsense", THIDUA_HOME=home).returncode == 2
    assert thidua("conflicts", "--type", "denial", THIDUA_HOME=home).stdout.startswith("No two statements")
