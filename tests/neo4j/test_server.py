"""The Neo4j of the tests is the one we promise to run on, and it comes back with its data."""

from __future__ import annotations

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError

from .server import Neo4jServer


def remember(server: Neo4jServer, value: str) -> None:
    with GraphDatabase.driver(server.uri, auth=server.auth) as driver:
        driver.execute_query("MERGE (n:HarnessProbe {id: $id})", id=value, database_=server.database)


def remembered(server: Neo4jServer) -> list[str]:
    with GraphDatabase.driver(server.uri, auth=server.auth) as driver:
        rows, _, _ = driver.execute_query("MATCH (n:HarnessProbe) RETURN n.id AS id ORDER BY id", database_=server.database)
    return [row["id"] for row in rows]


def test_it_is_the_long_term_release(neo4j: Neo4jServer) -> None:
    assert neo4j.version().startswith("Neo4j Kernel 5.26.")


def test_it_refuses_a_wrong_password(stoppable_neo4j: Neo4jServer) -> None:
    with GraphDatabase.driver(stoppable_neo4j.uri, auth=("neo4j", "not the password")) as driver, pytest.raises(AuthError):
        driver.verify_connectivity()


def test_data_survive_a_kill_and_go_when_cleared(stoppable_neo4j: Neo4jServer) -> None:
    stoppable_neo4j.clear()
    remember(stoppable_neo4j, "before the kill")
    stoppable_neo4j.kill()
    stoppable_neo4j.start()
    assert remembered(stoppable_neo4j) == ["before the kill"]
    stoppable_neo4j.clear()
    assert remembered(stoppable_neo4j) == []
