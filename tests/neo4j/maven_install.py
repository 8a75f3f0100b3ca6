"""Neo4j's jars, fetched once by Maven into a cache that every clone shares."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

from fasteners import InterProcessLock
from platformdirs import user_cache_path

from .server import Neo4jFailed

POM = Path(__file__).with_name("pom.xml")
_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"
_FETCH_WITHIN_SECONDS = 900
_JAVA_RELEASES = {"17", "21"}  # what Neo4j 5.26 runs on


def find_java() -> Path | None:
    """A Java of a release that Neo4j runs on: JAVA_HOME, then the path, then where Linux distributions put theirs."""
    return next((java for java in _java_candidates() if _release(java) in _JAVA_RELEASES), None)


def jars() -> Path:
    """The folder of Neo4j's jars, fetched where it is not there yet (1.5 minutes, 109 MB). Raises `Neo4jFailed`."""
    cache = Path(os.environ.get("THIDUA_TEST_CACHE") or user_cache_path("thidua-tests"))
    folder = cache / f"neo4j-{hashlib.sha256(POM.read_bytes()).hexdigest()[:12]}"
    cache.mkdir(parents=True, exist_ok=True)
    with InterProcessLock(folder.with_suffix(".lock")):
        if not folder.is_dir():
            _fetch(folder)
    return folder


def _java_candidates() -> list[Path]:
    home, on_path = os.environ.get("JAVA_HOME"), shutil.which("java")
    installed = sorted(Path("/usr/lib/jvm").glob("*/bin/java"))
    candidates = [Path(home, "bin", "java")] if home else []
    candidates += [Path(on_path)] if on_path else []
    return [java for java in (*candidates, *installed) if os.access(java, os.X_OK)]


def _release(java: Path) -> str | None:
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', told)
    return found[1] if found else None


def _fetch(folder: Path) -> None:
    part = folder.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    command = ["mvn", "-B", "-q", "-f", str(POM), "-Dmaven.artifact.threads=16", _COPY, f"-DoutputDirectory={part}"]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=_FETCH_WITHIN_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise Neo4jFailed(f"Maven did not fetch Neo4j in {_FETCH_WITHIN_SECONDS} s") from None
    if done.returncode:
        raise Neo4jFailed(f"Maven could not fetch Neo4j: {(done.stdout + done.stderr).strip()[-2000:]}")
    part.rename(folder)
