"""The one driver: reading and writing transactions against whichever engine answers, with its errors in our words."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from neo4j import Driver, GraphDatabase, ManagedTransaction
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    ConstraintError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from .errors import EngineFailed, EngineUnreachable, GraphBusy, GraphError, WrongCredentials

Row = dict[str, Any]
Result = TypeVar("Result")

# Two writers at once: Neo4j makes the second wait for the lock; ArcadeDB lets both run and refuses the later commit,
# in different words at different places. What is refused was rolled back, so it may simply be done again.
_CONFLICTS = ("ConcurrentModification", "concurrent", "Please retry", "DuplicatedKey", "LockTimeout", "TransactionTimedOut")
_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.01, 0.5

# Advice on queries (an unknown label in an empty database, say) is for developers; by default it would land on a user's terminal.
logging.getLogger("neo4j.notifications").setLevel(logging.ERROR)


@dataclass(frozen=True)
class Connection:
    """Where the graph is kept.

    `uri` None means the embedded engine, whose data lie under `home`; then user, password and database are its own.
    `heap` is the embedded engine's largest Java heap (`512m`, `2g`), `query_seconds` how long it lets one query run.
    `patience_seconds` bounds how long a write waits for other writers.
    """

    uri: str | None = None
    user: str = "neo4j"
    password: str = ""
    database: str = "neo4j"
    home: Path = Path(".thidua")
    heap: str = "1g"
    query_seconds: float = 120.0
    patience_seconds: float = 120.0


@dataclass(frozen=True)
class Address:
    """A Bolt address with all it takes to use it; `reconnect_seconds` is how long an engine that went away is waited for.

    `log` is where the engine tells more, as far as we know.
    """

    uri: str
    user: str
    password: str
    database: str
    patience_seconds: float = 120.0
    reconnect_seconds: float = 15.0
    log: str = ""


class Bolt:
    """Transactions on one database: `read` and `rows` for queries, `write` for work that is done whole or not at all."""

    def __init__(self, driver: Driver, address: Address) -> None:
        self._driver, self._address = driver, address

    @property
    def agent(self) -> str:
        """How the server names itself: `Neo4j/5.26.0 compatible (ArcadeDB 26.10.2)`, `Neo4j/5.26.30`."""
        with translated(self._address):
            return str(self._driver.get_server_info().agent)

    @property
    def address(self) -> str:
        """The Bolt address."""
        return self._address.uri

    def rows(self, query: str, **parameters: Any) -> list[Row]:
        """The rows of one reading query."""
        return self.read(lambda tx: rows(tx, query, **parameters))

    def read(self, work: Callable[[ManagedTransaction], Result]) -> Result:
        """What `work` finds in one reading transaction."""
        with translated(self._address), self._driver.session(database=self._address.database) as session:
            return session.execute_read(work)

    def write(self, work: Callable[[ManagedTransaction], Result]) -> Result:
        """What `work` returns once all it wrote is durably stored; done again where other writers were in the way.

        Raises:
            GraphBusy: they were in the way for `patience_seconds`.
        """
        deadline, pause = time.monotonic() + self._address.patience_seconds, _FIRST_PAUSE_SECONDS
        while True:
            try:
                return self._write_once(work)
            except Neo4jError as error:
                if not _is_conflict(error):
                    raise _in_our_words(self._address, error) from error
                if time.monotonic() > deadline:
                    raise GraphBusy(f"{self._address.uri}: other writers kept this one waiting; try again later") from error
            time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - jitter, not a secret
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)

    def _write_once(self, work: Callable[[ManagedTransaction], Result]) -> Result:
        with translated(self._address, conflicts=True), self._driver.session(database=self._address.database) as session:
            return session.execute_write(work)


def rows(tx: ManagedTransaction, query: str, **parameters: Any) -> list[Row]:
    """All rows of a query of this house, as dicts."""
    result = tx.run(query, parameters)
    keys = result.keys()
    return [dict(zip(keys, values, strict=True)) for values in result.values()]


@contextmanager
def connect(address: Address) -> Iterator[Bolt]:
    """A verified connection to the database at the address.

    Raises:
        EngineUnreachable, WrongCredentials, EngineFailed: it can't be used, and why.
    """
    auth = (address.user, address.password) if address.password else None
    if address.uri.partition("://")[0] not in _SCHEMES:
        raise EngineFailed(f"{address.uri}: is no Bolt address; it starts with one of {', '.join(f'{scheme}://' for scheme in _SCHEMES)}")
    retry = address.reconnect_seconds
    with translated(address):
        driver = GraphDatabase.driver(address.uri, auth=auth, connection_timeout=10, max_transaction_retry_time=retry)
    with driver:
        # Outside a managed transaction, so that a wrong address is told at once and not tried again for a while.
        with translated(address), driver.session(database=address.database) as session:
            session.run("RETURN 1").consume()
        # Not translated: errors of whoever uses the connection, a full disk say, are not the engine's.
        yield Bolt(driver, address)


@contextmanager
def translated(address: Address, conflicts: bool = False) -> Iterator[None]:
    """The driver's errors as ours; with `conflicts`, errors of the database itself pass, for the caller to judge."""
    try:
        yield
    except (AuthError, ServiceUnavailable, SessionExpired, DriverError, ConfigurationError, OSError, ValueError) as error:
        raise _in_our_words(address, error) from error
    except Neo4jError as error:
        if conflicts:
            raise
        raise _in_our_words(address, error) from error


def _is_conflict(error: Neo4jError) -> bool:
    if isinstance(error, TransientError | ConstraintError):
        return True
    return any(word in str(error.message) for word in _CONFLICTS)


def _in_our_words(address: Address, error: Exception) -> GraphError:
    uri = address.uri
    if isinstance(error, AuthError):
        return WrongCredentials(f"{uri}: the engine refuses this user or password ({error.message})")
    if isinstance(error, ServiceUnavailable | SessionExpired | OSError):
        return EngineUnreachable(f"{uri}: no engine answers there, or it stopped in the midst of the work ({error})")
    if isinstance(error, ClientError) and error.code and "DatabaseNotFound" in error.code:
        return EngineFailed(f"{uri}: {error.message}")
    log = f" (its log: {address.log})" if address.log else ""
    return EngineFailed(f"{uri}: {getattr(error, 'message', None) or error}{log}")
