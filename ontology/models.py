"""The statement and what it is made of, as frozen Pydantic models; JSON as in docs/statements.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from .identifiers import IDENTIFIER, evidence_id, statement_id
from .vocabulary import vocabulary

Identifier = Annotated[str, StringConstraints(pattern=rf"^{IDENTIFIER.pattern}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$|^und$")]
Status = Literal["asserted", "planned", "requested", "proposed", "negated"]
Datatype = Literal["date", "gYear", "decimal", "integer", "string"]


class Frozen(BaseModel):
    """What all records share: they never change, and hold nothing unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Name(Frozen):
    """A name in a language (ISO 639; `und` where unknown)."""

    text: Annotated[str, StringConstraints(min_length=1)]
    language: Language


class Entity(Frozen):
    """A thing that statements are about.

    `labels` holds the preferred name by language, `aliases` every other; `provisional` is true where no
    authority file knows the thing and its names are those its sources use.
    """

    id: Identifier
    labels: dict[Language, Annotated[str, StringConstraints(min_length=1)]] = Field(default_factory=dict)
    aliases: tuple[Name, ...] = ()
    provisional: bool = False

    @model_validator(mode="before")
    @classmethod
    def _drop_type(cls, data: Any) -> Any:
        """`type` is printed for readers; the id already says it."""
        if not isinstance(data, Mapping) or "type" not in data:
            return data
        return {key: value for key, value in data.items() if key != "type"}

    @model_validator(mode="after")
    def _known_class(self) -> Entity:
        if self.id.partition("/")[0] not in vocabulary().classes:
            raise ValueError(f"{self.id}: no class of things is called {self.id.partition('/')[0]!r}")
        return self

    @property
    def type(self) -> str:
        """The class's local name: `Unit`."""
        return vocabulary().class_of(self.id).local_name

    def names(self) -> tuple[Name, ...]:
        """Every name, preferred ones first."""
        return tuple(Name(text=text, language=language) for language, text in sorted(self.labels.items())) + self.aliases

    @classmethod
    def named(cls, identifier: str, names: Iterable[Name]) -> Entity:
        """A provisional thing of these names: whatever their order and number, the same thing comes out."""
        by_words = {(name.language, name.text): name for name in names}
        labels: dict[str, str] = {}
        for language, text in sorted(by_words):
            labels.setdefault(language, text)
        aliases = tuple(by_words[words] for words in sorted(by_words) if labels[words[0]] != words[1])
        return cls(id=identifier, labels=labels, aliases=aliases, provisional=True)


class LiteralValue(Frozen):
    """An object that is no thing: a date, a year, a figure, a text. `unit` says what a figure counts."""

    literal: str
    datatype: Datatype = "string"
    unit: str | None = None


class Qualifiers(Frozen):
    """What narrows a statement down; which are allowed, the predicate says. `value` is the plain number."""

    year: int | None = Field(default=None, ge=1000, le=2999)
    start: str | None = None
    end: str | None = None
    date: str | None = Field(default=None, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$|^--\d{2}-\d{2}$")
    from_year: int | None = Field(default=None, ge=1000, le=2999)
    to_year: int | None = Field(default=None, ge=1000, le=2999)
    bloc: Entity | None = None
    role: str | None = None
    rank: str | None = None
    item: str | None = None
    value: float | None = Field(default=None, allow_inf_nan=False)
    unit: str | None = None

    def given(self) -> dict[str, Any]:
        """The qualifiers that are there, the bloc by its id, whole figures without a decimal point: flat, JSON-ready."""
        return {key: _flat(value) for key, value in vars(self).items() if value is not None}


def _flat(value: object) -> object:
    if isinstance(value, Entity):
        return value.id
    return int(value) if isinstance(value, float) and value.is_integer() else value


class Evidence(Frozen):
    """The passage of one document a statement stands on.

    `start` and `end` count code points of the document's text, and `quote` is exactly `text[start:end]`.
    `rule` names how it was read, `confidence` (0 to 1) how sure that reading is; the mentions are the words
    by which this passage, or the context it leans on, names the two ends.
    """

    document: Identifier
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    quote: Annotated[str, StringConstraints(min_length=1)]
    rule: str
    confidence: float = Field(ge=0, le=1)
    language: Language = "und"
    subject_mention: str = ""
    object_mention: str = ""


class Statement(Frozen):
    """Subject, predicate, object, qualifiers, status, and the evidence for it; `id` is a hash of all but the evidence."""

    subject: Entity
    predicate: str
    object: Entity | LiteralValue
    qualifiers: Qualifiers = Qualifiers()
    status: Status = "asserted"
    evidence: tuple[Evidence, ...] = ()

    @model_validator(mode="after")
    def _sayable(self) -> Statement:
        """What the ontology forbids can't be made.

        Raises:
            ValueError: unknown predicate, wrong class at an end, or a qualifier the predicate does not allow.
        """
        predicate = vocabulary().predicates.get(self.predicate)
        if predicate is None:
            raise ValueError(f"no predicate is called {self.predicate!r}")
        if self.subject.type not in predicate.domain:
            raise ValueError(f"{self.predicate}: subject {self.subject.id} is none of {sorted(predicate.domain)}")
        if isinstance(self.object, Entity) and self.object.type not in predicate.range:
            raise ValueError(f"{self.predicate}: object {self.object.id} is none of {sorted(predicate.range) or ['a literal']}")
        if isinstance(self.object, LiteralValue) and predicate.datatype is None:
            raise ValueError(f"{self.predicate}: its object is a thing, not the literal {self.object.literal!r}")
        if strange := {key for key, value in vars(self.qualifiers).items() if value is not None} - predicate.qualifiers:
            raise ValueError(f"{self.predicate} allows no qualifier {sorted(strange)}; it allows {sorted(predicate.qualifiers)}")
        return self

    @cached_property
    def id(self) -> str:
        """`statement/` and a hash of what it says."""
        obj = self.object.id if isinstance(self.object, Entity) else self.object.model_dump(exclude_none=True)
        return statement_id(self.subject.id, self.predicate, obj, self.qualifiers.given(), self.status)

    @property
    def confidence(self) -> float:
        """That of its best evidence; 0 without any."""
        return max((evidence.confidence for evidence in self.evidence), default=0.0)

    def evidence_ids(self) -> tuple[str, ...]:
        """The ids of its evidence, in order."""
        return tuple(evidence_id(self.id, item.document, item.start, item.end) for item in self.evidence)

    def entities(self) -> tuple[Entity, ...]:
        """Every thing it names: subject, object, the bloc of a handover."""
        named = (self.subject, self.object, self.qualifiers.bloc)
        return tuple(thing for thing in named if isinstance(thing, Entity))


class Document(Frozen):
    """A source document: what it is and the text that offsets count in. `date` is ISO 8601, as far as it is known."""

    id: Identifier
    name: str
    media_type: str = "text/plain"
    language: Language = "und"
    title: str | None = None
    date: str | None = None
    source: str | None = None
    text: str


class Reading(Frozen):
    """All that was read out of one document."""

    document: Document
    statements: tuple[Statement, ...] = ()
