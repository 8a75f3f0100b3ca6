"""A store of triples back to readings: the exact inverse of writing, document by document."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, cast

from pyoxigraph import Literal, NamedNode, Store

from ontology.models import Document, Entity, Evidence, LiteralValue, Name, Qualifiers, Reading, Statement
from ontology.vocabulary import vocabulary

from .checks import check
from .described import Described
from .errors import RdfError
from .mapping import em, predicate_terms, qualifier_terms, status_terms
from .terms import PREFIXES, named

# Things recur from document to document; this many are kept at hand.
_KEPT_ENTITIES = 10_000


def readings(store: Store, base: str, checked: bool = False) -> Iterator[Reading]:
    """What the documents of the store say, one reading a document, in the order of their ids.

    A statement that stands on several documents comes in each of their readings, with the evidence of that
    document only; statements come by id, evidence by place, other names by language and text. `checked` saves
    looking the whole store through again where that was done before.

    Raises:
        RdfError: the store is not what `triples` with this base writes: before the first reading where something
            is missing, foreign or of another base; at the thing itself where it says what can't be or is not its id's.
    """
    if not checked:
        check(store, base)
    reader = _Reader(store, base)
    documents = reader.pointing("rdf:type", em("Document"))
    return map(reader.reading, sorted(documents, key=lambda node: node.value))


class _Reader:
    """Reads records of one store; things it has read it keeps for a while."""

    def __init__(self, store: Store, base: str) -> None:
        self._store = store
        self._base = base
        self._entity = lru_cache(_KEPT_ENTITIES)(self._read_entity)
        self._predicates = {node: name for name, node in predicate_terms().items()}
        self._statuses = {node: name for name, node in status_terms().items()}

    def reading(self, node: NamedNode) -> Reading:
        """The document of this IRI and all that stands on it."""
        document = self._document(self._described(node))
        found: dict[NamedNode, list[tuple[str, Evidence]]] = {}
        for passage in map(self._described, self.pointing("em:inDocument", node)):
            evidence = self._evidence(passage, document)
            for stated in self.pointing("em:evidence", passage.node):
                found.setdefault(stated, []).append((passage.identifier, evidence))
        statements = (self._statement(self._described(stated), evidence) for stated, evidence in found.items())
        return Reading(document=document, statements=tuple(sorted(statements, key=lambda statement: statement.id)))

    def pointing(self, term: str, target: NamedNode) -> Iterator[NamedNode]:
        """The nodes that point to `target` by a property."""
        # Subjects are IRIs: the check lets no others in.
        return (cast(NamedNode, quad.subject) for quad in self._store.quads_for_pattern(None, named(term), target, None))

    def _described(self, node: NamedNode) -> Described:
        return Described.of(self._store, node, self._base)

    def _document(self, facts: Described) -> Document:
        return facts.made(
            Document,
            id=facts.identifier,
            name=facts.text("rico:name"),
            media_type=facts.text("dcterms:format"),
            language=facts.text("dcterms:language"),
            title=facts.perhaps("dcterms:title"),
            date=facts.perhaps("dcterms:date"),
            source=facts.perhaps("dcterms:source"),
            text=facts.text("em:text"),
        )

    def _evidence(self, facts: Described, document: Document) -> Evidence:
        evidence = facts.made(
            Evidence,
            document=document.id,
            start=facts.text("em:startOffset"),
            end=facts.text("em:endOffset"),
            quote=facts.text("em:quote"),
            rule=facts.text("em:rule"),
            confidence=facts.text("em:confidence"),
            language=facts.text("dcterms:language"),
            subject_mention=facts.perhaps("em:subjectMention") or "",
            object_mention=facts.perhaps("em:objectMention") or "",
        )
        if document.text[evidence.start : evidence.end] != evidence.quote:
            raise RdfError(f"{facts.node.value}: its quote is not what the document says at {evidence.start}-{evidence.end}")
        return evidence

    def _read_entity(self, node: NamedNode) -> Entity:
        facts = self._described(node)
        kind = vocabulary().classes.get(facts.identifier.partition("/")[0])
        if kind is None or NamedNode(kind.iri) not in facts.values("rdf:type"):
            raise RdfError(f"{node.value} is pointed to, but the file does not say what it is")
        aliases = sorted(facts.names("skos:altLabel"), key=lambda name: (name.language, name.text))
        return facts.made(
            Entity, id=facts.identifier, labels=self._labels(facts), aliases=aliases, provisional=facts.flag("em:provisional")
        )

    @staticmethod
    def _labels(facts: Described) -> dict[str, str]:
        names: list[Name] = facts.names("skos:prefLabel")
        labels = {name.language: name.text for name in names}
        if len(labels) < len(names):
            raise RdfError(f"{facts.node.value} has two preferred names in one language")
        return dict(sorted(labels.items()))

    def _statement(self, facts: Described, evidence: list[tuple[str, Evidence]]) -> Statement:
        ordered = sorted(evidence, key=lambda item: (item[1].start, item[1].end))
        statement = facts.made(
            Statement,
            subject=self._entity(facts.iri("rdf:subject")),
            predicate=self._known(facts, "rdf:predicate", self._predicates),
            object=self._object(facts),
            qualifiers=facts.made(Qualifiers, **dict(self._qualifiers(facts))),
            status=self._known(facts, "em:status", self._statuses),
            evidence=tuple(item for _, item in ordered),
        )
        expected = (facts.identifier, *(identifier for identifier, _ in ordered))
        if (statement.id, *statement.evidence_ids()) != expected:
            raise RdfError(f"{facts.node.value}: what it says, or where, is not what its id was made of")
        return statement

    @staticmethod
    def _known(facts: Described, term: str, names: dict[NamedNode, str]) -> str:
        node = facts.iri(term)
        if node not in names:
            raise RdfError(f"{facts.node.value}: no {term.partition(':')[2]} is called {node.value}")
        return names[node]

    def _object(self, facts: Described) -> Entity | LiteralValue:
        value = facts.one("rdf:object")
        if isinstance(value, NamedNode):
            return self._entity(value)
        if not isinstance(value, Literal):
            raise RdfError(f"{facts.node.value}: its object is neither a thing nor a value")
        datatype = facts.perhaps("em:objectDatatype") or value.datatype.value.removeprefix(PREFIXES["xsd"])
        return facts.made(LiteralValue, literal=value.value, datatype=datatype, unit=facts.perhaps("em:objectUnit"))

    def _qualifiers(self, facts: Described) -> Iterator[tuple[str, Any]]:
        for name, node in qualifier_terms().items():
            if (value := facts.at_most_one(node)) is None:
                continue
            yield name, self._entity(value) if isinstance(value, NamedNode) else value.value
