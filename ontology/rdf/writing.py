"""Records to triples. Texts, quotes and values stay exactly as they are; only names are NFC-normalised."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from ontology.judgements import Judgement
from ontology.models import Document, Entity, Evidence, LiteralValue, Qualifiers, Statement

from .errors import RdfError
from .judging import judgement_triples
from .mapping import classes_of, em, predicate_terms, qualifier_terms, relation_of, status_terms
from .terms import dated, decimal, minted, name, named, text, typed

_Facts = Iterator[tuple[NamedNode, NamedNode | Literal]]
_TYPE = named("rdf:type")


def triples(record: Entity | Document | Statement | Judgement, base: str) -> Iterator[Triple]:
    """The triples of one record, its IRIs made of `base` and the ids; a statement brings its evidence along.

    Things that a statement names are not described by it, only pointed to. No blank nodes, no duplicates
    within a record but for those that RDF merges anyway.

    Raises:
        RdfError: `base` is no IRI that ends in `/`, a text holds a character that XML forbids, or two
            pieces of evidence differ in nothing that tells them apart.
    """
    match record:
        case Entity():
            yield from _described(minted(base, record.id), _entity(record))
        case Document():
            yield from _described(minted(base, record.id), _document(record))
        case Statement():
            yield from _statement(record, base)
        case Judgement():
            yield from judgement_triples(record, base)


def _described(node: NamedNode, facts: _Facts) -> Iterator[Triple]:
    return (Triple(node, predicate, value) for predicate, value in facts)


def _types(local_name: str) -> _Facts:
    return ((_TYPE, kind) for kind in classes_of(local_name))


def _entity(entity: Entity) -> _Facts:
    yield from _types(entity.type)
    preferred = {language: name(label, language) for language, label in entity.labels.items()}
    for label in preferred.values():
        yield named("skos:prefLabel"), label
    for alias in entity.aliases:
        # SKOS keeps the two apart: a name that is preferred is no alternative to itself.
        if (other := name(alias.text, alias.language)) != preferred.get(alias.language):
            yield named("skos:altLabel"), other
    if entity.provisional:
        yield em("provisional"), Literal(True)


def _document(document: Document) -> _Facts:
    yield from _types("Document")
    yield named("rico:name"), text(document.name)
    yield named("dcterms:format"), text(document.media_type)
    yield named("dcterms:language"), text(document.language)
    if document.title is not None:
        yield named("dcterms:title"), text(document.title, document.language if document.language != "und" else None)
    if document.date is not None:
        yield named("dcterms:date"), dated(document.date)
    if document.source is not None:
        yield named("dcterms:source"), text(document.source)
    yield em("text"), text(document.text)


def _statement(statement: Statement, base: str) -> Iterator[Triple]:
    node, subject = minted(base, statement.id), minted(base, statement.subject.id)
    obj = minted(base, statement.object.id) if isinstance(statement.object, Entity) else _literal(statement.object)
    yield from _described(node, _types("Statement"))
    yield Triple(node, named("rdf:subject"), subject)
    yield Triple(node, named("rdf:predicate"), predicate_terms()[statement.predicate])
    yield Triple(node, named("rdf:object"), obj)
    yield Triple(node, em("status"), status_terms()[statement.status])
    if isinstance(statement.object, LiteralValue):
        yield from _described(node, _about_literal(statement.object))
    yield from _described(node, _qualifiers(statement.qualifiers, base))
    if statement.status == "asserted":
        # A relation that is only planned, asked for or denied must not look like one to those who know relations only.
        yield from _described(node, _relation(statement, subject, obj, base))
    yield from _all_evidence(statement, node, base)


def _literal(value: LiteralValue) -> Literal:
    return typed(value.literal, value.datatype) or text(value.literal)


def _about_literal(value: LiteralValue) -> _Facts:
    if value.unit is not None:
        yield em("objectUnit"), text(value.unit)
    if value.datatype != "string" and typed(value.literal, value.datatype) is None:
        yield em("objectDatatype"), text(value.datatype)


def _qualifiers(qualifiers: Qualifiers, base: str) -> _Facts:
    terms = qualifier_terms()
    for key in qualifiers.given():
        yield terms[key], _qualifier(getattr(qualifiers, key), key, base)


def _qualifier(value: object, key: str, base: str) -> NamedNode | Literal:
    match value:
        case Entity():
            return minted(base, value.id)
        case int():
            return Literal(str(value), datatype=named("xsd:gYear"))
        case float():
            return decimal(value)
        case _:
            return dated(str(value)) if key == "date" else text(str(value))


def _relation(statement: Statement, subject: NamedNode, obj: NamedNode | Literal, base: str) -> _Facts:
    relation = relation_of(statement.predicate)
    yield from ((_TYPE, kind) for kind in relation.classes)
    yield from ((term, subject) for term in relation.subject_as)
    yield from ((term, obj) for term in relation.object_as)
    yield from ((named("org:role"), role) for role in relation.roles)
    if relation.classes:
        yield from ((named("rico:isEvidencedBy"), minted(base, document)) for document in _documents(statement))


def _documents(statement: Statement) -> list[str]:
    return sorted({evidence.document for evidence in statement.evidence})


def _all_evidence(statement: Statement, node: NamedNode, base: str) -> Iterator[Triple]:
    for document in _documents(statement):
        yield Triple(node, named("prov:wasDerivedFrom"), minted(base, document))
    known: dict[str, Evidence] = {}
    for identifier, evidence in zip(statement.evidence_ids(), statement.evidence, strict=True):
        if known.setdefault(identifier, evidence) != evidence:
            raise RdfError(f"{statement.id}: two different pieces of evidence stand on {evidence.document} {evidence.start}-{evidence.end}")
        yield Triple(node, em("evidence"), minted(base, identifier))
        yield from _evidence(evidence, identifier, node, base)


def _evidence(evidence: Evidence, identifier: str, statement: NamedNode, base: str) -> Iterator[Triple]:
    document = minted(base, evidence.document)
    yield from _described(minted(base, identifier), _passage(evidence, document))
    yield from _annotation(evidence, identifier, (statement, document), base)


def _passage(evidence: Evidence, document: NamedNode) -> _Facts:
    yield from _types("Evidence")
    yield em("inDocument"), document
    yield em("quote"), text(evidence.quote)
    yield em("startOffset"), Literal(evidence.start)
    yield em("endOffset"), Literal(evidence.end)
    yield em("rule"), text(evidence.rule)
    yield em("confidence"), decimal(evidence.confidence)
    yield named("dcterms:language"), text(evidence.language)
    if evidence.subject_mention:
        yield em("subjectMention"), text(evidence.subject_mention)
    if evidence.object_mention:
        yield em("objectMention"), text(evidence.object_mention)


def _annotation(evidence: Evidence, identifier: str, ends: tuple[NamedNode, NamedNode], base: str) -> Iterator[Triple]:
    """The same passage as those read it who know Web Annotations only; `ends` are the statement and the document."""
    node, target = minted(base, identifier), minted(base, identifier, "target")
    quote, position = minted(base, identifier, "quote"), minted(base, identifier, "position")
    yield Triple(node, named("oa:hasBody"), ends[0])
    yield Triple(node, named("oa:hasTarget"), target)
    yield Triple(target, _TYPE, named("oa:SpecificResource"))
    yield Triple(target, named("oa:hasSource"), ends[1])
    yield Triple(target, named("oa:hasSelector"), quote)
    yield Triple(target, named("oa:hasSelector"), position)
    yield Triple(quote, _TYPE, named("oa:TextQuoteSelector"))
    yield Triple(quote, named("oa:exact"), text(evidence.quote))
    yield Triple(position, _TYPE, named("oa:TextPositionSelector"))
    yield Triple(position, named("oa:start"), _offset(evidence.start))
    yield Triple(position, named("oa:end"), _offset(evidence.end))


def _offset(value: int) -> Literal:
    return Literal(str(value), datatype=named("xsd:nonNegativeInteger"))
