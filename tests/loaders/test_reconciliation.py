"""From names to things: the authority's where one knows it, else one of its own with a key that means the same everywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.authorities import authorities
from loaders.reconciliation import BlocKey, Reconciler
from ontology.models import Entity

from .reports import facts, read

INDEX = authorities()
NAMES = st.text(st.characters(codec="utf-8", categories=["L", "Nd", "Zs"]), min_size=1, max_size=30).filter(lambda name: name.strip())


def reconciler(language: str = "vi", scope: str = "document/a") -> Reconciler:
    return Reconciler(INDEX, language, scope)


def parent() -> Entity:
    return INDEX.entity("organization/bo-cong-an")


# Things


@pytest.mark.parametrize("name", ["Quân đoàn 34", "QUAN DOAN 34", "34. armékorpset", "34th Army Corps"])
def test_a_known_name_means_the_known_thing_whatever_its_spelling(name: str) -> None:
    assert reconciler("nb").thing("unit", name) == INDEX.entity("unit/quan-doan-34")


def test_a_name_of_another_class_means_nothing_here() -> None:
    assert reconciler().named("person", "Quân đoàn 34") is None


@given(NAMES)
def test_an_unknown_name_makes_one_thing_in_every_document_and_case(name: str) -> None:
    first = reconciler(scope="document/a").thing("movement", f"Mẫu {name}")
    second = reconciler(scope="document/b").thing("movement", f"mẫu {name}")
    assert (first.id, first.provisional) == (second.id, True)
    assert first.labels["vi"] == f"Mẫu {name}"


def test_a_key_joins_names_of_all_languages() -> None:
    first = reconciler("vi").thing("unit", "Công an tỉnh Mẫu", "police/mau", vi="Công an tỉnh Mẫu", en="Police of Mau")
    second = reconciler("en").thing("unit", "Mau Provincial Police", "police/mau", vi="Công an tỉnh Mẫu", en="Police of Mau")
    assert first.id == second.id
    assert second.labels == {"vi": "Công an tỉnh Mẫu", "en": "Police of Mau"}
    assert "Mau Provincial Police" in {name.text for name in second.names()}


def test_nothing_is_merged_on_likeness() -> None:
    one, other = (reconciler().thing("unit", name) for name in ("Trường Tiểu học Mẫu 1", "Trường Tiểu học Mẫu 2"))
    assert one.id != other.id


# Blocs


def test_a_bloc_of_a_known_owner_and_number_has_the_id_of_its_parts() -> None:
    keys = [
        BlocKey(parent(), cluster=True, number="6"),
        BlocKey(parent(), cluster=False, number="6"),
        BlocKey(parent(), cluster=True, number="6", series="các tỉnh"),
    ]
    assert [reconciler().bloc(key, "x").id for key in keys] == [
        "bloc/bo-cong-an-cum-6",
        "bloc/bo-cong-an-6",
        "bloc/bo-cong-an-cum-6-cac-tinh",
    ]


def test_a_known_bloc_is_the_authoritys() -> None:
    assert reconciler().bloc(BlocKey(parent(), cluster=True, number="6"), "x") == INDEX.entity("bloc/bo-cong-an-cum-6")


def test_a_new_bloc_is_named_after_its_parts() -> None:
    bloc = reconciler("nl").bloc(BlocKey(parent(), cluster=True, number="9"), "cluster 9")
    assert bloc.provisional
    assert bloc.labels == {"vi": "Cụm thi đua số 9 Bộ Công an", "en": "Emulation Cluster No. 9 of the Ministry of Public Security"}


def test_a_bloc_without_a_known_owner_is_its_documents_own() -> None:
    key = BlocKey(None, cluster=False, number="4")
    assert reconciler(scope="document/a").bloc(key, "khối 4").id == reconciler(scope="document/a").bloc(key, "Khối 4").id
    assert reconciler(scope="document/a").bloc(key, "khối 4").id != reconciler(scope="document/b").bloc(key, "khối 4").id


def test_blocs_of_one_number_and_different_owners_stay_apart() -> None:
    owners = ("organization/bo-quoc-phong", "organization/bo-tong-tham-muu", "unit/binh-doan-16")
    found = {reconciler().bloc(BlocKey(INDEX.entity(owner), cluster=False, number="4"), "x").id for owner in owners}
    assert len(found) == 3


# Documents by number


def test_a_numbered_document_is_one_in_all_languages() -> None:
    known = reconciler("nl").resolution({"key": "57-nq-tw"}, "Resolutie nr. 57-NQ/TW")
    new = [reconciler(code).resolution({"key": "498-2025-nd-cp"}, "x") for code in ("vi", "nl")]
    assert known == INDEX.entity("resolution/57-nq-tw")
    assert {one.id for one in new} == {"resolution/498-2025-nd-cp"}
    assert all(one.provisional for one in new)


# What a document lets its sentences leave out

BLOC = "emuleringsblokk nr. 4 i Forsvarsdepartementet"


def leaders(text: str, date: str | None = "2025-12-30") -> set[tuple[str, str, int | None]]:
    return {
        (one.subject.id, one.object.id, one.qualifiers.year)
        for one in read(text, "nb", date)
        if one.predicate == "leads_bloc" and isinstance(one.object, Entity)
    }


def test_the_bloc_is_the_one_spoken_of_last() -> None:
    other = "emuleringsblokk nr. 4 i Generalstaben"
    text = f"Møtet gjaldt {other}. Så møttes {BLOC}. Kommando 86, blokkleder i 2025, kom."
    assert leaders(text) == {("unit/bo-tu-lenh-86", "bloc/bo-quoc-phong-4", 2025)}
    text = f"Møtet gjaldt {BLOC}. Så møttes {other}. Kommando 86, blokkleder i 2025, kom."
    assert leaders(text) == {("unit/bo-tu-lenh-86", "bloc/bo-tong-tham-muu-4", 2025)}


def test_a_number_alone_means_the_bloc_of_that_number_named_in_full() -> None:
    text = f"Kommando 86, den ledende enheten i emuleringsblokk nr. 4 i 2025, kom. {BLOC.capitalize()} møtes i mai."
    assert leaders(text) == {("unit/bo-tu-lenh-86", "bloc/bo-quoc-phong-4", 2025)}


def test_the_year_left_out_is_the_documents() -> None:
    text = f"Kommando 86, blokkleder, ledet arbeidet i {BLOC}."
    assert leaders(text, "2023-05-01") == {("unit/bo-tu-lenh-86", "bloc/bo-quoc-phong-4", 2023)}
    assert leaders(f"{text} Det gjaldt 2022, og bare 2022.", None) == {("unit/bo-tu-lenh-86", "bloc/bo-quoc-phong-4", 2022)}


def test_an_address_names_the_bloc_its_text_leaves_out() -> None:
    address = "Kilde: https://nyhetsbrev.example/khoi-thi-dua-so-4-bo-quoc-phong-tong-ket-nam-2024-908891"
    assert leaders(f"Kommando 86, blokkleder, kom.\n\n{address}", None) == {("unit/bo-tu-lenh-86", "bloc/bo-quoc-phong-4", 2024)}
    assert leaders("Kommando 86, blokkleder, kom.") == set()


# Posts, and what a sentence asserts, plans or denies


def roles(text: str, language: str) -> set[tuple[str, str, str | None]]:
    return {
        (one.subject.id, one.object.id, one.qualifiers.role)
        for one in read(text, language)
        if one.predicate == "holds_role" and isinstance(one.object, Entity)
    }


COMMISSAR = ("person/le-minh-quang", "unit/quan-doan-34", "Political Commissar")
SECRETARY = ("person/le-minh-quang", "unit/quan-doan-34", "Secretary of the Party Committee")
MINISTER = ("person/pham-thi-thanh-tra", "organization/bo-noi-vu", "Minister")
PREMIER = ("person/pham-minh-chinh", "organization/chinh-phu", "Prime Minister")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nb", "Le Minh Quang, politisk kommissær for det 34. korpset, kom.", {COMMISSAR}),
        ("nb", "Politisk kommissær for det 34. korpset Le Minh Quang kom.", {COMMISSAR}),
        ("nb", "Le Minh Quang, sekretær for partikomiteen og politisk kommissær for det 34. korpset, kom.", {COMMISSAR, SECRETARY}),
        ("nl", "Pham Thi Thanh Tra (minister van Binnenlandse Zaken) kwam.", {MINISTER}),
        ("nl", "Minister van Binnenlandse Zaken Pham Thi Thanh Tra en premier Pham Minh Chinh kwamen.", {MINISTER, PREMIER}),
        ("nl", "Pham Minh Chinh en de minister van Binnenlandse Zaken kwamen.", set()),
        ("nl", "De minister van Binnenlandse Zaken kwam.", set()),
    ],
)
def test_posts_go_to_the_person_they_stand_beside(language: str, text: str, expected: set[tuple[str, str, str | None]]) -> None:
    assert roles(text, language) == expected


def statuses(text: str, predicate: str, language: str = "nb") -> set[str]:
    return {status for _, said, _, status in facts(text, language) if said == predicate}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{BLOC.capitalize()} begynte å implementere resolusjon nr. 57-NQ/TW.", {"asserted"}),
        (f"{BLOC.capitalize()} vil implementere resolusjon nr. 57-NQ/TW.", {"planned"}),
        (f"{BLOC.capitalize()} vil ikke implementere resolusjon nr. 57-NQ/TW.", {"negated"}),
        (f"Det regnet ikke; {BLOC} begynte å implementere resolusjon nr. 57-NQ/TW.", {"asserted"}),
    ],
)
def test_the_clause_says_whether_it_asserts_plans_or_denies(text: str, expected: set[str]) -> None:
    assert statuses(text, "implements") == expected


def test_a_denial_may_stand_after_the_object() -> None:
    assert statuses('De beweging "Groene kazernes" implementeert Resolutie nr. 57-NQ/TW niet.', "implements", "nl") == {"negated"}


def test_an_office_of_a_year_to_come_is_planned_and_of_a_past_one_asserted() -> None:
    text = f"Kommando 86, blokkleder i {{}}, kom til {BLOC}."
    assert [statuses(text.format(year), "leads_bloc") for year in (2024, 2025, 2026)] == [{"asserted"}, {"asserted"}, {"planned"}]


def test_what_is_always_so_is_said_as_a_fact_by_a_sentence_that_plans() -> None:
    assert statuses("Resolusjon nr. 57-NQ/TW av 22. desember 2024 skal endres.", "issued_on") == {"asserted"}


def test_a_denied_handover_makes_nobody_a_head() -> None:
    text = f"Det 34. korpset overleverte ikke det roterende flagget til Kommando 86 i {BLOC}."
    assert (statuses(text, "handed_over_to"), leaders(text)) == ({"negated"}, set())


def test_a_handover_makes_heads_and_heads_are_members() -> None:
    text = f"Det 34. korpset overleverte det roterende flagget til Kommando 86 i {BLOC}."
    assert leaders(text) == {("unit/quan-doan-34", "bloc/bo-quoc-phong-4", 2025), ("unit/bo-tu-lenh-86", "bloc/bo-quoc-phong-4", 2026)}
    assert statuses(text, "member_of_bloc") == {"asserted", "planned"}
