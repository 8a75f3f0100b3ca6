"""What `thidua doctor` finds: what is configured, what answers, what is wrong."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from graph.errors import GraphError
from graph.store import Graph
from loaders.authorities import authorities
from loaders.authority_records import AuthorityError
from ontology.vocabulary import vocabulary

from .errors import ExitCode, explain, meaning_of
from .opening import opened
from .settings import Settings, SettingsError, read_settings


@dataclass
class Diagnosis:
    """Facts as name and value, what is wrong in plain words, and the exit code of the first wrong thing."""

    facts: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    exit_code: ExitCode = ExitCode.DONE

    def blame(self, error: Exception) -> None:
        """One more thing is wrong."""
        meaning = meaning_of(error)
        self.wrong.append(explain(error))
        self.exit_code = self.exit_code or (meaning.exit_code if meaning else ExitCode.FAILED)

    def as_json(self) -> dict[str, Any]:
        """`{"facts": {name: value}, "wrong": [...]}`."""
        return {"facts": dict(self.facts), "wrong": self.wrong}


def diagnose() -> Diagnosis:
    """Look at everything; an error ends nothing but what depends on it."""
    found = Diagnosis()
    found.facts += _versions()
    try:
        settings = read_settings()
    except SettingsError as error:
        found.blame(error)
        return found
    found.facts += _configured(settings)
    _look_at_home(found, settings)
    try:
        authorities(settings.authority)
    except AuthorityError as error:
        found.blame(error)
    try:
        with opened() as (_, graph):
            found.facts += _engine(graph)
    except GraphError as error:
        found.blame(error)
    return found


def _versions() -> list[tuple[str, str]]:
    packages = ", ".join(f"{name} {version(name)}" for name in ("neo4j", "arcadedb-embedded"))
    return [
        ("thidua", f"{version('thidua')} (ontology {vocabulary().version})"),
        ("Python", f"{platform.python_version()} on {platform.system()} {platform.machine()}"),
        ("packages", packages),
    ]


def _configured(settings: Settings) -> list[tuple[str, str]]:
    return [
        ("home", str(settings.home)),
        ("engine", settings.neo4j_uri or f"embedded, up to {settings.heap} of memory"),
        ("service", f"{settings.host}:{settings.port}"),
        ("writing over HTTP", f"{len(settings.tokens)} token(s)" if settings.tokens else "refused (no THIDUA_TOKENS)"),
        ("authority files", f"built in, and {settings.authority}" if settings.authority else "built in"),
        ("language model", f"{settings.llm_model} at {settings.llm_url}" if settings.llm_url else "none"),
        ("largest document", f"{settings.max_document_bytes:,} bytes"),
        ("IRIs start with", settings.base_iri),
    ]


def _look_at_home(found: Diagnosis, settings: Settings) -> None:
    nearest = next((path for path in (settings.home, *settings.home.parents) if path.exists()), Path("/"))
    if not nearest.is_dir():
        found.blame(NotADirectoryError(20, "is no folder, so nothing can be kept there", str(nearest)))
    elif not os.access(nearest, os.W_OK | os.X_OK):
        found.blame(PermissionError(13, "may not be written to, so nothing can be kept there", str(nearest)))


def _engine(graph: Graph) -> list[tuple[str, str]]:
    counts = graph.counts()
    things = ", ".join(f"{number} {name}" for name, number in sorted(counts.entities.items()) if number)
    return [
        ("answers", graph.engine),
        ("documents", str(counts.documents)),
        ("statements", f"{counts.statements}, on {counts.evidence} passages"),
        ("things", things or "none"),
    ]
