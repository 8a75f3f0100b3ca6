"""What the ontology says of classes and predicates, as RDF terms, looked up once a process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode
from rdflib import RDFS, SKOS, URIRef

from ontology.vocabulary import EM, NAMESPACE, Term, ontology, term_of, vocabulary

# Classes that say nothing of a single thing which its own class does not say already.
_TOO_BROAD = frozenset({EM.Entity})


@dataclass(frozen=True)
class Relation:
    """What an asserted statement is besides a statement: its standard classes, how they name the ends, and the role."""

    classes: tuple[NamedNode, ...]
    subject_as: tuple[NamedNode, ...]
    object_as: tuple[NamedNode, ...]
    roles: tuple[NamedNode, ...]


def em(local_name: str) -> NamedNode:
    """A term of the ontology by its local name: `Statement`."""
    return NamedNode(str(EM[local_name]))


@cache
def classes_of(local_name: str) -> tuple[NamedNode, ...]:
    """The class and the standard classes it is a subclass of, the class itself first: Unit, org:FormalOrganization..."""
    node = EM[local_name]
    broader = sorted(str(parent) for parent in ontology().objects(node, RDFS.subClassOf) if parent not in _TOO_BROAD)
    return (em(local_name), *map(NamedNode, broader))


@cache
def predicate_terms() -> dict[str, NamedNode]:
    """The predicates' IRIs by name."""
    return {predicate.name: NamedNode(predicate.iri) for predicate in vocabulary().predicates.values()}


@cache
def qualifier_terms() -> dict[str, NamedNode]:
    """The qualifiers' IRIs by name."""
    return {qualifier.name: NamedNode(qualifier.iri) for qualifier in vocabulary().qualifiers.values()}


@cache
def status_terms() -> dict[str, NamedNode]:
    """The statuses' IRIs by name."""
    return {status.name: NamedNode(status.iri) for status in vocabulary().statuses.values()}


@cache
def record_facts() -> frozenset[str]:
    """The IRIs of the ontology's other properties: status, quote, text..., which have a domain but no name in JSON."""
    graph = ontology()
    return frozenset(str(node) for node in graph.subjects(RDFS.domain) if (node, SKOS.notation, None) not in graph)


@cache
def record_terms() -> tuple[Term, ...]:
    """Everything else the ontology names: classes, facts, roles and annotations that have no part in what is said."""
    terms = vocabulary()
    said = {term.iri for part in (terms.classes, terms.predicates, terms.qualifiers, terms.statuses) for term in part.values()}
    labelled = {str(node) for node in ontology().subjects(RDFS.label)} - said
    return tuple(term_of(ontology(), EM[iri.removeprefix(NAMESPACE)]) for iri in sorted(labelled) if iri.startswith(NAMESPACE))


@cache
def relation_of(predicate: str) -> Relation:
    """The standard relation of a predicate's asserted statements; empty where none fits."""
    node = URIRef(vocabulary().predicates[predicate].iri)
    annotations = (EM.relationClass, EM.subjectAs, EM.objectAs, EM.inRole)
    return Relation(*(tuple(map(NamedNode, sorted(map(str, ontology().objects(node, term))))) for term in annotations))
