"""The vocabulary, read from `emulation.ttl`: the one place where classes, predicates, qualifiers and statuses are listed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

NAMESPACE = "https://thidua.example/ontology#"
EM = Namespace(NAMESPACE)


@dataclass(frozen=True)
class Term:
    """A thing the ontology names, with what it says of it to people (`language -> text`)."""

    iri: str
    name: str
    labels: dict[str, str]
    definitions: dict[str, str]

    @property
    def local_name(self) -> str:
        """The IRI's tail, which is also the label of nodes of this class in the database: `Unit`."""
        return self.iri.removeprefix(NAMESPACE)


@dataclass(frozen=True)
class EntityClass(Term):
    """A class of things that statements are about; `name` is the folder of its ids (`unit`)."""

    broader: tuple[str, ...]


@dataclass(frozen=True)
class Qualifier(Term):
    """A qualifier of statements; `range` is an XSD datatype's or a class's local name (`gYear`, `Bloc`); of several the fullest."""

    range: str


@dataclass(frozen=True)
class Predicate(Term):
    """A predicate: which classes it joins (local names), and which qualifiers a statement of it may carry (names)."""

    domain: frozenset[str]
    range: frozenset[str]
    datatype: str | None
    qualifiers: frozenset[str]
    one_holder_a_year: bool
    one_object: bool
    one_figure_a_year: bool

    @property
    def edge(self) -> str:
        """The relationship type of its plain edge in the database: `LEADS_BLOC`."""
        return self.name.upper()


@dataclass(frozen=True)
class Vocabulary:
    """All that `emulation.ttl` lists, by name."""

    version: str
    classes: dict[str, EntityClass]
    predicates: dict[str, Predicate]
    qualifiers: dict[str, Qualifier]
    statuses: dict[str, Term]

    def class_of(self, identifier: str) -> EntityClass:
        """The class an id's folder names: `unit/quan-doan-34` -> Unit.

        Raises:
            KeyError: the folder is no class of things.
        """
        return self.classes[identifier.partition("/")[0]]


@cache
def ontology() -> Graph:
    """The ontology as an RDF graph."""
    return Graph().parse(data=resources.files(__package__).joinpath("emulation.ttl").read_bytes(), format="turtle")


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the installed ontology, parsed once a process."""
    graph = ontology()
    classes = [_entity_class(graph, node) for node in _subjects(graph, OWL.Class) if (node, RDFS.subClassOf, EM.Entity) in graph]
    properties = [*_subjects(graph, OWL.ObjectProperty), *_subjects(graph, OWL.DatatypeProperty)]
    named = [node for node in properties if (node, SKOS.notation, None) in graph]
    predicates = [_predicate(graph, node) for node in named if (node, RDFS.domain, None) in graph]
    qualifiers = [_qualifier(graph, node) for node in named if (node, RDFS.domain, None) not in graph]
    statuses = [term_of(graph, node) for node in _subjects(graph, EM.Status)]
    return Vocabulary(
        version=str(graph.value(URIRef(NAMESPACE.rstrip("#")), OWL.versionInfo)),
        classes={term.name: term for term in classes},
        predicates={term.name: term for term in predicates},
        qualifiers={term.name: term for term in qualifiers},
        statuses={term.name: term for term in statuses},
    )


def _subjects(graph: Graph, kind: Node) -> list[Node]:
    return sorted(graph.subjects(RDF.type, kind), key=str)


def _term(graph: Graph, node: Node) -> tuple[str, str, dict[str, str], dict[str, str]]:
    labels = {literal.language: str(literal) for literal in graph.objects(node, RDFS.label)}  # type: ignore[attr-defined]
    definitions = {literal.language: str(literal) for literal in graph.objects(node, SKOS.definition)}  # type: ignore[attr-defined]
    return str(node), str(graph.value(node, SKOS.notation) or ""), labels, definitions


def term_of(graph: Graph, node: Node) -> Term:
    """What the ontology says of any of its terms; `name` is empty where it has none in JSON."""
    return Term(*_term(graph, node))


def _entity_class(graph: Graph, node: Node) -> EntityClass:
    broader = sorted(str(parent) for parent in graph.objects(node, RDFS.subClassOf) if parent != EM.Entity)
    return EntityClass(*_term(graph, node), broader=tuple(broader))


def _qualifier(graph: Graph, node: Node) -> Qualifier:
    return Qualifier(*_term(graph, node), range=_members(graph, graph.value(node, RDFS.range))[0])


def _predicate(graph: Graph, node: Node) -> Predicate:
    reach = graph.value(node, RDFS.range)
    literal = (node, RDF.type, OWL.DatatypeProperty) in graph
    allowed = (graph.value(qualifier, SKOS.notation) for qualifier in graph.objects(node, EM.allowsQualifier))
    return Predicate(
        *_term(graph, node),
        domain=_classes(graph, graph.value(node, RDFS.domain)),
        range=frozenset() if literal else _classes(graph, reach),
        datatype=_local(reach) if literal else None,
        qualifiers=frozenset(str(name) for name in allowed),
        one_holder_a_year=str(graph.value(node, EM.oneHolder)) == "year",
        one_object=str(graph.value(node, EM.oneObject)) == "always",
        one_figure_a_year=str(graph.value(node, EM.oneFigure)) == "year",
    )


def _classes(graph: Graph, node: Node | None) -> frozenset[str]:
    return frozenset(_members(graph, node))


def _members(graph: Graph, node: Node | None) -> list[str]:
    """The class or datatype, or the members of the union that stands in its place."""
    union = graph.value(node, OWL.unionOf)
    members = Collection(graph, union) if union is not None else [node]
    return [_local(member) for member in members]


def _local(node: Node | None) -> str:
    return str(node).removeprefix(NAMESPACE).removeprefix(str(XSD))
