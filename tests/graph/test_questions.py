"""What the graph answers, on both engines."""

from __future__ import annotations

import pytest

from graph import Graph
from graph.errors import UnsoundReading
from ontology.models import Document, Entity, LiteralValue, Name, Reading, Statement
from tests.engines import dump, load
from tests.graph.samples import report, said, thing

BLOC = "bloc/bo-quoc-phong-4"
CORPS, TWELFTH, COMMAND = "unit/quan-doan-34", "unit/quan-doan-12", "unit/bo-tu-lenh-86"


def subjects(found: tuple[object, ...]) -> list[str]:
    return [stated.statement.subject.id for stated in found]  # type: ignore[attr-defined]


@pytest.fixture
def rotation(graph: Graph) -> Graph:
    """Three years of one bloc, one of another."""
    load(
        graph,
        [
            report("One.", said(CORPS, "leads_bloc", BLOC, year=2025), said(COMMAND, "leads_bloc", BLOC, "planned", year=2026)),
            report("Two.", said(TWELFTH, "leads_bloc", BLOC, year=2024), said(CORPS, "leads_bloc", "bloc/other", year=2020)),
            report("Three.", said(COMMAND, "leads_bloc", BLOC, "negated", year=2024)),
            report("Four.", said(TWELFTH, "leads_bloc", "bloc/interval", start="2018", end="2021-06-30")),
        ],
    )
    return graph


def test_leaders_come_by_year_and_the_negated_do_not(rotation: Graph) -> None:
    assert subjects(rotation.leaders(BLOC)) == [TWELFTH, CORPS, COMMAND]


def test_leaders_within_years(rotation: Graph) -> None:
    assert subjects(rotation.leaders(BLOC, 2025, 2025)) == [CORPS]
    assert subjects(rotation.leaders(BLOC, first=2025)) == [CORPS, COMMAND]
    assert subjects(rotation.leaders(last=2020)) == [TWELFTH, CORPS]
    assert subjects(rotation.leaders("bloc/interval", 2020, 2020)) == [TWELFTH]
    assert not rotation.leaders("bloc/interval", 2022, 2022)
    assert not rotation.leaders("bloc/unknown")
    assert not rotation.leaders("unit/no-bloc")


def test_each_answer_stands_on_its_quote(rotation: Graph) -> None:
    (stated,) = rotation.leaders(BLOC, 2025, 2025)
    (evidence,) = stated.statement.evidence
    assert evidence.quote == "One."
    assert stated.sources[evidence.document].name == "report.txt"
    assert stated.statement.subject == thing(CORPS)


def test_blocs_a_unit_led_by_year(rotation: Graph) -> None:
    assert [(item.statement.qualifiers.year, item.statement.object.id) for item in rotation.led_by(CORPS)] == [  # type: ignore[union-attr]
        (2020, "bloc/other"),
        (2025, BLOC),
    ]
    assert rotation.led_by("unit/unknown") == rotation.led_by("nonsense") == ()


def test_two_holders_in_one_year_contradict_each_other(graph: Graph) -> None:
    one, other = said(CORPS, "leads_bloc", BLOC, year=2025), said(TWELFTH, "leads_bloc", BLOC, year=2025)
    harmless = [
        said(COMMAND, "leads_bloc", BLOC, year=2026),
        said(COMMAND, "leads_bloc", BLOC, "negated", year=2025),
        said(COMMAND, "leads_bloc", BLOC, "proposed", year=2025),
        said(COMMAND, "deputy_leads_bloc", BLOC, year=2025),
    ]
    load(graph, [report("One.", one, *harmless), report("Two.", other)])
    view = graph.statement(one.id)
    assert view is not None
    assert [stated.statement.id for stated in view.contradicted_by] == [other.id]
    for statement in harmless:
        found = graph.statement(statement.id)
        assert found is not None
        assert not found.contradicted_by
    assert graph.statement("statement/0") is None


def test_two_documents_that_say_the_same_give_one_statement_two_passages(graph: Graph) -> None:
    statement = said(CORPS, "leads_bloc", BLOC, year=2025)
    load(graph, [report("One.", statement), report("Two.", statement, name="two.txt")])
    view = graph.statement(statement.id)
    assert view is not None
    assert {evidence.quote for evidence in view.stated.statement.evidence} == {"One.", "Two."}
    assert {source.name for source in view.stated.sources.values()} == {"report.txt", "two.txt"}


def test_a_thing_with_what_is_said_of_it(graph: Graph) -> None:
    handover = said(CORPS, "handed_over_to", COMMAND, bloc=thing(BLOC), to_year=2026, item="rotating flag")
    load(graph, [report("One.", handover, said(CORPS, "leads_bloc", BLOC, year=2025))])
    corps, bloc = graph.entity(CORPS), graph.entity(BLOC)
    assert corps is not None
    assert bloc is not None
    assert {item.statement.predicate for item in corps.about} == {"handed_over_to", "leads_bloc"}
    assert {item.statement.predicate for item in bloc.inverse} == {"handed_over_to", "leads_bloc"}
    assert graph.entity("unit/unknown") is None
    assert graph.entity("no/class") is None


def test_literals_and_figures_come_back_as_they_went_in(graph: Graph) -> None:
    statements = [
        said("movement/doi-moi", "has_result", LiteralValue(literal="94,7 %", unit="%"), value=94.7, year=2025),
        said("movement/doi-moi", "has_result", LiteralValue(literal="263.000"), value=263000, unit="nhà"),
        said("resolution/57-nq-tw", "issued_on", LiteralValue(literal="2024-12-22", datatype="date"), date="2024-12-22"),
    ]
    reading = report("Figures.", *statements)
    load(graph, [reading])
    found = {item.id: item for item in graph.traverse() if isinstance(item, Statement)}
    assert found == {statement.id: statement for statement in reading.statements}


def test_documents_with_and_without_text(graph: Graph) -> None:
    reading = report("One two three.", said(CORPS, "leads_bloc", BLOC, year=2025))
    full = reading.document.model_copy(update={"title": "A title", "date": "2025-12-01", "source": "Báo", "media_type": "text/html"})
    load(graph, [Reading(document=full, statements=reading.statements), report("Nothing said.")])
    view = graph.document(full.id)
    assert view is not None
    assert view.document == full
    assert [item.statement.id for item in view.statements] == [reading.statements[0].id]
    assert graph.document("document/0") is None
    listed = {source.id: source for source in graph.documents().items}  # type: ignore[union-attr]
    assert listed[full.id].title == "A title"  # type: ignore[union-attr]
    assert len(listed) == 2


def test_pages_are_in_order_whole_and_end(graph: Graph) -> None:
    load(graph, [report("Many.", *(said(f"unit/u-{number}", "leads_bloc", "bloc/b", year=2025) for number in range(23)))])
    for pages in (lambda cursor: graph.entities("unit", cursor, 5), lambda cursor: graph.statements("leads_bloc", cursor, 5)):
        ids, cursor, fetched = [], None, 0
        while fetched == 0 or cursor is not None:
            page = pages(cursor)
            ids += [getattr(item, "id", None) or item.statement.id for item in page.items]  # type: ignore[union-attr]
            cursor, fetched = page.cursor, fetched + 1
        assert len(ids) == len(set(ids)) == 23
        assert ids == sorted(ids)
        assert fetched == 5
    assert graph.statements("details").items == graph.entities("nonsense").items == ()
    assert len(graph.statements(limit=100).items) == 23


def test_the_traversal_goes_by_class_and_id(graph: Graph) -> None:
    load(graph, [report("One.", said("unit/b", "leads_bloc", "bloc/a", year=2025), said("unit/a", "leads_bloc", "bloc/b", year=2025))])
    found = list(graph.traverse())
    kinds = [type(item) for item in found]
    assert kinds == [Entity] * 4 + [Document] + [Statement] * 2
    ids = [item.id for item in found]
    assert ids[:4] == ["bloc/a", "bloc/b", "unit/a", "unit/b"]
    assert ids[5:] == sorted(ids[5:])


def test_counts_and_revision(graph: Graph) -> None:
    before = graph.revision()
    load(graph, [report("One.", said(CORPS, "leads_bloc", BLOC, year=2025))])
    counts = graph.counts()
    assert (counts.documents, counts.statements, counts.evidence) == (1, 1, 1)
    assert counts.entities["unit"] == counts.entities["bloc"] == 1
    assert counts.entities["award"] == 0
    assert graph.revision() > before


def test_withdrawing_what_is_not_there_says_so_and_changes_nothing(graph: Graph) -> None:
    load(graph, [report("One.", said(CORPS, "leads_bloc", BLOC, year=2025))])
    before, revision = dump(graph), graph.revision()
    assert not graph.withdraw("document/0")
    assert (dump(graph), graph.revision()) == (before, revision)


def test_unsound_readings_are_refused(graph: Graph) -> None:
    statement = said(CORPS, "leads_bloc", BLOC, year=2025)
    document = report("One.").document
    foreign = report("Another.", statement).statements
    for statements in ((statement,), foreign):
        with pytest.raises(UnsoundReading, match=r"report\.txt"):
            load(graph, [Reading(document=document, statements=statements)])
    assert graph.counts().documents == 0


def test_a_provisional_thing_has_the_names_its_standing_readings_give_it(graph: Graph) -> None:
    vietnamese, english = Name(text="Cụm X", language="vi"), Name(text="cluster X", language="en")
    identifier = "bloc/cum-x-0123456789"
    used = report("One.", said(CORPS, "leads_bloc", Entity.named(identifier, [english]), year=2025), mentions=("the corps", "the cluster"))
    context = report("Two.", said(CORPS, "handed_over_to", COMMAND, bloc=Entity.named(identifier, [vietnamese, english])))
    load(graph, [used])
    assert graph.entities("bloc").items == (Entity.named(identifier, [english]),)
    load(graph, [context])
    assert graph.entities("bloc").items == (Entity.named(identifier, [vietnamese, english]),)
    graph.withdraw(context.document.id)
    assert graph.entities("bloc").items == (Entity.named(identifier, [english]),)
    assert [hit.entity.id for hit in graph.search("cluster x")] == [identifier]
    assert not graph.search("cum x")
