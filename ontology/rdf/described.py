"""What a store says of one node, asked for by term, strictly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pyoxigraph import Literal, NamedNode, Store

from ontology.models import Name

from .errors import RdfError
from .terms import named

_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True)
class Described:
    """A node, the id its IRI ends in, and its facts: property -> values."""

    node: NamedNode
    identifier: str
    facts: dict[NamedNode, list[Any]]

    @classmethod
    def of(cls, store: Store, node: NamedNode, base: str) -> Described:
        """All that the store says of a node."""
        facts: dict[NamedNode, list[Any]] = {}
        for quad in store.quads_for_pattern(node, None, None, None):
            facts.setdefault(quad.predicate, []).append(quad.object)
        return cls(node, node.value.removeprefix(base), facts)

    def values(self, term: str) -> Sequence[Any]:
        """All values of a property."""
        return self.facts.get(named(term), ())

    def at_most_one(self, predicate: NamedNode) -> Any:
        """The value, or None.

        Raises:
            RdfError: there are more.
        """
        values = self.facts.get(predicate, ())
        if len(values) > 1:
            raise RdfError(f"{self.node.value} has {len(values)} values of {predicate.value}, where one is allowed")
        return values[0] if values else None

    def one(self, term: str) -> Any:
        """The value that must be there.

        Raises:
            RdfError: it is missing, or there are more.
        """
        if (value := self.at_most_one(named(term))) is None:
            raise RdfError(f"{self.node.value} has no {term}: the file is cut short or not ours")
        return value

    def iri(self, term: str) -> NamedNode:
        """The one value, which must be an IRI."""
        value = self.one(term)
        if not isinstance(value, NamedNode):
            raise RdfError(f"{self.node.value}: {term} must be an IRI, not {value}")
        return value

    def text(self, term: str) -> str:
        """The text of the one value, which must be a literal."""
        return self._text(self.one(term), term)

    def perhaps(self, term: str) -> str | None:
        """The text of the value where there is one."""
        value = self.at_most_one(named(term))
        return None if value is None else self._text(value, term)

    def flag(self, term: str) -> bool:
        """Whether the property is there and true."""
        return self.perhaps(term) in ("true", "1")

    def names(self, term: str) -> list[Name]:
        """The values of a labelling property, with their languages."""
        return [self.made(Name, text=self._text(value, term), language=value.language or "und") for value in self.values(term)]

    def made(self, model: type[_Model], **fields: Any) -> _Model:
        """A record of these fields.

        Raises:
            RdfError: the ontology does not allow it.
        """
        try:
            return model.model_validate(fields)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"]))
            raise RdfError(f"{self.node.value}: {place + ': ' if place else ''}{first['msg']}") from None

    def _text(self, value: Any, term: str) -> str:
        if not isinstance(value, Literal):
            raise RdfError(f"{self.node.value}: {term} must be a literal, not {value}")
        return value.value
