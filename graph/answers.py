"""What the graph answers: small frozen records that the API, the pages and the terminal all print."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from ontology.models import Document, Entity, Statement


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True)


class Source(_Answer):
    """A document without its text: what a quote is cited by."""

    id: str
    name: str
    language: str = "und"
    title: str | None = None
    date: str | None = None
    source: str | None = None


class SourcedStatement(_Answer):
    """A statement with all its evidence, and the documents that evidence stands in, by id."""

    statement: Statement
    sources: dict[str, Source]


class Page(_Answer):
    """One page of a list in stable order (by id); `cursor` fetches the next one, None at the end."""

    items: tuple[Entity | Source | SourcedStatement, ...]
    cursor: str | None = None


class TracePath(_Answer):
    """One way from a resolution to a movement (or back), step by step; each step is a statement with its quotes.

    `nodes` has one entry more than `steps`; step i joins nodes i and i+1, in whichever direction it was said.
    """

    nodes: tuple[Entity, ...]
    steps: tuple[SourcedStatement, ...]


class SearchHit(_Answer):
    """A thing found by name: the name that matched, and how well (1 = the whole name)."""

    entity: Entity
    matched: str
    score: float


class EntityView(_Answer):
    """A thing with the statements it is an end of (`about`: as subject, `inverse`: as object or context)."""

    entity: Entity
    about: tuple[SourcedStatement, ...]
    inverse: tuple[SourcedStatement, ...]


class StatementView(_Answer):
    """A statement, its sources, and the statements that contradict it (another holder of a one-holder office)."""

    stated: SourcedStatement
    contradicted_by: tuple[SourcedStatement, ...]


class DocumentView(_Answer):
    """A document with its text, and every statement that stands on it (with all evidence, also from elsewhere)."""

    document: Document
    statements: tuple[SourcedStatement, ...]


class Written(_Answer):
    """What became of one document given to the writer."""

    document: str
    name: str
    outcome: Literal["new", "changed", "unchanged"]
    statements: int


class Counts(_Answer):
    """How much the graph holds."""

    documents: int
    statements: int
    evidence: int
    entities: dict[str, int]
