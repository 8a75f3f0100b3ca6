"""Which thing people mean, on each engine."""

from __future__ import annotations

import pytest

from app.errors import AmbiguousError, NotFoundError, ParameterError
from app.naming import named

from .conftest import Service
from .corpus import BLOC_4, CORPS_34, RESOLUTION_57

BASE = "https://thidua.example/"


@pytest.mark.parametrize("name", [*CORPS_34.labels.values(), "quan doan 34", CORPS_34.id, f"/{CORPS_34.id}", f"{BASE}{CORPS_34.id}"])
def test_a_thing_is_named_by_any_of_its_names(service: Service, name: str) -> None:
    assert named(service.graph, name, ["unit"], BASE).id == CORPS_34.id


def test_a_part_of_a_name_is_enough_where_only_one_thing_has_it(service: Service) -> None:
    assert named(service.graph, "57-NQ/TW", ["resolution", "movement"]).id == RESOLUTION_57.id


def test_a_name_of_several_things_is_answered_with_them(service: Service) -> None:
    with pytest.raises(AmbiguousError) as several:
        named(service.graph, "emulation bloc", ["bloc"])
    assert BLOC_4.id in {thing.id for thing in several.value.near}


@pytest.mark.parametrize("name", ["xyzzy", "unit/xyzzy", "", "-", "a" * 5000, "\x00", "%", "'", "\\", "`"])
def test_a_name_of_nothing_is_not_found(service: Service, name: str) -> None:
    with pytest.raises(NotFoundError):
        named(service.graph, name, ["unit"])


def test_an_id_of_another_class_is_refused(service: Service) -> None:
    with pytest.raises(ParameterError, match="no bloc"):
        named(service.graph, CORPS_34.id, ["bloc"])
