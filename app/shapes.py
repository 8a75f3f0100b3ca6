"""The shapes of the service's answers, for its OpenAPI description; `presentation` makes dicts of exactly these shapes."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from ontology.models import Datatype, Name, Status

from . import examples


def shown(example: JsonDict) -> ConfigDict:
    """What a shape's description has beside its fields: how it looks."""
    return ConfigDict(json_schema_extra={"examples": [example]})


class Shape(BaseModel):
    """What all shapes share: nothing comes that is not described."""

    model_config = ConfigDict(extra="forbid")


class Thing(Shape):
    """A thing that statements are about."""

    model_config = shown(examples.UNIT)

    id: str = Field(description="Its id, which is its path in this service and the tail of its IRI.")
    type: str = Field(description="Its class.")
    labels: dict[str, str] = Field(description="Its preferred name by language (ISO 639).")
    aliases: list[Name] = Field(default=[], description="Its other names; not there where there are none.")
    provisional: bool = Field(default=False, description="True where no authority file knows it; else not there.")


class MentionedThing(Thing):
    """A thing as one end of a statement."""

    mention: str = Field(default="", description="The words by which the first source names it; not there where they are not known.")
    read_as: str = Field(default="", description="The id it was read with, where a judgement made it another; else not there.")


class Value(Shape):
    """The object of a statement that is no thing: a date, a figure, a text."""

    model_config = shown(examples.VALUE)

    literal: str = Field(description="The value as text.")
    datatype: Datatype = Field(description="What it is.")
    unit: str | None = Field(default=None, description="What a figure counts.")


class SourceDocument(Shape):
    """A document without its text."""

    model_config = shown(examples.SOURCE)

    id: str = Field(description="`document/` and the SHA-256 of its bytes.")
    name: str = Field(description="The file name it was loaded under.")
    language: str = Field(description="ISO 639, `und` where unknown.")
    title: str | None = Field(description="Its headline.")
    date: str | None = Field(description="Its date, ISO 8601, as far as known.")
    source: str | None = Field(description="Where it was published.")


class EvidenceItem(Shape):
    """The passage a statement stands on: `quote` is exactly the document's text from `start` to `end`, in code points."""

    model_config = shown(examples.EVIDENCE)

    document: SourceDocument
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    quote: str
    rule: str = Field(description="How it was read.")
    confidence: float = Field(ge=0, le=1, description="How sure that reading is.")


class StatementItem(Shape):
    """Who does what to whom, when, on whose word."""

    model_config = shown(examples.STATEMENT)

    id: str
    subject: MentionedThing
    predicate: str = Field(description="One of the ontology's predicates.")
    object: MentionedThing | Value
    qualifiers: dict[str, Any] = Field(description="What narrows it down: `year`, `role`, `date`… as the predicate allows.")
    status: Status = Field(description="How its sources put it forward.")
    confidence: float = Field(ge=0, le=1, description="That of its best evidence.")
    also: list[str] = Field(default=[], description="Statements that say the same by the judgements; not there where there are none.")
    evidence: list[EvidenceItem]


class ThingView(Thing):
    """A thing and what is said of it."""

    model_config = shown(examples.THING_VIEW)

    about: list[StatementItem] = Field(description="Statements it is the subject of.")
    inverse: list[StatementItem] = Field(description="Statements it is the object or the context of.")


class Led(Shape):
    """One bloc a unit led."""

    model_config = shown(examples.LED)

    year: int | None = Field(description="The year; null where the source gives none.")
    bloc: MentionedThing
    statement: StatementItem


class LeaderView(ThingView):
    """A thing that may lead blocs, with the blocs it led."""

    model_config = shown(examples.LEADER_VIEW)

    blocs_led: list[Led] = Field(description="By year.")


class StatementDetail(StatementItem):
    """A statement with all its evidence, and what contradicts it."""

    model_config = shown(examples.STATEMENT_DETAIL)

    contradicted_by: list[StatementItem] = Field(
        description="Statements that can't be true beside it: another holder, date or figure, or a denial."
    )


class DocumentDetail(SourceDocument):
    """A document with its text and every statement that stands on it."""

    model_config = shown(examples.DOCUMENT_DETAIL)

    media_type: str
    text: str = Field(description="The text that offsets count in.")
    statements: list[StatementItem]


class Things(Shape):
    """A page of things, by id."""

    model_config = shown(examples.THINGS)

    items: list[Thing]
    next: str | None = Field(description="Address of the next page, null at the end.")


class Documents(Shape):
    """A page of documents, by id."""

    model_config = shown(examples.DOCUMENTS)

    items: list[SourceDocument]
    next: str | None = Field(description="Address of the next page, null at the end.")


class Statements(Shape):
    """A page of statements, by id."""

    model_config = shown(examples.STATEMENTS)

    items: list[StatementItem]
    next: str | None = Field(description="Address of the next page, null at the end.")


class Leaders(Shape):
    """Who led which bloc, by bloc, year and unit."""

    model_config = shown(examples.LEADERS)

    items: list[StatementItem]
    next: str | None = Field(description="Address of the next page, null at the end.")


class BlocLeaders(Leaders):
    """Who led this bloc, by year and unit."""

    model_config = shown(examples.BLOC_LEADERS)

    bloc: Thing


class Path(Shape):
    """One way, step by step; step i joins nodes i and i+1, in whichever direction it was said."""

    model_config = shown(examples.PATH)

    nodes: list[Thing]
    steps: list[StatementItem]


class Trace(Shape):
    """Every evidenced path between a resolution and the movements that come from it, shortest first."""

    model_config = shown(examples.TRACE)

    start: Thing
    paths: list[Path]


class Hit(Shape):
    """A thing found by name."""

    model_config = shown(examples.HIT)

    thing: Thing
    matched: str = Field(description="The name that matched.")
    score: float = Field(description="How well: 1 is the whole name.")


class Hits(Shape):
    """What a search found, best first."""

    model_config = shown(examples.HITS)

    items: list[Hit]


class Stored(Shape):
    """What became of a document."""

    model_config = shown(examples.STORED)

    document: str = Field(description="Its id, which is its address.")
    name: str
    outcome: Literal["new", "changed", "unchanged"]
    statements: int = Field(description="How many statements stand on it.")


class Health(Shape):
    """Whether the service lives, or can answer."""

    model_config = shown(examples.HEALTH)

    status: Literal["ok"]


class Index(Shape):
    """What is here."""

    model_config = shown(examples.INDEX)

    counts: dict[str, int] = Field(description="How many documents, statements and pieces of evidence there are, and things by class.")
    lists: list[str] = Field(description="Addresses of the lists.")


class NearThing(Shape):
    """Something that may have been meant."""

    model_config = shown(examples.NEAR)

    id: str
    labels: dict[str, str]


class WrongParameter(Shape):
    """A parameter and what is wrong with it."""

    model_config = shown(examples.WRONG)

    parameter: str
    problem: str = Field(description="What is allowed.")


class Problem(Shape):
    """Any error, as RFC 9457 has it."""

    model_config = shown(examples.PROBLEM)

    title: str
    status: int
    detail: str
    near: list[NearThing] = Field(default=[], description="On 404: what was near.")
    errors: list[WrongParameter] = Field(default=[], description="On 422: every parameter that is wrong.")
