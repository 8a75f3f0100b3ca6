"""The embedded engine: shared, stopped by its last user, found again after a crash, and plain about what is wrong."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph import Connection, open_graph
from graph.embedded import embedded_engine
from graph.errors import EngineFailed
from tests.graph import loader
from tests.graph.samples import report, said

READING = report("One.", said("unit/a", "leads_bloc", "bloc/b", year=2025))


def connection(home: Path, heap: str = "256m") -> Connection:
    return Connection(home=home, heap=heap)


def state(home: Path) -> dict[str, int]:
    loaded = json.loads((home / "engine" / "engine.json").read_text())
    assert isinstance(loaded, dict)
    return loaded


def runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_all_users_of_a_home_share_one_engine_and_the_last_stops_it(tmp_path: Path) -> None:
    with open_graph(connection(tmp_path)) as first:
        pid = state(tmp_path)["pid"]
        list(first.write([READING]))
        with open_graph(connection(tmp_path)) as second:
            assert state(tmp_path)["pid"] == pid
            assert second.counts().documents == 1
        assert first.counts().documents == 1
    assert not runs(pid)
    assert not (tmp_path / "engine" / "engine.json").exists()


def test_two_that_start_at_once_share_one(tmp_path: Path) -> None:
    processes = [loader.start(connection(tmp_path), 100, share=(number, 2)) for number in range(2)]
    outputs = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], outputs
    with open_graph(connection(tmp_path)) as graph:
        assert graph.counts().documents == 5
        pid = state(tmp_path)["pid"]
    assert not runs(pid)


def test_two_threads_that_start_at_once_share_one(tmp_path: Path) -> None:
    def count(_: int) -> int:
        with open_graph(connection(tmp_path)) as graph:
            return graph.counts().documents

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(count, range(2))) == [0, 0]
    assert not (tmp_path / "engine" / "engine.json").exists()


@pytest.mark.parametrize("left", ['{"pid": 1, "bolt": 1, "http": 1}', '{"pid": 4194303, "bolt": 1, "http": 1}', '{"pid": 12'])
def test_what_a_crash_left_in_the_state_file_does_no_harm(tmp_path: Path, left: str) -> None:
    folder = tmp_path / "engine"
    folder.mkdir()
    (folder / "engine.json").write_text(left)
    (folder / "start.lock").touch()
    (folder / "users.lock").touch()
    with open_graph(connection(tmp_path)) as graph:
        assert graph.counts().documents == 0


def test_a_killed_engine_is_started_anew_with_its_data(tmp_path: Path) -> None:
    with open_graph(connection(tmp_path)) as graph:
        list(graph.write([READING]))
        os.kill(state(tmp_path)["pid"], signal.SIGKILL)
        with open_graph(connection(tmp_path)) as again:
            assert again.counts().documents == 1


def test_an_engine_that_ends_by_itself_leaves_no_trace(tmp_path: Path) -> None:
    with open_graph(connection(tmp_path)):
        pid = state(tmp_path)["pid"]
        os.kill(pid, signal.SIGTERM)
    assert not (tmp_path / "engine" / "engine.json").exists()


def test_the_password_is_random_private_and_not_on_the_command_line(tmp_path: Path) -> None:
    passwords = []
    for home in (tmp_path / "one", tmp_path / "two"):
        with embedded_engine(connection(home)) as address:
            assert address.password
            passwords.append(address.password)
            command = subprocess.run(
                ["ps", "-ww", "-o", "command=", "-p", str(state(home)["pid"])], capture_output=True, text=True, check=True
            )
            assert "ArcadeDBServer" in command.stdout
            assert address.password not in command.stdout
        assert (home / "engine" / "password").stat().st_mode & 0o777 == 0o600
        assert (home / "engine").stat().st_mode & 0o077 == 0
    assert passwords[0] != passwords[1]


def test_a_lost_password_file_is_replaced(tmp_path: Path) -> None:
    with open_graph(connection(tmp_path)) as graph:
        list(graph.write([READING]))
    (tmp_path / "engine" / "password").unlink()
    with open_graph(connection(tmp_path)) as graph:
        assert graph.counts().documents == 1


def test_it_listens_on_loopback_only(tmp_path: Path) -> None:
    with embedded_engine(connection(tmp_path)):
        for port in (state(tmp_path)["bolt"], state(tmp_path)["http"]):
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection(("127.0.0.2", port), timeout=1).close()


@pytest.mark.parametrize(("heap", "cause"), [("nonsense", "its Java heap is no size"), ("1k", "its Java heap is no size")])
def test_a_wrong_heap_is_told(tmp_path: Path, heap: str, cause: str) -> None:
    with pytest.raises(EngineFailed, match=cause), open_graph(connection(tmp_path, heap)):
        pass
    with open_graph(connection(tmp_path)) as graph:
        assert graph.counts().documents == 0


def test_a_home_that_is_no_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EngineFailed, match=r"file/engine.*can't be made"), open_graph(connection(tmp_path / "file")):
        pass


def test_damaged_data_are_told_with_the_log_to_look_at(tmp_path: Path) -> None:
    with open_graph(connection(tmp_path)) as graph:
        list(graph.write([READING]))
    for bucket in (tmp_path / "engine" / "databases").glob("*/Statement*.bucket"):
        bucket.write_bytes(bytes(100))
    with pytest.raises(EngineFailed, match=r"console\.log"), open_graph(connection(tmp_path)) as graph:
        list(graph.traverse())
    assert not (tmp_path / "engine" / "engine.json").exists()


def test_no_engine_stays_behind_when_a_user_fails(tmp_path: Path) -> None:
    script = "import sys, pathlib, graph\nwith graph.open_graph(graph.Connection(home=pathlib.Path(sys.argv[1]))): raise SystemExit(5)"
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=loader.PROJECT, timeout=120, check=False)
    assert done.returncode == 5
    assert not (tmp_path / "engine" / "engine.json").exists()
