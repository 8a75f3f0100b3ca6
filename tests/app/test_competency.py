"""The competency questions that the two source documents answer, asked over HTTP; each answer must stand on a quote."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph import Connection, open_graph
from loaders.pipeline import read_and_extract
from loaders.reading import discover

from .serving import served, settings_for

BLOC = "bloc/bo-quoc-phong-4"
CORPS = "unit/quan-doan-34"
COMMAND = "unit/bo-tu-lenh-86"
COUNCIL = "council/hoi-dong-thi-dua-khen-thuong-trung-uong"
CORPS_12 = "unit/quan-doan-12"
MAUSOLEUM = "unit/bo-tu-lenh-bao-ve-lang-chu-tich-ho-chi-minh"
RURAL = "movement/ca-nuoc-chung-suc-xay-dung-nong-thon-moi"
POOR = "movement/vi-nguoi-ngheo-khong-de-ai-bi-bo-lai-phia-sau"
INFRASTRUCTURE = "movement/day-manh-phat-trien-ket-cau-ha-tang-dong-bo-hien-dai"
LITERACY = "movement/binh-dan-hoc-vu-so"
TO_WIN = "movement/thi-dua-quyet-thang"
HOUSING = "movement/ca-nuoc-chung-tay-xoa-nha-tam-nha-dot-nat"
ROADS = "movement/500-ngay-dem-thi-dua-hoan-thanh-3-000-km-duong-bo-cao-toc"
RICH = "movement/toan-dan-thi-dua-lam-giau"
DIGITAL = "movement/ca-nuoc-thi-dua-doi-moi-sang-tao-va-chuyen-doi-so"

Said = dict[str, Any]


@pytest.fixture(scope="module")
def client(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A service over the two source documents."""
    home = tmp_path_factory.mktemp("seeds")
    with open_graph(Connection(home=home, heap="512m")) as graph:
        outcomes = [written.outcome for written in graph.write(map(read_and_extract, discover([shared / "seeds"])))]
        assert outcomes == ["new", "new"]
        with served(settings_for(home), graph) as client:
            yield client


@pytest.fixture
def get(client: httpx.Client) -> Callable[[str], Any]:
    """The JSON at an address."""

    def fetch(address: str) -> Any:
        answer = client.get(address)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return fetch


@pytest.fixture
def about(get: Callable[[str], Any]) -> Callable[..., list[Said]]:
    """What is said of a thing with a predicate, as subject, or `inverse`; every statement with its quotes."""

    def said(identifier: str, predicate: str, side: str = "about") -> list[Said]:
        found = [item for item in get(f"/{identifier}")[side] if item["predicate"] == predicate]
        assert all(item["evidence"] and all(piece["quote"] for piece in item["evidence"]) for item in found)
        return found

    return said


def objects(said: list[Said]) -> set[str]:
    return {item["object"]["id"] for item in said}


def subjects(said: list[Said]) -> set[str]:
    return {item["subject"]["id"] for item in said}


About = Callable[..., list[Said]]
Get = Callable[[str], Any]


def test_01_the_34th_corps_led_bloc_4_in_2025(get: Get) -> None:
    (said,) = get(f"/{BLOC}/leaders?year=2025")["items"]
    assert (said["subject"]["id"], said["status"]) == (CORPS, "asserted")
    assert any("34. armékorpset" in piece["quote"] for piece in said["evidence"])


def test_02_command_86_leads_it_in_2026(get: Get) -> None:
    assert subjects(get(f"/{BLOC}/leaders?year=2026")["items"]) == {COMMAND}


def test_03_the_members_of_2025(about: About) -> None:
    members = subjects([item for item in about(BLOC, "member_of_bloc", "inverse") if item["qualifiers"]["year"] == 2025])
    # The leader is a member by implication; both readings are fair.
    assert members - {CORPS} == {CORPS_12, MAUSOLEUM, COMMAND}


def test_04_the_flag_and_the_record_went_from_the_34th_corps_to_command_86(about: About) -> None:
    handed = about(CORPS, "handed_over_to")
    assert objects(handed) == {COMMAND}
    assert {item["qualifiers"]["item"] for item in handed} == {"rotating flag", "handover record"}
    assert {item["qualifiers"]["bloc"]["id"] for item in handed} == {BLOC}


def test_05_no_deputy_of_2026_is_named(about: About) -> None:
    assert about(BLOC, "deputy_leads_bloc", "inverse") == []


def test_06_the_posts_of_le_minh_quang(about: About) -> None:
    person = "person/le-minh-quang"
    posts = about(person, "holds_role")
    assert objects(posts) == {CORPS}
    assert {item["qualifiers"]["role"] for item in posts} == {"Secretary of the Party Committee", "Political Commissar"}
    assert "chair" in {item["qualifiers"].get("role") for item in about(person, "participated_in")}


def test_07_awards_were_only_proposed(get: Get) -> None:
    proposed = get("/statement?predicate=proposes_award&limit=500")["items"]
    assert objects(proposed) == {"award/co-thi-dua-cua-chinh-phu", "award/co-thi-dua-cua-bo-quoc-phong"}
    assert {item["status"] for item in proposed} == {"proposed"}
    assert get("/statement?predicate=awarded")["items"] == []


def test_08_the_movements_the_bloc_promotes_in_2026(about: About) -> None:
    promoted = [item for item in about(BLOC, "promotes_movement") if item["qualifiers"].get("year") == 2026]
    assert objects(promoted) >= {
        RURAL,
        POOR,
        INFRASTRUCTURE,
        LITERACY,
        "movement/dan-van-kheo",
        "movement/toan-dan-doan-ket-xay-dung-doi-song-van-hoa-o-khu-dan-cu",
        "movement/thi-dua-thuc-hien-van-hoa-cong-so-xung-danh-bo-doi-cu-ho",
        "movement/den-on-dap-nghia",
        "movement/toan-quan-doi-moi-sang-tao-va-chuyen-doi-so",
    }
    assert {item["status"] for item in promoted} == {"planned"}


def test_09_the_vice_chairs_of_the_central_council(about: About) -> None:
    posts = {item["qualifiers"]["role"]: item["subject"]["id"] for item in about(COUNCIL, "holds_role", "inverse")}
    assert posts["First Vice Chair"] == "person/vo-thi-anh-xuan"
    assert posts["Standing Vice Chair"] == "person/pham-thi-thanh-tra"
    assert "Chair" not in posts


def test_10_resolution_57_leads_to_the_movement_directly_and_through_resolution_3(get: Get) -> None:
    paths = get("/resolution/57-nq-tw/trace")["paths"]
    nodes = [[node["id"] for node in path["nodes"]] for path in paths]
    assert ["resolution/57-nq-tw", DIGITAL] in nodes
    assert ["resolution/57-nq-tw", "resolution/03-nq-cp", DIGITAL] in nodes
    assert all(step["evidence"] for path in paths for step in path["steps"])


def test_11_directive_41(about: About) -> None:
    assert objects(about("resolution/41-ct-tw", "issued_by")) == {"organization/bo-chinh-tri"}
    (subject,) = about("resolution/41-ct-tw", "has_subject")
    assert "leiderschap van de Partij" in subject["object"]["literal"]


def test_12_decree_152(about: About) -> None:
    decree = "resolution/152-2025-nd-cp"
    assert [item["object"]["literal"] for item in about(decree, "issued_on")] == ["2025-06-14"]
    assert objects(about(decree, "details")) == {"resolution/luat-thi-dua-khen-thuong"}
    assert "decentralisatie" in about(decree, "has_subject")[0]["object"]["literal"]


@pytest.mark.parametrize(
    ("movement", "owner"),
    [
        (TO_WIN, "organization/bo-quoc-phong"),
        ("movement/vi-an-ninh-to-quoc", "organization/bo-cong-an"),
        ("movement/doan-ket-trach-nhiem-ky-cuong-liem-chinh", "organization/toa-an-nhan-dan"),
        ("movement/chuyen-nghiep-hieu-luc-hieu-qua-phuc-vu-quoc-hoi", "organization/van-phong-quoc-hoi"),
        ("movement/doan-ket-quyet-tam-chu-dong-kip-thoi-dot-pha-hieu-qua", "organization/van-phong-chinh-phu"),
        ("movement/doan-ket-ky-cuong-doi-moi-hieu-luc-hieu-qua", "organization/bo-noi-vu"),
    ],
)
def test_13_which_body_owns_which_movement(about: About, movement: str, owner: str) -> None:
    assert objects(about(movement, "movement_of")) == {owner}


def test_14_what_the_housing_movement_achieved(about: About) -> None:
    assert {item["qualifiers"]["value"] for item in about(HOUSING, "has_result")} == {263_000, 94.7}


def test_15_the_infrastructure_figures(about: About) -> None:
    assert {item["qualifiers"]["value"] for item in about(INFRASTRUCTURE, "has_result")} >= {19, 1327, 2268, 52}


@pytest.mark.parametrize(
    ("movement", "body", "date"),
    [(HOUSING, "organization/bo-dan-toc-va-ton-giao", "2025-08-31"), (ROADS, "organization/bo-xay-dung", "2025-12-19")],
)
def test_16_who_must_sum_up_what_by_when(about: About, movement: str, body: str, date: str) -> None:
    assert subjects(about(movement, "leads_task", "inverse")) == {body}
    assert {item["object"]["literal"] for item in about(movement, "has_deadline")} == {date}


def test_17_how_many_were_commended(get: Get) -> None:
    results = get("/statement?predicate=has_result&limit=500")["items"]
    assert {item["qualifiers"].get("value") for item in results} >= {960, 38_000}


def test_18_the_movement_to_get_rich_is_only_asked_for(about: About) -> None:
    launched = about(RICH, "launched", "inverse")
    assert {(item["subject"]["id"], item["status"]) for item in launched} == {("person/pham-minh-chinh", "requested")}
    assert objects(about(RICH, "implements")) == {"resolution/68-nq-tw"}


@pytest.mark.parametrize("movement", [RURAL, POOR, INFRASTRUCTURE, LITERACY, TO_WIN])
def test_19_movements_of_both_documents(get: Get, movement: str) -> None:
    shown = get(f"/{movement}")
    documents = {piece["document"]["id"] for item in shown["about"] + shown["inverse"] for piece in item["evidence"]}
    assert len(documents) == 2
