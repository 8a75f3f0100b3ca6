"""The shapes, judged by pyshacl: what an export writes conforms, and planted faults are found."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize
from pyshacl import validate
from rdflib import RDF, SH, Graph, URIRef

from ontology.rdf import triples
from ontology.rdf.terms import named
from ontology.shapes import shapes
from ontology.vocabulary import NAMESPACE, vocabulary
from tests.ontology.examples import BASE, corpus
from tests.ontology.memory_graph import MemoryGraph

_FACTS = sorted({triple for record in MemoryGraph(corpus()).traverse() for triple in triples(record, BASE)}, key=str)


def judged(facts: list[Triple]) -> list[str]:
    """What pyshacl has to say, one line a violation."""
    graph = Graph().parse(data=serialize(facts, format=RdfFormat.N_TRIPLES), format="nt")
    _, report, _ = validate(graph, shacl_graph=shapes(), meta_shacl=False)
    return sorted(
        " ".join(str(report.value(result, part)) for part in (SH.focusNode, SH.resultMessage))
        for result in report.subjects(RDF.type, SH.ValidationResult)
    )


def the(predicate: str, ending: str = "") -> Triple:
    """The first fact of this property whose value ends so."""
    return next(fact for fact in _FACTS if fact.predicate == named(predicate) and fact.object.value.endswith(ending))


def test_what_is_exported_conforms() -> None:
    assert judged(_FACTS) == []


def test_the_shapes_are_shacl_themselves() -> None:
    conforms, _, text = validate(Graph(), shacl_graph=shapes(), meta_shacl=True)
    assert conforms, text


_MISSING = [
    ("rdf:subject", "exactly one subject"),
    ("rdf:predicate", "exactly one predicate"),
    ("rdf:object", "exactly one object"),
    ("em:status", "exactly one status"),
    ("em:evidence", "at least one piece of evidence"),
    ("em:inDocument", "exactly one document"),
    ("em:quote", "exactly one quote"),
    ("em:startOffset", "begins once"),
    ("em:endOffset", "ends once"),
    ("em:text", "exactly one text"),
    ("oa:exact", "exact text is the quote"),
    ("prov:wasDerivedFrom", "derived from the documents of its evidence"),
]


@pytest.mark.parametrize(("predicate", "complaint"), _MISSING)
def test_a_fact_that_lacks_is_found(predicate: str, complaint: str) -> None:
    lost = the(predicate)
    left = [fact for fact in _FACTS if (fact.subject, fact.predicate) != (lost.subject, lost.predicate)]
    assert any(complaint in line for line in judged(left))


def decimal(value: str) -> Literal:
    return Literal(value, datatype=named("xsd:decimal"))


_WRONG = [
    ("em:confidence", decimal("1.5"), "from 0 to 1"),
    ("em:startOffset", Literal(1000), "before it ends"),
    ("em:quote", Literal("other words"), "exact text is the quote"),
    ("em:status", named("em:doubted"), "doubted"),
    ("rdf:predicate", named("em:likes"), "likes"),
    ("em:year", Literal("2025"), "a value of its range"),
    ("em:bloc", NamedNode(BASE + "unit/quan-doan-34"), "a value of its range"),
    ("em:inDocument", NamedNode(BASE + "unit/quan-doan-34"), "exactly one document"),
]


@pytest.mark.parametrize(("predicate", "value", "complaint"), _WRONG)
def test_a_wrong_value_is_found(predicate: str, value: NamedNode | Literal, complaint: str) -> None:
    fact = the(predicate)
    planted = [Triple(fact.subject, fact.predicate, value) if other == fact else other for other in _FACTS]
    assert any(complaint in line for line in judged(planted))


_ADDED = [
    ("unit/quan-doan-34", "skos:prefLabel", Literal("Corps 34", language="en"), "at most one preferred name a language"),
    ("unit/quan-doan-34", "skos:prefLabel", Literal("Corps 34"), "each with its language"),
    ("bloc/alone", "rdf:type", named("em:Bloc"), "in at least one statement"),
]


@pytest.mark.parametrize(("thing", "predicate", "value", "complaint"), _ADDED)
def test_what_is_too_much_is_found(thing: str, predicate: str, value: NamedNode | Literal, complaint: str) -> None:
    assert any(complaint in line for line in judged([*_FACTS, Triple(NamedNode(BASE + thing), named(predicate), value)]))


def _leading() -> NamedNode:
    """The statement, whatever its id, that a unit leads a bloc."""
    return next(fact.subject for fact in _FACTS if fact.predicate == named("rdf:predicate") and fact.object == named("em:leadsBloc"))


@pytest.mark.parametrize(
    ("predicate", "value", "complaint"),
    [
        ("rdf:subject", NamedNode(BASE + "movement/quyet-thang"), "subject of leads_bloc is of its domain"),
        ("rdf:object", NamedNode(BASE + "movement/quyet-thang"), "object of leads_bloc is of its range"),
        ("rdf:object", Literal("a text"), "object of leads_bloc is of its range"),
        ("rdf:predicate", named("em:issuedOn"), "object of issued_on is of its range"),
    ],
)
def test_what_the_ontology_forbids_is_found(predicate: str, value: NamedNode | Literal, complaint: str) -> None:
    stated = _leading()
    planted = [
        Triple(stated, fact.predicate, value) if (fact.subject, fact.predicate) == (stated, named(predicate)) else fact for fact in _FACTS
    ]
    assert any(complaint in line for line in judged(planted))


def test_a_qualifier_the_predicate_does_not_allow_is_found() -> None:
    assert any(
        "leads_bloc allows these qualifiers only: end, start, year" in line
        for line in judged([*_FACTS, Triple(_leading(), named("em:role"), Literal("chair"))])
    )


def test_every_predicate_and_class_has_its_shape() -> None:
    graph, terms = shapes(), vocabulary()
    assert {str(node) for node in graph.objects(predicate=SH.targetNode)} == {term.iri for term in terms.predicates.values()}
    aimed = {str(node) for node in graph.objects(URIRef(f"{NAMESPACE}ThingShape"), SH.targetClass)}
    assert aimed == {term.iri for term in terms.classes.values()}
