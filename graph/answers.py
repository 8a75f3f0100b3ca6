"""What the graph answers: small frozen records that the API, the pages and the terminal all print."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from ontology.judgements import Judgement
from ontology.models import Document, Entity, LiteralValue, Statement


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
    """A statement as it was read, with all its evidence, and the documents that evidence stands in, by id.

    `things` has, by the ids it was read with, what its ends are by the judgements, where that is more or else; `also` are
    statements that say the same then, whose evidence is here too.
    """

    statement: Statement
    sources: dict[str, Source]
    things: dict[str, Entity] = {}
    also: tuple[str, ...] = ()

    @property
    def subject(self) -> Entity:
        """What stands for the subject."""
        return self.things.get(self.statement.subject.id, self.statement.subject)

    @property
    def object(self) -> Entity | LiteralValue:
        """What stands for the object, or the literal."""
        obj = self.statement.object
        return self.things.get(obj.id, obj) if isinstance(obj, Entity) else obj


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
    """A thing with the statements it is an end of (`about`: as subject, `inverse`: as object or context).

    Asked for by the id of a thing that was judged the same as another, it is the one that stands for both.
    """

    entity: Entity
    about: tuple[SourcedStatement, ...]
    inverse: tuple[SourcedStatement, ...]


class StatementView(_Answer):
    """A statement, its sources, and the statements that can't be true beside it (see `Conflict`)."""

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


class JudgementView(_Answer):
    """A judgement, and those of its two things that documents speak of, as they were read."""

    judgement: Judgement
    things: tuple[Entity, ...]


class JudgementPage(_Answer):
    """A page of judgements, by id."""

    items: tuple[JudgementView, ...]
    cursor: str | None = None


class Likeness(_Answer):
    """How much two things are alike, from 0 to 1, and the parts it is made of (`name`, `numbers`, `neighbours`, `documents`)."""

    score: float
    parts: dict[str, float]


class Candidate(_Answer):
    """Two things that may be one, and why: never more than a proposal to people."""

    left: Entity
    right: Entity
    likeness: Likeness


class CandidatePage(_Answer):
    """Some candidates; the next ones are behind the cursor. May be empty before the end, because a request looks at so much only."""

    items: tuple[Candidate, ...]
    cursor: str | None = None


class Conflict(_Answer):
    """Statements about one thing that can't all be true.

    `kind` is `holders` (of an office that one holds a year), `objects` (where there is one only, as a date of issue), `figures`
    (that count the same in one year) or `denial` (one source says it, another denies it).
    """

    kind: Literal["holders", "objects", "figures", "denial"]
    predicate: str
    thing: Entity
    statements: tuple[SourcedStatement, ...]


class ConflictPage(_Answer):
    """Some conflicts, by the thing they are about; the next ones are behind the cursor. May be empty before the end."""

    items: tuple[Conflict, ...]
    cursor: str | None = None
