"""The ontology is whole: every term says to people what it is, and every reference inside it is to a term it has."""

from __future__ import annotations

from importlib import resources

import pytest
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef

import ontology
from ontology.models import Qualifiers, Status
from ontology.rdf.mapping import predicate_terms, record_terms, relation_of
from ontology.vocabulary import EM, NAMESPACE, Term, vocabulary
from ontology.vocabulary import ontology as the_ontology

_TERMS = vocabulary()
_ALL: list[Term] = [
    *_TERMS.classes.values(),
    *_TERMS.predicates.values(),
    *_TERMS.qualifiers.values(),
    *_TERMS.statuses.values(),
    *record_terms(),
]


@pytest.mark.parametrize("term", _ALL, ids=lambda term: term.local_name)
def test_every_term_has_a_label_and_a_definition_in_both_languages(term: Term) -> None:
    for words in (term.labels, term.definitions):
        assert set(words) == {"en", "vi"}
        assert all(text.strip() == text != "" for text in words.values())


def test_no_term_is_left_out() -> None:
    described = {str(node) for node in the_ontology().subjects(RDF.type) if str(node).startswith(NAMESPACE)}
    assert described == {term.iri for term in _ALL}
    assert len(_ALL) == len(described)


def test_names_are_the_iris_in_another_spelling() -> None:
    for predicate in _TERMS.predicates.values():
        head, *tail = predicate.name.split("_")
        assert predicate.local_name == head + "".join(word.capitalize() for word in tail)
        assert predicate.edge == predicate.name.upper()
    for name, kind in _TERMS.classes.items():
        assert kind.local_name.lower() == name


def test_domains_ranges_and_qualifiers_are_terms_of_the_ontology() -> None:
    classes = {kind.local_name for kind in _TERMS.classes.values()}
    for predicate in _TERMS.predicates.values():
        assert predicate.domain
        assert predicate.domain <= classes
        assert predicate.range <= classes
        assert bool(predicate.range) is (predicate.datatype is None)
        assert predicate.qualifiers <= set(_TERMS.qualifiers)


def test_the_models_have_the_qualifiers_and_statuses_of_the_ontology() -> None:
    assert set(Qualifiers.model_fields) == set(_TERMS.qualifiers)
    assert set(Status.__args__) == set(_TERMS.statuses)  # type: ignore[attr-defined]


def test_a_bloc_has_one_head_a_year_but_as_many_members_as_it_likes() -> None:
    once = {name for name, predicate in _TERMS.predicates.items() if predicate.one_holder_a_year}
    assert once == {"leads_bloc"}


def test_class_of_an_id() -> None:
    assert _TERMS.class_of("unit/quan-doan-34").local_name == "Unit"
    with pytest.raises(KeyError):
        _TERMS.class_of("planet/mars")


def test_relations_name_both_ends_and_their_roles_are_described() -> None:
    described = {term.iri for term in record_terms()}
    related = [relation_of(name) for name in predicate_terms() if relation_of(name).classes]
    assert len(related) >= 4
    for relation in related:
        assert relation.subject_as
        assert relation.object_as
        # Its evidence hangs on a property whose domain is RiC-O's Relation.
        assert any(kind.value.startswith("https://www.ica.org/standards/RiC/ontology#") for kind in relation.classes)
        assert {role.value for role in relation.roles} <= described


def test_no_subject_is_described_twice_in_one_language() -> None:
    for term in the_ontology().subjects(RDFS.label):
        languages = [label.language for label in the_ontology().objects(term, RDFS.label)]  # type: ignore[attr-defined]
        assert len(languages) == len(set(languages))


def test_both_files_come_with_the_package_and_the_ontology_has_a_version() -> None:
    folder = resources.files(ontology)
    for name in ("emulation.ttl", "shapes.ttl"):
        assert len(Graph().parse(data=folder.joinpath(name).read_bytes(), format="turtle")) > 50
    assert (URIRef(NAMESPACE.rstrip("#")), OWL.versionInfo, Literal(_TERMS.version)) in the_ontology()
    assert EM.Entity in set(the_ontology().subjects(RDF.type, OWL.Class))
