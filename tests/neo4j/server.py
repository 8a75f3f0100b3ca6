"""What a Neo4j for tests is, wherever it runs, and when it is ready."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod

from neo4j import Auth, GraphDatabase, basic_auth
from neo4j.exceptions import DriverError, Neo4jError

READY_WITHIN_SECONDS = 180.0


class Neo4jFailed(Exception):
    """A Neo4j for tests could not be fetched, started or reached; the message says why."""


class Neo4jServer(ABC):
    """A running Neo4j. `stop()`, `kill()` and `start()` leave its address and its data as they are."""

    database = "neo4j"

    def __init__(self, uri: str, user: str, password: str) -> None:
        self.uri, self.user, self.password = uri, user, password

    @property
    def auth(self) -> Auth | None:
        """The credentials as the driver takes them; None where the server asks for none."""
        return basic_auth(self.user, self.password) if self.password else None

    @property
    def ours(self) -> bool:
        """Whether tests may stop it."""
        return True

    @abstractmethod
    def start(self) -> None:
        """Start it and wait until it answers; nothing happens where it runs. Raises `Neo4jFailed`."""

    @abstractmethod
    def stop(self) -> None:
        """Shut it down in good order; nothing happens where it is down."""

    @abstractmethod
    def kill(self) -> None:
        """End it at once, as a power cut would."""

    @abstractmethod
    def failure(self) -> str | None:
        """Why it will never be ready (its process is gone, with the end of its log), or None."""

    @abstractmethod
    def close(self) -> None:
        """Stop it for good and remove all that it kept."""

    def version(self) -> str:
        """Name, version and edition (`Neo4j Kernel 5.26.30 community`), as the database itself tells them."""
        query = "CALL dbms.components() YIELD name, versions, edition RETURN name + ' ' + versions[0] + ' ' + edition AS version"
        with GraphDatabase.driver(self.uri, auth=self.auth, connection_timeout=2) as driver:
            return str(driver.execute_query(query, database_=self.database).records[0]["version"])

    def clear(self) -> None:
        """Delete every node and relationship; constraints and indexes stay."""
        with GraphDatabase.driver(self.uri, auth=self.auth) as driver, driver.session(database=self.database) as session:
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()

    def wait(self, limit: float = READY_WITHIN_SECONDS) -> None:
        """Return when the database answers a query: its port opens seconds earlier. Raises `Neo4jFailed` after `limit` seconds."""
        end = time.monotonic() + limit
        while True:
            try:
                self.version()
                return
            except (DriverError, Neo4jError, OSError) as error:
                self._give_up(time.monotonic() > end, f"not ready in {limit:.0f} s: {error}")
            time.sleep(0.2)

    def _give_up(self, late: bool, why: str) -> None:
        reason = self.failure() or (why if late else None)
        if reason:
            raise Neo4jFailed(f"Neo4j at {self.uri}: {reason}")


class GivenServer(Neo4jServer):
    """A Neo4j that the machine names: not ours to start or stop, but its data are ours to delete."""

    @property
    def ours(self) -> bool:
        """Never: someone else runs it."""
        return False

    def start(self) -> None:
        """Wait until it answers."""
        self.wait(30)

    def stop(self) -> None:
        """Refuse."""
        raise Neo4jFailed(f"Neo4j at {self.uri} is not ours to stop")

    def kill(self) -> None:
        """Refuse."""
        self.stop()

    def failure(self) -> str | None:
        """Unknown: no process of ours."""
        return None

    def close(self) -> None:
        """Leave it running."""
