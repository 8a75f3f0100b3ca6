"""One ArcadeDB server process: how it is started, known again, waited for and stopped."""

from __future__ import annotations

import importlib.util
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from .connection import Address, Connection
from .errors import EngineFailed

_READY_SECONDS, _STOP_SECONDS, _POLL_SECONDS = 90.0, 30.0, 0.03
_PORT_ATTEMPTS = 3
_PORT_TAKEN = "Address already in use"
_MARK = "-Dthidua.engine="  # on the command line: how an engine's process is known to be ours, and of which home
_JAVA_OPTIONS = (
    "-XX:+UseSerialGC",
    "-Dpolyglot.engine.WarnInterpreterOnly=false",
    "--add-exports=java.management/sun.management=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
    "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
    "--add-modules=jdk.incubator.vector",
    "--enable-native-access=ALL-UNNAMED",
)
# What the log of an engine that would not start says, and what that means to people.
_CAUSES = {
    r"Could not reserve enough space|OutOfMemoryError|insufficient memory": "there is too little memory for its Java heap",
    r"Invalid maximum heap size|Too small (maximum|initial) heap|Invalid initial heap": "the size of its Java heap is no size",
    r"No space left on device": "the disk is full",
    r"Permission denied|AccessDenied": "its folder may not be written",
    r"is locked|DatabaseIsLocked|LockException": "another process holds its data",
    r"[Cc]orrupt|checksum|InvalidDatabase": "its data are damaged",
}

# Those this process started: whoever stops them, their starter must take their exit status.
_started: dict[int, subprocess.Popen[bytes]] = {}


def start_engine(folder: Path, connection: Connection, password: Path, database: str, remember: Callable[[int, int, int], None]) -> None:
    """Start an engine over `folder` and return when it answers; `remember(pid, bolt, http)` is told of it at once.

    Raises:
        EngineFailed: it ended or never answered; the message says why as far as its log tells.
    """
    for attempt in range(1, _PORT_ATTEMPTS + 1):
        bolt, http = _free_ports()
        with open(folder / "console.log", "wb") as log:
            process = subprocess.Popen(  # noqa: S603 - our own command line
                list(_command(folder, connection, password, database, bolt, http)),
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder, start_new_session=True,
            )  # fmt: skip
        _started[process.pid] = process
        remember(process.pid, bolt, http)
        address = Address(f"bolt://127.0.0.1:{bolt}", "root", password.read_text(), database)
        if wait_until_ready(address, process.pid, folder):
            return
        stop_engine(process.pid)
        if _PORT_TAKEN not in _log(folder) or attempt == _PORT_ATTEMPTS:
            raise EngineFailed(_why_not_started(folder))


def _command(folder: Path, connection: Connection, password: Path, database: str, bolt: int, http: int) -> Iterator[str]:
    wheel = _wheel()
    settings = {
        "server.rootPath": folder, "server.rootPasswordPath": password, "server.mode": "production",
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin", "bolt.host": "127.0.0.1", "bolt.port": bolt,
        "server.httpIncomingHost": "127.0.0.1", "server.httpIncomingPort": http,
        "server.defaultDatabases": f"{database}[root]", "command.timeout": round(connection.query_seconds * 1000),
    }  # fmt: skip
    yield str(wheel / "jre/bin/java")
    yield f"-Xmx{connection.heap}"
    yield f"{_MARK}{folder}"
    yield from _JAVA_OPTIONS
    yield from (f"-Darcadedb.{key}={value}" for key, value in settings.items())
    yield from ("-cp", str(wheel / "jars/*"), "com.arcadedb.server.ArcadeDBServer")


def _wheel() -> Path:
    """Where the engine's jars and its Java lie; found without importing the package, which would load far more than we use."""
    found = importlib.util.find_spec("arcadedb_embedded")
    if found is None or not found.origin:
        raise EngineFailed("the embedded engine is not installed: install `arcadedb-embedded`, or set the address of a Neo4j")
    return Path(found.origin).parent


def _free_ports() -> tuple[int, int]:
    with socket.socket() as first, socket.socket() as second:
        first.bind(("127.0.0.1", 0))
        second.bind(("127.0.0.1", 0))
        return first.getsockname()[1], second.getsockname()[1]


def wait_until_ready(address: Address, pid: int, folder: Path) -> bool:
    """Wait for the named database to answer (the port opens earlier); False where it never will."""
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline:
        if not is_engine_of(folder, pid) or _PORT_TAKEN in _log(folder):
            return False
        if _answers(address):
            return True
        time.sleep(_POLL_SECONDS)
    return False


def _answers(address: Address) -> bool:
    port = int(address.uri.rpartition(":")[2])
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
        with GraphDatabase.driver(address.uri, auth=(address.user, address.password), max_transaction_retry_time=0) as driver:
            driver.execute_query("RETURN 1", database_=address.database)
    except AuthError as error:
        raise EngineFailed(
            f"{address.uri}: the embedded engine refuses its own password; remove the file `password` in its folder"
        ) from error
    except (DriverError, Neo4jError, OSError):
        return False
    return True


def is_engine_of(folder: Path, pid: int) -> bool:
    """Whether that process lives and is an engine of this folder: a pid may have passed on to a stranger."""
    return f" {_MARK}{folder} " in f" {_command_line(pid)} "


def _command_line(pid: int) -> str:
    """A process's arguments; empty where it is gone or a zombie. From /proc, or from `ps` where there is none."""
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_text(errors="replace").replace("\0", " ")
        except OSError:
            return ""
    shown = subprocess.run(["ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)  # noqa: S603, S607
    return shown.stdout.strip()


def stop_engine(pid: int) -> None:
    """End the engine in good order; by force where it does not end in 30 s."""
    for sign, seconds in ((signal.SIGTERM, _STOP_SECONDS), (signal.SIGKILL, _STOP_SECONDS)):
        try:
            os.kill(pid, sign)
        except ProcessLookupError:
            _reap(pid)
            return
        if _gone_within(pid, seconds):
            return


def _gone_within(pid: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not _command_line(pid):
            _reap(pid)
            return True
        time.sleep(_POLL_SECONDS)
    return False


def _reap(pid: int) -> None:
    """Where this process started it, take its exit status, so that no zombie stays."""
    process = _started.pop(pid, None)
    if process is not None:
        process.wait(_STOP_SECONDS)


def _log(folder: Path) -> str:
    try:
        return (folder / "console.log").read_text(errors="replace")
    except FileNotFoundError:
        return ""


def _why_not_started(folder: Path) -> str:
    log = _log(folder)
    cause = next((meaning for pattern, meaning in _CAUSES.items() if re.search(pattern, log)), "it did not answer")
    lines = [line.strip() for line in re.sub(r"\x1b\[[0-9;]*m", "", log).splitlines() if line.strip()]
    return f"{folder}: the embedded engine did not start: {cause}. The end of {folder / 'console.log'}: {' | '.join(lines[-3:])}"
