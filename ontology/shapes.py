"""The SHACL shapes of an export: those of `shapes.ttl`, and those that follow from what the ontology says of its terms."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import resources

from rdflib import OWL, RDF, RDFS, SH, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from .vocabulary import EM, NAMESPACE, Predicate, Qualifier, Term, ontology, vocabulary


@cache
def shapes() -> Graph:
    """All shapes, in SHACL Core; the same graph every time, so who wants to change it takes a copy."""
    graph = Graph().parse(data=resources.files(__package__).joinpath("shapes.ttl").read_bytes(), format="turtle")
    terms = vocabulary()
    for kind in terms.classes.values():
        graph.add((EM.ThingShape, SH.targetClass, URIRef(kind.iri)))
    _add_choice(graph, EM.KnownPredicateShape, RDF.predicate, terms.predicates.values())
    _add_choice(graph, EM.KnownStatusShape, EM.status, terms.statuses.values())
    for predicate in terms.predicates.values():
        _add_predicate(graph, predicate)
    for qualifier in terms.qualifiers.values():
        _add_qualifier(graph, qualifier)
    return graph


def _add_choice(graph: Graph, shape: Node, prop: Node, terms: Iterable[Term]) -> None:
    """What `prop` points to is one of these."""
    graph.add((shape, RDF.type, SH.NodeShape))
    graph.add((shape, SH.targetObjectsOf, prop))
    graph.add((shape, SH["in"], _list(graph, [URIRef(term.iri) for term in terms])))


def _add_predicate(graph: Graph, predicate: Predicate) -> None:
    """The ends and qualifiers of all statements of a predicate, which is looked at from the predicate itself."""
    node = URIRef(predicate.iri)
    shape = EM[f"{predicate.local_name}Shape"]
    graph.add((shape, RDF.type, SH.NodeShape))
    graph.add((shape, SH.targetNode, node))
    subject = _property(graph, shape, RDF.subject, f"The subject of {predicate.name} is of its domain.")
    graph.add((subject, SH["or"], _classes(graph, predicate.domain)))
    obj = _property(graph, shape, RDF.object, f"The object of {predicate.name} is of its range.")
    if predicate.datatype is None:
        graph.add((obj, SH["or"], _classes(graph, predicate.range)))
    else:
        graph.add((obj, SH.nodeKind, SH.Literal))
    strange: list[Node] = [URIRef(qualifier.iri) for name, qualifier in vocabulary().qualifiers.items() if name not in predicate.qualifiers]
    if strange:
        _forbid(
            graph, shape, strange, f"{predicate.name} allows these qualifiers only: {', '.join(sorted(predicate.qualifiers)) or 'none'}."
        )


def _forbid(graph: Graph, shape: Node, qualifiers: list[Node], message: str) -> None:
    either = BNode()
    graph.add((either, SH.alternativePath, _list(graph, qualifiers)))
    none = _property(graph, shape, either, message)
    graph.add((none, SH.maxCount, Literal(0)))


def _add_qualifier(graph: Graph, qualifier: Qualifier) -> None:
    """A qualifier stands at most once on a statement, and is of its range."""
    node = URIRef(qualifier.iri)
    shape = BNode()
    graph.add((EM.StatementShape, SH.property, shape))
    graph.add((shape, SH.path, node))
    graph.add((shape, SH.maxCount, Literal(1)))
    graph.add((shape, SH.message, Literal(f"{qualifier.name} stands at most once on a statement, with a value of its range.", lang="en")))
    reach = ontology().value(node, RDFS.range)
    union = ontology().value(reach, OWL.unionOf)
    if union is not None:
        graph.add((shape, SH["or"], _alternatives(graph, SH.datatype, list(Collection(ontology(), union)))))
    elif reach is not None:
        graph.add((shape, SH["class"] if str(reach).startswith(NAMESPACE) else SH.datatype, reach))


def _property(graph: Graph, shape: Node, end: Node, message: str) -> Node:
    """A property shape for what the statements of a predicate have at `end`."""
    inverse, prop = BNode(), BNode()
    graph.add((inverse, SH.inversePath, RDF.predicate))
    graph.add((shape, SH.property, prop))
    graph.add((prop, SH.path, _list(graph, [inverse, end])))
    graph.add((prop, SH.message, Literal(message, lang="en")))
    return prop


def _classes(graph: Graph, local_names: Iterable[str]) -> Node:
    return _alternatives(graph, SH["class"], [EM[name] for name in sorted(local_names)])


def _alternatives(graph: Graph, constraint: Node, values: list[Node]) -> Node:
    """The list that `sh:or` takes: one shape a value."""
    members: list[Node] = [BNode() for _ in values]
    for member, value in zip(members, values, strict=True):
        graph.add((member, constraint, value))
    return _list(graph, members)


def _list(graph: Graph, members: list[Node]) -> Node:
    return Collection(graph, BNode(), members).uri
