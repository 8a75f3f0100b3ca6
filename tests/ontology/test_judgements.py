"""Judgements: sound, one a pair, with what was ruled before; as RDF and back, and against the shapes."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, serialize
from pyshacl import validate
from rdflib import Graph

from ontology.judgements import Judgement, Ruling, judgement_id
from ontology.rdf import FORMATS, PREFIXES, RdfError, judgements, readings, triples
from ontology.rdf.terms import named
from ontology.shapes import shapes
from tests.ontology.examples import BASE
from tests.ontology.strategies import texts

ONE, OTHER = "unit/a", "unit/b"
_MOMENTS = st.datetimes(min_value=datetime(1900, 1, 1)).map(lambda at: _written(at.isoformat()))
RULINGS = st.builds(Ruling, verdict=st.sampled_from(["same", "different", "unsure"]), by=texts(1), at=_MOMENTS, note=texts())


def _written(moment: str) -> str:
    return (moment.rstrip("0").rstrip(".") if "." in moment else moment) + "Z"


@st.composite
def made(draw: st.DrawFn) -> Judgement:
    return Judgement.of(ONE, draw(st.sampled_from([OTHER, "unit/c"])), tuple(draw(st.lists(RULINGS, min_size=1, max_size=3))))


def stored(judged: Judgement, suffix: str = "nt") -> Store:
    store = Store()
    form = FORMATS[suffix]
    store.load(serialize(triples(judged, BASE), format=form, prefixes=PREFIXES), format=form)
    return store


@pytest.mark.parametrize("suffix", FORMATS)
@given(judged=made())
def test_what_was_written_comes_back(judged: Judgement, suffix: str) -> None:
    store = stored(judged, suffix)
    assert list(readings(store, BASE)) == []
    assert list(judgements(store, BASE)) == [judged]


@given(judged=made())
def test_what_is_exported_conforms(judged: Judgement) -> None:
    graph = Graph().parse(data=serialize(triples(judged, BASE), format=RdfFormat.N_TRIPLES), format="nt")
    conforms, _, text = validate(graph, shacl_graph=shapes())
    assert conforms, text


@pytest.mark.parametrize("lost", ["verdict", "judgedBy", "judgedAt", "left", "right"])
def test_a_part_that_lacks_is_found_and_refused(lost: str) -> None:
    facts = [fact for fact in triples(ruled(), BASE) if fact.predicate != named(f"em:{lost}")]
    conforms, _, _ = validate(Graph().parse(data=serialize(facts, format=RdfFormat.N_TRIPLES), format="nt"), shacl_graph=shapes())
    assert not conforms
    store = Store()
    store.extend(Quad(*fact) for fact in facts)
    with pytest.raises(RdfError, match=lost):
        list(judgements(store, BASE))


def test_another_pair_than_the_id_was_made_of_is_refused() -> None:
    store = stored(ruled())
    store.update(f"DELETE {{ ?j ?p ?o }} INSERT {{ ?j ?p <{BASE}unit/c> }} WHERE {{ ?j ?p ?o VALUES ?p {{ <{PREFIXES['em']}right> }} }}")
    with pytest.raises(RdfError, match="not what its id was made of"):
        list(judgements(store, BASE))


def test_a_ruling_of_no_judgement_is_refused() -> None:
    store = stored(ruled())
    node = NamedNode(f"{BASE}judgement/x")
    for fact in (Triple(node, named("rdf:type"), named("em:Ruling")), Triple(node, named("em:note"), Literal("lost"))):
        store.add(Quad(*fact))
    with pytest.raises(RdfError, match="ruling of no judgement"):
        list(readings(store, BASE))


def ruled(**others: object) -> Judgement:
    return Judgement.model_validate(
        {"left": ONE, "right": OTHER, "verdict": "same", "by": "An", "at": "2026-01-31T09:30:00Z", "note": "why", **others}
    )


def test_a_pair_is_one_pair_whichever_comes_first() -> None:
    assert ruled(left=OTHER, right=ONE) == ruled()
    assert ruled().id == judgement_id(OTHER, ONE) == judgement_id(ONE, OTHER)


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"right": ONE}, "nothing to judge"),
        ({"right": "bloc/b"}, "two classes"),
        ({"left": "planet/a", "right": "planet/b"}, "no class of things"),
        ({"at": "2026-01-31"}, "moment in UTC"),
        ({"at": "2026-02-31T09:30:00Z"}, "day"),
        ({"at": "2026-01-31T09:30:00.500Z"}, "closing zeros"),
        ({"by": ""}, "at least 1"),
        ({"note": "a\x00b"}, "control character"),
        ({"verdict": "maybe"}, "verdict"),
        ({"earlier": [{"verdict": "same", "by": "An", "at": "2027-01-01T00:00:00Z"}]}, "order of time"),
    ],
)
def test_what_makes_no_sense_is_refused(wrong: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        ruled(**wrong)


@given(rulings=st.lists(RULINGS, min_size=1, max_size=4), data=st.data())
def test_rulings_come_together_in_any_order(rulings: list[Ruling], data: st.DataObject) -> None:
    whole = Judgement.of(ONE, OTHER, tuple(rulings))
    joined: Judgement | None = None
    for ruling in data.draw(st.permutations(rulings)):
        alone = Judgement.of(OTHER, ONE, (ruling,))
        joined = joined.joined(alone) if joined else alone
    assert joined == whole
    assert whole.reversed() == (Judgement.of(ONE, OTHER, whole.earlier) if whole.earlier else None)
