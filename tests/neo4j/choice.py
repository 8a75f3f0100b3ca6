"""Which Neo4j this machine can give the tests."""

from __future__ import annotations

import os
import secrets
import shutil

from tests.ports import free_port

from .container import ContainerServer, docker_answers
from .maven_install import find_java, jars
from .process import ProcessServer
from .server import GivenServer, Neo4jServer

LACKING = "no Neo4j: set THIDUA_TEST_NEO4J_URI (its data will be deleted), or start Docker, or install Maven and Java 17 or 21"


def choose() -> Neo4jServer | None:
    """The server named by the environment, else a container, else a process of Maven's jars, not started; None where none can be."""
    given = os.environ.get("THIDUA_TEST_NEO4J_URI")
    if given:
        return GivenServer(given, os.environ.get("THIDUA_TEST_NEO4J_USER", "neo4j"), os.environ.get("THIDUA_TEST_NEO4J_PASSWORD", ""))
    password = secrets.token_urlsafe(16)
    if docker_answers():
        return ContainerServer(free_port(), password)
    java = find_java() if shutil.which("mvn") else None
    return ProcessServer(java, jars(), free_port(), password) if java else None
