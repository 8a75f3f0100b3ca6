"""Every setting of the house: environment variables with the prefix `THIDUA_`, read once, refused when they make no sense.

An unknown `THIDUA_…` variable is refused too, since it is nearly always a known one misspelt. `THIDUA_TEST_…` belongs to the tests.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "THIDUA_"
_TESTS = "THIDUA_TEST_"
_BOLT_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
_TOKEN_HASH = re.compile(r"[0-9a-f]{64}")


class SettingsError(ValueError):
    """A `THIDUA_` variable that is unknown or has a value that makes no sense; the message names it."""


class Settings(BaseSettings):
    """The settings, frozen; field `neo4j_uri` is the variable `THIDUA_NEO4J_URI`. An empty variable counts as not set."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="forbid")

    # Everything a run keeps lies here: the embedded engine's data, its lock and its log.
    home: Path = Field(default_factory=lambda: user_data_path("thidua", appauthor=False), description="Folder that keeps everything.")

    # Where a Neo4j is named it keeps the graph; otherwise the embedded engine is started under `home`.
    neo4j_uri: str | None = Field(None, description="Neo4j to use, as `bolt://host:7687` or `neo4j+s://…`; not set: the embedded engine.")
    neo4j_user: str = Field("neo4j", description="User at that Neo4j.")
    neo4j_password: SecretStr = Field(SecretStr(""), description="Password at that Neo4j.")
    neo4j_database: str = Field("neo4j", min_length=1, description="Database at that Neo4j.")

    # The embedded engine: 512 MB hold some 200,000 nodes and 400,000 edges.
    heap: str = Field("512m", pattern=r"^[1-9]\d*[mg]$", description="Memory of the embedded engine, as `512m` or `2g`.")

    # The HTTP service. Loopback, so that nothing is open to others before somebody decides so.
    host: str = Field("127.0.0.1", min_length=1, description="Address `thidua serve` listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port `thidua serve` listens on; 0 takes any free one.")

    # SHA-256 of each token that may write; the tokens themselves are kept nowhere. None: nobody writes over HTTP.
    tokens: Annotated[frozenset[str], NoDecode] = Field(
        frozenset(), description="SHA-256 hashes of the tokens that may write over HTTP, separated by commas; `thidua token` makes one."
    )

    # The IRI of a thing is this and its id. Changing it changes every IRI of every export.
    base_iri: str = Field("https://thidua.example/", description="What the IRIs of things start with; ends in `/`.")

    # Limits: what is bigger is refused before it is read.
    max_document_bytes: int = Field(20_000_000, ge=1, description="Largest document that is read, in bytes.")
    max_page: int = Field(500, ge=1, le=10_000, description="Most things on one page of a list.")

    # Names this archive knows besides those that come with the program.
    authority: Path | None = Field(None, description="Folder with authority files (YAML) of your own, read after those that come along.")

    # A language model that is asked beside the rules. Off where no address is set: then nothing leaves this machine.
    llm_url: str | None = Field(None, description="OpenAI-compatible endpoint, as `http://127.0.0.1:8080/v1`; not set: no model is asked.")
    llm_model: str = Field("", validate_default=True, description="Name of the model at that endpoint.")
    llm_key: SecretStr = Field(SecretStr(""), description="Key for that endpoint.")
    llm_timeout: float = Field(60.0, gt=0, le=3600, description="Seconds that one answer of the model may take.")

    log_level: Literal["debug", "info", "warning", "error"] = Field("warning", description="The least that is logged to standard error.")

    @field_validator("home", "authority")
    @classmethod
    def _absolute(cls, value: Path | None) -> Path | None:
        return value.expanduser().absolute() if value is not None else None

    @field_validator("authority")
    @classmethod
    def _folder(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_dir():
            raise ValueError(f"{value} is no folder")
        return value

    @field_validator("neo4j_uri")
    @classmethod
    def _bolt(cls, value: str | None) -> str | None:
        if value is not None and (urlsplit(value).scheme not in _BOLT_SCHEMES or not urlsplit(value).hostname):
            raise ValueError(f"must be one of {', '.join(f'{scheme}://' for scheme in _BOLT_SCHEMES)} with a host")
        return value

    @field_validator("llm_url")
    @classmethod
    def _web(cls, value: str | None) -> str | None:
        if value is not None and (urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).hostname):
            raise ValueError("must be an http or https address with a host")
        return value

    @field_validator("llm_model")
    @classmethod
    def _named(cls, value: str, info: ValidationInfo) -> str:
        if not value and info.data.get("llm_url"):
            raise ValueError("must name the model that THIDUA_LLM_URL is to be asked for")
        return value

    @field_validator("base_iri")
    @classmethod
    def _iri(cls, value: str) -> str:
        if not re.fullmatch(r"https?://[^\s/?#<>\"{}|\\^`]+(/[^\s?#<>\"{}|\\^`]*)?/", value):
            raise ValueError("must be an http or https address that ends in /")
        return value

    @field_validator("tokens", mode="before")
    @classmethod
    def _hashes(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        hashes = frozenset(part.strip().lower() for part in value.split(",") if part.strip())
        if any(not _TOKEN_HASH.fullmatch(part) for part in hashes):
            # The value itself is not repeated: it may well be a token in plain text.
            raise ValueError("must be SHA-256 hashes (64 hexadecimal digits) separated by commas; `thidua token` makes one")
        return hashes


def variable(field: str) -> str:
    """The environment variable of a field: `neo4j_uri` -> `THIDUA_NEO4J_URI`."""
    return f"{PREFIX}{field.upper()}"


def read_settings() -> Settings:
    """The settings of the environment.

    Raises:
        SettingsError: a variable is unknown, or its value makes no sense.
    """
    _refuse_unknown(os.environ)
    try:
        return Settings()
    except ValidationError as error:
        problems = [f"{variable(str(item['loc'][0]))}: {item['msg'].removeprefix('Value error, ')}" for item in error.errors()]
        raise SettingsError("; ".join(problems)) from None


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    known = {variable(field) for field in Settings.model_fields}
    unknown = sorted(name for name in environment if name.startswith(PREFIX) and not name.startswith(_TESTS) and name not in known)
    if unknown:
        raise SettingsError(f"unknown setting {', '.join(unknown)}; known are {', '.join(sorted(known))}")
