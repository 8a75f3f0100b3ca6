"""What the ontology forbids can't be made; what it allows can."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ontology.models import Document, Entity, Evidence, LiteralValue, Name, Qualifiers, Statement
from ontology.vocabulary import vocabulary
from tests.ontology.strategies import labels

_UNIT, _BLOC = {"id": "unit/u"}, {"id": "bloc/b"}


def said(**changes: Any) -> Statement:
    return Statement.model_validate({"subject": _UNIT, "predicate": "leads_bloc", "object": _BLOC, **changes})


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"predicate": "likes"}, "no predicate is called 'likes'"),
        ({"subject": _BLOC}, r"leads_bloc: subject bloc/b is none of \['Organization', 'Unit'\]"),
        ({"object": _UNIT}, r"leads_bloc: object unit/u is none of \['Bloc'\]"),
        ({"object": {"literal": "x"}}, "its object is a thing, not the literal 'x'"),
        ({"subject": {"id": "resolution/r"}, "predicate": "issued_on", "object": {"id": "event/e"}}, r"is none of \['a literal'\]"),
        ({"qualifiers": {"role": "chair"}}, r"leads_bloc allows no qualifier \['role'\]; it allows \['end', 'start', 'year'\]"),
        ({"qualifiers": {"colour": "red"}}, "qualifiers.colour"),
        ({"qualifiers": {"year": 25}}, "qualifiers.year"),
        ({"status": "doubted"}, "status"),
        ({"confidence": 1}, "confidence"),
    ],
)
def test_what_cannot_be_said(changes: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        said(**changes)


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Entity, {"id": "planet/mars"}),
        (Entity, {"id": "unit/Quân"}),
        (Entity, {"id": "unit/a\n"}),
        (Entity, {"id": "unit"}),
        (Entity, {"id": "unit/a", "labels": {"Vietnamese": "x"}}),
        (Entity, {"id": "unit/a", "labels": {"vi": ""}}),
        (Name, {"text": "", "language": "vi"}),
        (LiteralValue, {"literal": "x", "datatype": "colour"}),
        (Qualifiers, {"value": float("nan")}),
        (Qualifiers, {"value": float("inf")}),
        (Qualifiers, {"date": "19.12.2025"}),
        (Evidence, {"document": "document/d", "start": -1, "end": 2, "quote": "x", "rule": "r", "confidence": 1}),
        (Evidence, {"document": "document/d", "start": 0, "end": 2, "quote": "", "rule": "r", "confidence": 1}),
        (Evidence, {"document": "document/d", "start": 0, "end": 2, "quote": "x", "rule": "r", "confidence": 1.01}),
        (Document, {"id": "document/d", "name": "a.txt"}),
    ],
)
def test_what_is_no_record(model: Any, fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        model.model_validate(fields)


@given(st.data())
def test_every_predicate_joins_its_classes_and_no_others(data: st.DataObject) -> None:
    terms = vocabulary()
    predicate = data.draw(st.sampled_from(sorted(terms.predicates.values(), key=lambda term: term.name)))
    kinds = {kind.local_name: {"id": f"{kind.name}/x"} for kind in terms.classes.values()}
    subject, target = data.draw(st.sampled_from(sorted(kinds))), data.draw(st.sampled_from(sorted(kinds)))
    allowed = subject in predicate.domain and target in predicate.range
    try:
        statement = Statement.model_validate({"subject": kinds[subject], "predicate": predicate.name, "object": kinds[target]})
    except ValidationError:
        assert not allowed
    else:
        assert allowed
        assert (statement.subject.type, statement.entities()) == (subject, (statement.subject, statement.object))


@given(st.lists(st.builds(Name, text=labels(), language=st.sampled_from(("vi", "en"))), max_size=5), st.randoms())
def test_a_provisional_thing_is_the_same_whatever_the_order_of_its_names(names: list[Name], chance: Any) -> None:
    shuffled = [*names, *names[:1]]
    chance.shuffle(shuffled)
    thing = Entity.named("unit/u", names)
    assert thing == Entity.named("unit/u", shuffled)
    assert thing.provisional
    assert set(thing.names()) == set(names)


def test_a_statement_is_as_sure_as_its_best_evidence() -> None:
    parts = {"document": "document/d", "start": 0, "quote": "x", "rule": "r"}
    evidence = tuple(Evidence.model_validate({**parts, "end": end, "confidence": end / 10}) for end in (3, 9, 5))
    assert said(evidence=evidence).confidence == 0.9
    assert said().confidence == 0
    assert len(set(said(evidence=evidence).evidence_ids())) == 3


def test_qualifiers_are_given_flat() -> None:
    qualifiers = Qualifiers(bloc=Entity(id="bloc/b"), value=1500.0, year=2025)
    assert qualifiers.given() == {"bloc": "bloc/b", "value": 1500, "year": 2025}
    assert isinstance(qualifiers.given()["value"], int)
    assert Qualifiers(value=0.5).given() == {"value": 0.5}


def test_records_do_not_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        said().status = "negated"  # type: ignore[misc]
