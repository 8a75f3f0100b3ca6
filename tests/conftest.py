"""What every room's tests share: a real Neo4j, what a machine may lack, and how hypothesis searches."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import requirements
from tests.neo4j.choice import LACKING, choose
from tests.neo4j.server import Neo4jFailed, Neo4jServer

PROJECT = Path(__file__).resolve().parent.parent

# No deadline: an example that starts an engine is slow the first time, and timing is the benchmarks' business.
settings.register_profile("dev", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The same examples every time: a red build must be red again on the next machine.
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(scope="session")
def require() -> Callable[[object, str], None]:
    """`require(found, why)`: skip the test with `why`, or fail it under THIDUA_TEST_REQUIRE=all, where `found` is false."""
    return requirements.require


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder of the project."""
    return PROJECT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The optional folder `../shared` with source documents and measures; not part of the project, so never a failure."""
    folder = PROJECT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared is not here (documents and measures that are kept beside the project)")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium that can be run without a screen."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    requirements.require(found, "no Chromium: install the package chromium")
    return str(found)


@pytest.fixture(scope="session")
def _neo4j_of_the_run() -> Iterator[Neo4jServer | str]:
    """The one Neo4j of this run, or the line that says why there is none."""
    try:
        server = choose()
    except Neo4jFailed as failed:
        pytest.fail(str(failed), pytrace=False)
    if server is None:
        yield LACKING
        return
    try:
        server.start()
        yield server
    finally:
        server.close()


@pytest.fixture
def neo4j(_neo4j_of_the_run: Neo4jServer | str) -> Neo4jServer:
    """A running Neo4j (`.uri .user .password .database`, `.clear()`), started once; it holds what earlier tests left there."""
    if isinstance(_neo4j_of_the_run, str):
        requirements.lacking(_neo4j_of_the_run)
    return _neo4j_of_the_run


@pytest.fixture
def neo4j_uri(neo4j: Neo4jServer) -> str:
    """The Bolt address of the running Neo4j."""
    return neo4j.uri


@pytest.fixture
def stoppable_neo4j(neo4j: Neo4jServer) -> Iterator[Neo4jServer]:
    """The same Neo4j for tests that `.stop()` or `.kill()` it; it runs again afterwards."""
    requirements.require(neo4j.ours, "the Neo4j of THIDUA_TEST_NEO4J_URI is not ours to stop")
    yield neo4j
    neo4j.start()
