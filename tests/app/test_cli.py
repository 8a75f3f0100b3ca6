"""The installed command, as a process of its own, on the embedded engine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import httpx
import psutil
import pytest

from app.errors import ExitCode
from graph import Connection, open_graph

from .cli import THIDUA, environment, start, thidua

REPORT = (
    "Khối thi đua số 4 Bộ Quốc phòng tổng kết năm 2025\n\n"
    "Tại hội nghị, Quân đoàn 34, đơn vị Khối trưởng Khối thi đua số 4 Bộ Quốc phòng năm 2025, đã bàn giao cờ luân lưu cho Bộ Tư lệnh 86.\n"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A home whose graph holds one report."""
    folder = tmp_path_factory.mktemp("cli")
    loaded = thidua("load", str(_report(folder)), THIDUA_HOME=str(folder / "home"))
    assert loaded.returncode == 0, loaded.stderr
    return str(folder / "home")


@pytest.fixture(scope="module")
def serving(home: str) -> str:
    """The address of `thidua serve` over that home; commands share its engine and need not start their own."""
    process = start("serve", "--port", "0", "--json", THIDUA_HOME=home)
    assert process.stdout
    yield json.loads(process.stdout.readline())["url"]
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == ExitCode.INTERRUPTED
    process.communicate()


def _report(folder: Path) -> Path:
    file = folder / "report.txt"
    file.write_text(REPORT, encoding="utf-8")
    return file


def asked(home: str, *arguments: str) -> object:
    answer = thidua(*arguments, "--json", THIDUA_HOME=home)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def test_extract_prints_a_statement_a_line_and_needs_no_database(tmp_path: Path) -> None:
    done = thidua("extract", str(_report(tmp_path)), THIDUA_HOME=str(tmp_path / "home"))
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert "leads_bloc" in {line["predicate"] for line in lines}
    assert all(REPORT[item["start"] : item["end"]] == item["quote"] for line in lines for item in line["evidence"])
    assert not (tmp_path / "home").exists()


def test_loading_again_changes_nothing(home: str, serving: str, tmp_path: Path) -> None:
    before = asked(home, "hash")
    summary = asked(home, "load", str(_report(tmp_path)))
    assert summary["unchanged"] == 1  # type: ignore[index]
    assert asked(home, "hash") == before


@pytest.mark.parametrize("name", ["bloc/bo-quoc-phong-4", "https://thidua.example/bloc/bo-quoc-phong-4", "khoi thi dua so 4 bo quoc phong"])
def test_leaders_by_id_iri_and_name(home: str, serving: str, name: str) -> None:
    answer = asked(home, "leaders", name, "--year", "2025")
    assert [item["subject"]["id"] for item in answer["items"]] == ["unit/quan-doan-34"]  # type: ignore[index]


@pytest.mark.parametrize("width", ["80", "120", "200"])
def test_a_table_fits_the_width_and_loses_nothing(home: str, serving: str, width: str) -> None:
    answer = subprocess.run(
        [THIDUA, "leaders", "--year", "2025"], env=environment(THIDUA_HOME=home, COLUMNS=width), capture_output=True, text=True, check=True
    )
    assert max(map(len, answer.stdout.splitlines())) <= int(width)
    shown = "".join(answer.stdout.split())
    assert "Quânđoàn34" in shown
    assert "report.txt" in shown
    assert "“" in shown


def test_the_service_and_the_command_tell_the_same(home: str, serving: str) -> None:
    assert httpx.get(f"{serving}/bloc/bo-quoc-phong-4/leaders").json() == {
        **asked(home, "leaders", "bloc/bo-quoc-phong-4"),  # type: ignore[dict-item]
    }


def test_search(home: str, serving: str) -> None:
    hits = asked(home, "search", "quan doan 34", "--type", "unit")["items"]  # type: ignore[index]
    assert hits[0]["thing"]["id"] == "unit/quan-doan-34"


def test_trace_of_something_without_a_path_says_so(home: str, serving: str) -> None:
    assert thidua("trace", "nothing of the kind", THIDUA_HOME=home).returncode == ExitCode.NOT_FOUND


def test_an_unknown_thing_is_told_what_was_near(home: str, serving: str) -> None:
    answer = thidua("leaders", "bloc/bo-quoc-phong-44", THIDUA_HOME=home)
    assert answer.returncode == ExitCode.NOT_FOUND
    assert "bloc/bo-quoc-phong-4 " in answer.stderr


def test_a_thing_of_another_class(home: str, serving: str) -> None:
    answer = thidua("leaders", "unit/quan-doan-34", THIDUA_HOME=home)
    assert (answer.returncode, "is no bloc" in answer.stderr) == (ExitCode.USAGE, True)


def test_export_import_and_hash_agree(home: str, serving: str, tmp_path: Path) -> None:
    file = tmp_path / "all.nt"
    assert thidua("export", str(file), THIDUA_HOME=home).returncode == 0
    other = str(tmp_path / "other")
    assert thidua("import", str(file), THIDUA_HOME=other).returncode == 0
    assert asked(other, "hash") == asked(home, "hash")


@pytest.mark.parametrize("by", ["file", "id", "start"])
def test_withdraw_by_file_id_and_start_of_the_hash(home: str, serving: str, tmp_path: Path, by: str) -> None:
    before = asked(home, "hash")
    file = tmp_path / "other.txt"
    file.write_text(REPORT.replace("2025", "2021"), encoding="utf-8")
    assert thidua("load", str(file), THIDUA_HOME=home).returncode == 0
    identifier = next(item["id"] for item in httpx.get(f"{serving}/document").json()["items"] if item["name"] == "other.txt")
    named = {"file": str(file), "id": identifier, "start": identifier[: len("document/") + 12]}[by]
    assert asked(home, "withdraw", named) == {"withdrawn": identifier}
    assert asked(home, "hash") == before
    assert thidua("withdraw", named, THIDUA_HOME=home).returncode == ExitCode.NOT_FOUND


def test_doctor_says_which_engine_answers(home: str, serving: str) -> None:
    found = asked(home, "doctor")
    assert "ArcadeDB" in found["facts"]["answers"]  # type: ignore[index]
    assert found["wrong"] == []  # type: ignore[index]


def test_a_token_and_its_hash_let_somebody_write(tmp_path: Path, home: str) -> None:
    made = json.loads(thidua("token", "--json").stdout)
    process = start("serve", "--port", "0", "--json", THIDUA_HOME=home, THIDUA_TOKENS=made["sha256"])
    assert process.stdout
    address = json.loads(process.stdout.readline())["url"]
    headers = {"Authorization": f"Bearer {made['token']}", "Content-Type": "text/plain"}
    answer = httpx.post(f"{address}/document", content=REPORT.encode(), headers=headers)
    process.terminate()
    process.communicate(timeout=30)
    assert answer.status_code == 200
    assert process.returncode == 128 + signal.SIGTERM


def test_the_help_reads_like_a_page() -> None:
    page = thidua("--help").stdout
    for words in ("thidua load reports/", "Documents", "Questions", "Exchange", "Service", "Exit codes"):
        assert words in page


def test_a_pipe_that_nobody_reads_is_no_error(tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / f"{number}.txt").write_text(f"{REPORT}{number}", encoding="utf-8")
    process = start("extract", str(tmp_path), "--workers", "1")
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(60) == ExitCode.BROKEN_PIPE
    assert process.stderr.read() == ""
    process.stderr.close()


@pytest.mark.parametrize("when", ["the engine starts", "documents are stored"])
def test_ctrl_c_ends_a_load_and_leaves_no_process_behind(tmp_path: Path, when: str) -> None:
    documents, home = tmp_path / "documents", tmp_path / "home"
    documents.mkdir()
    for number in range(3000):
        (documents / f"{number}.txt").write_text(f"{REPORT * 20}{number}", encoding="utf-8")
    process = start("load", str(documents), "--workers", "2", THIDUA_HOME=str(home))
    engine = home / "engine" / "engine.json"
    while not engine.exists():
        time.sleep(0.01)
    pid = json.loads(engine.read_text())["pid"]
    while when == "documents are stored" and not _documents(home):
        assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)
    _, complaints = process.communicate(timeout=60)
    assert process.returncode == ExitCode.INTERRUPTED
    assert complaints.strip().splitlines()[-1] == "Stopped."
    assert "Traceback" not in complaints
    assert not psutil.pid_exists(pid)
    # Those that served it end when they notice that it did.
    deadline = time.monotonic() + 30
    while _group_lives(process.pid):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _documents(home: Path) -> int:
    with open_graph(Connection(home=home, heap="512m")) as graph:
        return graph.counts().documents


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
