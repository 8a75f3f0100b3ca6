"""What goes wrong around the program: each is told in one line, with its exit code or status, and the rest goes on."""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import subprocess
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from app.errors import ExitCode
from graph import Connection, Graph, open_graph
from tests.engines import on_neo4j
from tests.neo4j.server import Neo4jServer
from tests.ports import free_port

from .cli import THIDUA, environment, start, thidua
from .serving import served, settings_for

GOOD = "Quân đoàn 34 là đơn vị Khối trưởng Khối thi đua số 4 Bộ Quốc phòng năm 2025.\n"
MANY = 900


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder with two good documents and every kind of bad one."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "01-good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "02-empty.txt").write_bytes(b"")
    (folder / "03-binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10)
    (folder / "04-large.txt").write_bytes(b"x" * 60_000)
    (folder / "05-bomb.html").write_text("<div>" * 8_000 + "x", encoding="utf-8")
    (folder / "06-unknown.txt").write_text(
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor. " * 5, encoding="utf-8"
    )
    (folder / "07-broken.txt").write_bytes(b"\xff\xc3\x28 \xa0\xa1 " * 40)
    (folder / "08-dangling.txt").symlink_to(folder / "nowhere")
    (folder / "09-good.html").write_text(f"<html><body><article><p>{GOOD}</p></article></body></html>", encoding="utf-8")
    return folder


@pytest.mark.parametrize("workers", ["1", "2"])
def test_bad_documents_are_listed_and_the_good_ones_are_read(mixed: Path, workers: str) -> None:
    done = thidua("extract", str(mixed), "--workers", workers, THIDUA_MAX_DOCUMENT_BYTES="50000")
    read = {json.loads(line)["document"]["name"] for line in done.stdout.splitlines()}
    failed = [line for line in done.stderr.splitlines() if line.startswith("Failed: ")]
    assert done.returncode == ExitCode.SOME_DOCUMENTS_FAILED
    assert "01-good.txt" in read
    for name, why in {"02-empty": "is empty", "03-binary": "not text", "04-large": "50,000 bytes", "08-dangling": "read"}.items():
        (line,) = [line for line in failed if name in line]
        assert why in line
    assert not any("good" in line or "06-unknown" in line for line in failed)
    assert "Traceback" not in done.stderr


def test_places_without_documents_are_failures_beside_the_others(tmp_path: Path) -> None:
    (tmp_path / "hollow").mkdir()
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    done = thidua("extract", str(tmp_path / "hollow"), str(tmp_path / "nowhere"), str(tmp_path / "good.txt"))
    assert done.returncode == ExitCode.SOME_DOCUMENTS_FAILED
    assert done.stdout
    assert "without documents" in done.stderr
    assert "does not exist" in done.stderr


def test_a_file_that_may_not_be_read(tmp_path: Path, require: object) -> None:
    if os.geteuid() == 0:
        # Root may read everything; what it can't open is a socket.
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(tmp_path / "closed.txt"))
    else:
        (tmp_path / "closed.txt").write_text(GOOD, encoding="utf-8")
        (tmp_path / "closed.txt").chmod(0)
    done = thidua("extract", str(tmp_path))
    assert done.returncode == ExitCode.SOME_DOCUMENTS_FAILED
    assert "closed.txt: can't be read" in done.stderr


def test_an_engine_that_nobody_runs() -> None:
    port = free_port()
    done = thidua("leaders", THIDUA_NEO4J_URI=f"bolt://127.0.0.1:{port}", THIDUA_NEO4J_PASSWORD="x")
    assert done.returncode == ExitCode.ENGINE
    assert str(port) in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_doctor_goes_on_where_the_engine_is_missing() -> None:
    done = thidua("doctor", THIDUA_NEO4J_URI=f"bolt://127.0.0.1:{free_port()}")
    assert done.returncode == ExitCode.ENGINE
    assert "Wrong: bolt://127.0.0.1" in done.stderr
    assert "ontology" in done.stdout


def test_a_home_that_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = thidua("leaders", THIDUA_HOME=str(tmp_path / "file"))
    assert done.returncode == ExitCode.ENGINE
    assert str(tmp_path / "file") in done.stderr


def test_a_wrong_password(neo4j: Neo4jServer) -> None:
    done = thidua("leaders", THIDUA_NEO4J_URI=neo4j.uri, THIDUA_NEO4J_USER=neo4j.user, THIDUA_NEO4J_PASSWORD="wrong password")
    assert done.returncode == ExitCode.ENGINE
    assert "refuses this user or password" in done.stderr


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        done = thidua("serve", "--port", str(port), THIDUA_HOME=str(tmp_path))
    assert done.returncode == ExitCode.USAGE
    assert f"port {port} on 127.0.0.1 is taken" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_wrong_setting_is_named() -> None:
    done = thidua("leaders", THIDUA_PORT="eighty")
    assert (done.returncode, "THIDUA_PORT" in done.stderr) == (ExitCode.USAGE, True)


def test_a_disk_that_is_full_while_an_export_is_written(tmp_path: Path) -> None:
    settings = {"THIDUA_HOME": str(tmp_path / "home")}
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    assert thidua("load", str(tmp_path / "good.txt"), **settings).returncode == 0
    file = tmp_path / "all.nt"
    file.write_text("what was there before")

    def nearly_full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    # The engine runs already, so that the limit is on what the export writes and not on its logs.
    with open_graph(Connection(home=tmp_path / "home", heap="512m")):
        done = subprocess.run(
            [THIDUA, "export", file], env=environment(**settings), preexec_fn=nearly_full, capture_output=True, text=True, check=False
        )
    assert done.returncode == ExitCode.FILE
    assert str(file) in done.stderr
    assert file.read_text() == "what was there before"


def test_where_the_engine_dies_the_service_says_so_and_when_to_ask_again(tmp_path: Path) -> None:
    with open_graph(Connection(home=tmp_path, heap="512m")) as graph, served(settings_for(tmp_path), graph) as client:
        assert client.get("/readyz").status_code == 200
        os.kill(json.loads((tmp_path / "engine" / "engine.json").read_text())["pid"], signal.SIGKILL)
        for address in ("/readyz", "/bloc"):
            answer = client.get(address)
            assert answer.status_code == 503
            assert int(answer.headers["retry-after"]) > 0
            assert answer.json()["detail"]
        assert client.get("/healthz").status_code == 200


def test_neo4j_stops_in_the_midst_of_a_load_that_then_goes_on(stoppable_neo4j: Neo4jServer, tmp_path: Path) -> None:
    server = stoppable_neo4j
    engine = on_neo4j(server)
    engine.empty()
    settings = {"THIDUA_NEO4J_URI": server.uri, "THIDUA_NEO4J_USER": server.user, "THIDUA_NEO4J_PASSWORD": server.password}
    for number in range(MANY):
        (tmp_path / f"{number:04}.txt").write_text(f"{GOOD}Bản số {number}.\n", encoding="utf-8")
    process = start("load", str(tmp_path), "--workers", "1", **settings)
    with _opened(server) as graph:
        while not graph.counts().documents:
            assert process.poll() is None
    # Held while the engine goes, so that it can't be done before.
    process.send_signal(signal.SIGSTOP)
    server.stop()
    process.send_signal(signal.SIGCONT)
    _, complaint = process.communicate(timeout=120)
    assert process.returncode == ExitCode.ENGINE
    assert "no engine answers" in complaint
    server.start()
    with _opened(server) as graph:
        assert 0 < graph.counts().documents < MANY
    again = thidua("load", str(tmp_path), **settings)
    assert again.returncode == 0, again.stderr
    with _opened(server) as graph:
        assert graph.counts().documents == MANY
    engine.empty()


def _opened(server: Neo4jServer) -> AbstractContextManager[Graph]:
    return open_graph(Connection(server.uri, server.user, server.password, server.database))
