"""Records to triples and back: nothing is lost, nothing is added, and other programs read the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any, cast

import pytest
import rdflib
from hypothesis import given, settings
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple, parse, serialize

from ontology.models import Document, Entity, Evidence, LiteralValue, Name, Qualifiers, Reading, Statement
from ontology.rdf import FORMATS, PREFIXES, RdfError, readings, triples
from ontology.rdf.terms import named
from tests.ontology.examples import BASE, corpus
from tests.ontology.memory_graph import MemoryGraph
from tests.ontology.strategies import corpora

_RDFLIB = {"nt": "nt", "ttl": "turtle", "jsonld": "json-ld", "rdf": "xml", "nq": "nquads", "trig": "trig"}


def written(corpus: Iterable[Reading]) -> list[Triple]:
    """All triples of a corpus, sorted."""
    return sorted({triple for record in MemoryGraph(corpus).traverse() for triple in triples(record, BASE)}, key=str)


def as_bytes(facts: Iterable[Triple], form: RdfFormat) -> bytes:
    return cast(bytes, serialize(facts, format=form, prefixes=PREFIXES))


def stored(facts: Iterable[Triple], form: RdfFormat = RdfFormat.N_TRIPLES) -> Store:
    store = Store()
    store.load(as_bytes(facts, form), format=form)
    return store


def plain(term: Any) -> tuple[str, ...]:
    """A term of either library as plain strings."""
    if isinstance(term, rdflib.Literal):
        return str(term), str(term.language or ""), str(term.datatype or "")
    if isinstance(term, Literal):
        datatype = "" if term.language or term.datatype == named("xsd:string") else term.datatype.value
        return term.value, term.language or "", datatype
    return (str(term),) if isinstance(term, rdflib.URIRef) else (term.value,)


@pytest.mark.parametrize("suffix", FORMATS)
@given(said=corpora())
@settings(max_examples=40)
def test_what_was_written_comes_back(said: tuple[Reading, ...], suffix: str) -> None:
    assert tuple(readings(stored(written(said), FORMATS[suffix]), BASE)) == said


# rdflib's own datasets call what rdflib deprecates.
@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")
@pytest.mark.parametrize("suffix", sorted(set(FORMATS) - {"rdf"}))
@given(said=corpora())
@settings(max_examples=15)
def test_a_second_parser_reads_the_same(said: tuple[Reading, ...], suffix: str) -> None:
    facts = written(said)
    graph = rdflib.Dataset(default_union=True)
    graph.parse(data=as_bytes(facts, FORMATS[suffix]), format=_RDFLIB[suffix])
    theirs = {tuple(map(plain, quad[:3])) for quad in graph.quads()}
    assert theirs == {(plain(fact.subject), plain(fact.predicate), plain(fact.object)) for fact in facts}


@given(said=corpora())
def test_no_blank_nodes_and_every_thing_under_the_base(said: tuple[Reading, ...]) -> None:
    for fact in written(said):
        assert isinstance(fact.subject, NamedNode)
        assert fact.subject.value.startswith(BASE)
        assert not isinstance(fact.object, BlankNode)


def test_names_are_composed_but_texts_and_quotes_stay_as_they_are() -> None:
    loose = unicodedata.normalize("NFD", "Quân đoàn 34")
    document = Document(id="document/" + "a" * 64, name="a.txt", text=loose)
    evidence = Evidence(document=document.id, start=0, end=len(loose), quote=loose, rule="r", confidence=1, subject_mention=loose)
    unit = Entity(id="unit/a", labels={"vi": loose}, aliases=(Name(text=loose, language="en"),))
    statement = Statement(subject=unit, predicate="leads_bloc", object=Entity(id="bloc/b"), evidence=(evidence,))
    facts = written([Reading(document=document, statements=(statement,))])
    values = {
        (fact.predicate.value.rpartition("/")[2].rpartition("#")[2], fact.object.value)
        for fact in facts
        if isinstance(fact.object, Literal)
    }
    tight = unicodedata.normalize("NFC", loose)
    assert {
        ("prefLabel", tight),
        ("altLabel", tight),
        ("text", loose),
        ("quote", loose),
        ("exact", loose),
        ("subjectMention", loose),
    } <= values
    assert ("prefLabel", loose) not in values


def test_all_names_in_all_languages_are_kept() -> None:
    names = {"vi": "Khối", "en": "Bloc", "und": "X"}
    bloc = Entity(id="bloc/b", labels=names, aliases=(Name(text="Cụm", language="vi"), Name(text="Bloc", language="en")))
    facts = {(fact.predicate, fact.object) for fact in triples(bloc, BASE)}
    assert {(named("skos:prefLabel"), Literal(text, language=language)) for language, text in names.items()} <= facts
    # The one that is preferred in its language already is no alternative to itself.
    assert {fact[1].value for fact in facts if fact[0] == named("skos:altLabel")} == {"Cụm"}


def test_a_thing_is_of_the_standard_classes_of_its_class() -> None:
    kinds = {fact.object for fact in triples(Entity(id="bloc/b"), BASE)}
    assert kinds == {named("em:Bloc"), named("rico:Group"), named("org:OrganizationalCollaboration")}


@pytest.mark.parametrize(("status", "is_relation"), [("asserted", True), ("planned", False), ("proposed", False), ("negated", False)])
def test_only_what_is_asserted_is_a_relation_to_others(status: str, is_relation: bool) -> None:
    said = Statement.model_validate(
        {"subject": {"id": "unit/u"}, "predicate": "leads_bloc", "object": {"id": "bloc/b"}, "status": status, "qualifiers": {"year": 2025}}
    )
    facts = {(fact.predicate, fact.object) for fact in triples(said, BASE)}
    relation = {
        (named("rdf:type"), named("org:Membership")),
        (named("org:member"), NamedNode(BASE + "unit/u")),
        (named("rico:relationHasTarget"), NamedNode(BASE + "bloc/b")),
        (named("org:role"), named("em:BlocLeader")),
    }
    assert (relation <= facts) is is_relation
    assert (relation & facts == set()) is not is_relation
    assert (named("em:year"), Literal("2025", datatype=named("xsd:gYear"))) in facts


@pytest.mark.parametrize(
    ("literal", "datatype", "written_as"),
    [("1.50", "decimal", "string"), ("1.5", "decimal", "decimal"), ("2025-02-31", "date", "string"), ("2024-02-29", "date", "date")],
)
def test_only_canonical_values_are_typed(literal: str, datatype: str, written_as: str) -> None:
    value = LiteralValue.model_validate({"literal": literal, "datatype": datatype})
    said = Statement(subject=Entity(id="movement/m"), predicate="has_result", object=value)
    (obj,) = [fact.object for fact in triples(said, BASE) if fact.predicate == named("rdf:object")]
    assert obj == Literal(literal, datatype=named(f"xsd:{written_as}"))


@pytest.mark.parametrize("base", ["", "thidua/", "https://thidua.example", "https://a b/", "<x>/", 'https://x"/'])
def test_a_base_that_makes_no_iris_is_refused(base: str) -> None:
    with pytest.raises(RdfError, match="no base for IRIs"):
        list(triples(Entity(id="bloc/b"), base))


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_characters_that_xml_forbids_are_refused(character: str) -> None:
    document = Document.model_construct(
        id="document/" + "a" * 64, name="a", media_type="b", language="vi", title=None, date=None, source=None
    )
    with pytest.raises(RdfError, match=rf"U\+{ord(character):04X} at position 2"):
        list(triples(document.model_copy(update={"text": f"ab{character}"}), BASE))


def test_two_readings_of_one_passage_are_refused() -> None:
    passage = Evidence(document="document/" + "a" * 64, start=0, end=1, quote="x", rule="one", confidence=1)
    other = passage.model_copy(update={"rule": "two"})
    said = Statement(subject=Entity(id="unit/u"), predicate="leads_bloc", object=Entity(id="bloc/b"), evidence=(passage, other))
    with pytest.raises(RdfError, match="two different pieces of evidence"):
        list(triples(said, BASE))


def test_a_figure_of_any_size_comes_back_as_it_was() -> None:
    for value in (0.1 + 0.2, 1e300, 5e-324, -1234567.75, 3.0):
        said = Statement(
            subject=Entity(id="movement/m"), predicate="has_result", object=LiteralValue(literal="x"), qualifiers=Qualifiers(value=value)
        )
        (written_value,) = [fact.object for fact in triples(said, BASE) if fact.predicate == named("em:value")]
        assert "e" not in written_value.value
        assert float(written_value.value) == value


def without(facts: Iterable[Triple], predicate: str) -> list[Triple]:
    return [fact for fact in facts if fact.predicate != named(predicate)]


def changed(facts: Iterable[Triple], predicate: str, value: Any) -> list[Triple]:
    return [Triple(fact.subject, fact.predicate, value) if fact.predicate == named(predicate) else fact for fact in facts]


@pytest.mark.parametrize(
    "predicate",
    [
        *("rdf:type", "rdf:subject", "rdf:predicate", "rdf:object", "em:status", "em:evidence", "em:inDocument", "em:quote", "em:rule"),
        *("em:startOffset", "em:endOffset", "em:confidence", "em:text", "rico:name", "dcterms:format", "dcterms:language"),
    ],
)
def test_a_graph_that_lacks_a_part_is_refused(predicate: str) -> None:
    with pytest.raises(RdfError, match=r"cut short|not in the file|of the file|evidence|base|not ours"):
        list(readings(stored(without(written(corpus()), predicate)), BASE))


@pytest.mark.parametrize(
    ("predicate", "value", "complaint"),
    [
        ("em:quote", Literal("something else"), "not what the document says"),
        ("em:year", Literal("2024", datatype=named("xsd:gYear")), "not what its id was made of"),
        ("em:status", named("em:planned"), "not what its id was made of"),
        ("em:status", named("em:doubted"), "no status is called"),
        ("rdf:predicate", named("em:likes"), "no predicate is called"),
        ("rdf:predicate", Literal("leads"), "must be an IRI"),
        ("em:rule", named("em:rule"), "must be a literal"),
        ("em:confidence", Literal("2", datatype=named("xsd:decimal")), "confidence"),
        ("em:startOffset", Literal("first"), "start"),
        ("rdf:subject", NamedNode(BASE + "unit/elsewhere"), "is in no statement|does not say what it is"),
        ("em:inDocument", NamedNode(BASE + "document/elsewhere"), "quoted, but not in the file"),
    ],
)
def test_a_graph_that_was_changed_is_refused(predicate: str, value: Any, complaint: str) -> None:
    with pytest.raises(RdfError, match=complaint):
        list(readings(stored(changed(written(corpus()), predicate, value)), BASE))


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("<https://a.example/x> <http://www.w3.org/2004/02/skos/core#prefLabel> 'x'@en .", "no thing of"),
        ("_:b <http://www.w3.org/2004/02/skos/core#prefLabel> 'x'@en .", "no thing of"),
        (f"<{BASE}bloc/b> <http://xmlns.com/foaf/0.1/name> 'x' .", "the property http://xmlns.com/foaf/0.1/name"),
        (f"<{BASE}bloc/b> a <http://xmlns.com/foaf/0.1/Group> .", "the class http://xmlns.com/foaf/0.1/Group"),
        (f"<{BASE}bloc/alone> a <{PREFIXES['em']}Bloc> .", "in no statement"),
        (f"<{BASE}bloc/alone> <{PREFIXES['skos']}prefLabel> 'x'@en .", "is of none of our classes"),
        (f"<{BASE}evidence/e> a <{PREFIXES['em']}Evidence> .", "is evidence"),
        (f"<{BASE}statement/s> a <{PREFIXES['em']}Statement> .", "without evidence"),
        (f"<{BASE}g> {{ <{BASE}bloc/b> a <{PREFIXES['em']}Bloc> }}", "named graph"),
    ],
)
def test_foreign_rdf_is_refused(line: str, complaint: str) -> None:
    store = stored(written(corpus()))
    store.load(line.encode(), format=RdfFormat.TRIG)
    with pytest.raises(RdfError, match=complaint):
        list(readings(store, BASE))


def test_two_values_where_one_is_allowed_are_refused() -> None:
    facts = written(corpus())
    twice = [Triple(fact.subject, fact.predicate, Literal("other")) for fact in facts if fact.predicate == named("em:rule")]
    with pytest.raises(RdfError, match="2 values of"):
        list(readings(stored([*facts, *twice]), BASE))


def test_another_base_is_named_with_the_setting_that_helps() -> None:
    with pytest.raises(RdfError, match=r"https://thidua\.example/.*https://archive\.example/.*THIDUA_BASE_IRI"):
        list(readings(stored(written(corpus())), "https://archive.example/"))


def test_every_term_of_ric_o_is_one_that_ric_o_has(shared: Any) -> None:
    source = shared / "judges/ric-o/ontology/current-version/RiC-O_1-1.rdf"
    if not source.is_file():
        pytest.skip("../shared/judges/ric-o is not here")
    known = {str(node) for node in rdflib.Graph().parse(source).subjects()}
    used = {term.value for fact in written(corpus()) for term in (fact.predicate, fact.object) if isinstance(term, NamedNode)}
    from ontology.vocabulary import ontology

    used |= {str(node) for node in ontology().objects() if isinstance(node, rdflib.URIRef)}
    ours = {iri for iri in used if iri.startswith(PREFIXES["rico"])}
    assert len(ours) > 10
    assert ours <= known


def test_parsing_what_was_written_gives_the_very_triples() -> None:
    facts = written(corpus())
    for form in FORMATS.values():
        read = {str(Triple(quad.subject, quad.predicate, quad.object)) for quad in parse(as_bytes(facts, form), format=form)}
        assert read == {str(fact) for fact in facts}
