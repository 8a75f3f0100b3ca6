"""Neo4j in a container, where a Docker daemon answers."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess

from .server import Neo4jFailed, Neo4jServer

IMAGE = "neo4j:5.26-community"
_PULL_WITHIN_SECONDS = 600


def docker_answers() -> bool:
    """Whether there is a Docker client and its daemon answers in 10 seconds."""
    if not shutil.which("docker"):
        return False
    try:
        return subprocess.run(["docker", "info"], stdin=subprocess.DEVNULL, capture_output=True, timeout=10, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


class ContainerServer(Neo4jServer):
    """A Neo4j container on loopback; its data live in the container's own volume and go with it."""

    def __init__(self, port: int, password: str) -> None:
        """Name the container and its port; it is created at the first start."""
        super().__init__(f"bolt://127.0.0.1:{port}", "neo4j", password)
        self._port, self._name, self._created = port, f"thidua-test-{secrets.token_hex(4)}", False

    def start(self) -> None:
        """Create or restart the container and wait until it answers; nothing happens where it runs."""
        if self._created:
            _docker("start", self._name)
        else:
            self._create()
        self.wait()

    def stop(self) -> None:
        """Run Neo4j's shutdown."""
        _docker("stop", "--time", "60", self._name)

    def kill(self) -> None:
        """SIGKILL."""
        _docker("kill", self._name)

    def failure(self) -> str | None:
        """The end of its log where the container does not run."""
        if _docker("inspect", "--format", "{{.State.Running}}", self._name).strip() == "true":
            return None
        return "the container stopped\n" + _docker("logs", "--tail", "40", self._name)

    def close(self) -> None:
        """Remove the container with its volumes."""
        if self._created:
            _docker("rm", "--force", "--volumes", self._name)

    def _create(self) -> None:
        # The password goes by the environment: a command line is everybody's to read.
        run = ("run", "--detach", "--name", self._name, "--publish", f"127.0.0.1:{self._port}:7687", "--env", "NEO4J_AUTH", IMAGE)
        self._created = True  # even where it fails: a container that could not start is there to be removed
        _docker(*run, NEO4J_AUTH=f"{self.user}/{self.password}")


def _docker(*arguments: str, **environment: str) -> str:
    """Run docker and return what it writes, on either stream. Raises `Neo4jFailed`."""
    done = subprocess.run(
        ["docker", *arguments],
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=_PULL_WITHIN_SECONDS,
        check=False,
    )
    if done.returncode:
        raise Neo4jFailed(f"docker {arguments[0]}: {done.stdout.strip()[-2000:]}")
    return done.stdout
