"""The embedded engine: ArcadeDB of the `arcadedb-embedded` wheel in a process of its own, shared by all who use one home.

Whoever comes first starts it, whoever leaves last stops it. Both are decided under `start.lock`; `users.lock` is held
shared by every user, so nobody else holds it when it can be had exclusively. The kernel drops locks with their process,
so a killed user blocks nobody, and an engine that a killed user left behind is found again by `engine.json`.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from .connection import Address, Connection
from .engine_process import is_engine_of, start_engine, stop_engine, wait_until_ready
from .errors import EngineFailed
from .locks import Lock

DATABASE, USER = "thidua", "root"


@dataclass(frozen=True)
class EngineState:
    """A started engine, as `engine.json` keeps it: its process and its loopback ports."""

    pid: int
    bolt: int
    http: int


@contextmanager
def embedded_engine(connection: Connection) -> Iterator[Address]:
    """The address of a running engine over the home's data: one that runs already, or a new one; stopped by its last user.

    Raises:
        EngineFailed: it could not be started; the message ends with what its log says.
    """
    engine = _Engine(connection)
    users = engine.enter()
    try:
        yield engine.address()
    finally:
        engine.leave(users)


class _Engine:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.folder = (connection.home / "engine").absolute()
        self._starting, self._state_file = self.folder / "start.lock", self.folder / "engine.json"

    def enter(self) -> Lock:
        """Become a user; afterwards the engine runs."""
        self._make_folder()
        with Lock.exclusive(self._starting):
            users = Lock.shared(self.folder / "users.lock")
            try:
                self._ensure_running()
            except BaseException:
                # Also where Ctrl-C comes while it starts: what nobody uses must not stay behind.
                self._give_up(users)
                raise
        return users

    def leave(self, users: Lock) -> None:
        """Be a user no longer; without users the engine stops."""
        with Lock.exclusive(self._starting):
            self._give_up(users)

    def _give_up(self, users: Lock) -> None:
        users.release()
        last = Lock.try_exclusive(self.folder / "users.lock")
        if last is None:
            return
        with last:
            self._stop()

    def address(self) -> Address:
        """Where the running engine answers."""
        state = self._state()
        if state is None:
            raise EngineFailed(f"{self._state_file}: is gone while its engine is in use")
        uri = f"bolt://127.0.0.1:{state.bolt}"
        log = str(self.folder / "console.log")
        return Address(uri, USER, self._password(), DATABASE, self._connection.patience_seconds, reconnect_seconds=0.5, log=log)

    def _make_folder(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise EngineFailed(f"{self.folder}: the folder for the embedded engine can't be made ({error.strerror})") from error

    def _ensure_running(self) -> None:
        state = self._state()
        if state is not None and is_engine_of(self.folder, state.pid):
            if wait_until_ready(self.address(), state.pid, self.folder):
                return
            stop_engine(state.pid)
        self._state_file.unlink(missing_ok=True)
        self._password()
        start_engine(self.folder, self._connection, self._password_file, DATABASE, self._remember)

    def _remember(self, pid: int, bolt: int, http: int) -> None:
        _replace(self._state_file, json.dumps(asdict(EngineState(pid, bolt, http))))

    def _stop(self) -> None:
        state = self._state()
        if state is not None and is_engine_of(self.folder, state.pid):
            stop_engine(state.pid)
        self._state_file.unlink(missing_ok=True)

    def _state(self) -> EngineState | None:
        """What was written down of a running engine; None where nothing was, or a crash left half of it."""
        try:
            return EngineState(**json.loads(self._state_file.read_text()))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    @property
    def _password_file(self) -> Path:
        return self.folder / "password"

    def _password(self) -> str:
        try:
            return self._password_file.read_text()
        except FileNotFoundError:
            # The engine keeps the users it was first started with: without their password they are of no use.
            (self.folder / "config" / "server-users.jsonl").unlink(missing_ok=True)
            _replace(self._password_file, secrets.token_urlsafe(24))
            return self._password_file.read_text()


def _replace(path: Path, text: str) -> None:
    """Write a private file (0600) whole or not at all."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
