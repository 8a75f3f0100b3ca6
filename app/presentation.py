"""Answers of the graph as JSON-ready dicts, defined once: the service sends them, `--json` prints them."""

from __future__ import annotations

from typing import Any

from graph.answers import (
    Candidate,
    Conflict,
    DocumentView,
    EntityView,
    JudgementView,
    Page,
    SearchHit,
    Source,
    SourcedStatement,
    StatementView,
    TracePath,
    Written,
)
from ontology.interchange import entity_json, statement_json
from ontology.models import Document, Entity, Evidence
from ontology.vocabulary import vocabulary

Json = dict[str, Any]

_SOURCE_KEYS = ("id", "name", "language", "title", "date", "source")


def source_json(source: Source | Document) -> Json:
    """A document without its text: `{"id", "name", "language", "title", "date", "source"}`, unknown ones None."""
    return {key: getattr(source, key) for key in _SOURCE_KEYS}


def _evidence_json(item: Evidence, sources: dict[str, Source]) -> Json:
    source = sources.get(item.document) or Source(id=item.document, name=item.document, language=item.language)
    return {
        "document": source_json(source),
        "start": item.start,
        "end": item.end,
        "quote": item.quote,
        "rule": item.rule,
        "confidence": item.confidence,
    }


def sourced_json(stated: SourcedStatement) -> Json:
    """A statement with all its evidence, each piece with its document; its ends are what stands for them by the judgements."""
    shown = statement_json(stated.statement)
    for part in ("subject", "object"):
        shown[part] = _standing(shown[part], stated.things)
    if "bloc" in shown["qualifiers"]:
        shown["qualifiers"]["bloc"] = _standing(shown["qualifiers"]["bloc"], stated.things)
    also = {"also": list(stated.also)} if stated.also else {}
    return {**shown, **also, "evidence": [_evidence_json(item, stated.sources) for item in stated.statement.evidence]}


def _standing(part: Json, things: dict[str, Entity]) -> Json:
    """The thing that stands for an end, with `read_as` where it was read as another."""
    thing = things.get(part.get("id", ""))
    if thing is None:
        return part
    read_as = {"read_as": part["id"]} if thing.id != part["id"] else {}
    return {**entity_json(thing, part.get("mention", "")), **read_as}


def item_json(item: Entity | Source | SourcedStatement) -> Json:
    """One line of a list."""
    if isinstance(item, Entity):
        return entity_json(item)
    return sourced_json(item) if isinstance(item, SourcedStatement) else source_json(item)


def page_json(page: Page, next_page: str | None) -> Json:
    """One page of a list, with the address of the next."""
    return {"items": [item_json(item) for item in page.items], "next": next_page}


def entity_view_json(view: EntityView, led: tuple[SourcedStatement, ...] | None = None) -> Json:
    """A thing, what is said of it (`about`) and with it (`inverse`); for what may lead blocs also `blocs_led`, by year."""
    shown: Json = {
        **entity_json(view.entity),
        "about": [sourced_json(stated) for stated in view.about],
        "inverse": [sourced_json(stated) for stated in view.inverse],
    }
    if led is not None:
        shown["blocs_led"] = [led_json(stated) for stated in led]
    return shown


def led_json(stated: SourcedStatement) -> Json:
    """`{"year", "bloc", "statement"}`: one bloc that was led; the year None where the source gives none."""
    shown = sourced_json(stated)
    return {"year": stated.statement.qualifiers.year, "bloc": shown["object"], "statement": shown}


def leaders_json(bloc: Entity | None, leaders: tuple[SourcedStatement, ...], next_page: str | None = None) -> Json:
    """Who led: of one bloc, or of all where it is None."""
    shown: Json = {"bloc": entity_json(bloc)} if bloc is not None else {}
    return {**shown, "items": [sourced_json(stated) for stated in leaders], "next": next_page}


def trace_json(start: Entity, paths: tuple[TracePath, ...]) -> Json:
    """Every path from (or to) `start`: its nodes, and the statement that joins each two."""
    return {"start": entity_json(start), "paths": [_path_json(path) for path in paths]}


def _path_json(path: TracePath) -> Json:
    return {"nodes": [entity_json(node) for node in path.nodes], "steps": [sourced_json(step) for step in path.steps]}


def hits_json(hits: tuple[SearchHit, ...]) -> Json:
    """What a search found, best first."""
    return {"items": [{"thing": entity_json(hit.entity), "matched": hit.matched, "score": hit.score} for hit in hits]}


def statement_view_json(view: StatementView) -> Json:
    """A statement with all its evidence, and those that contradict it."""
    return {**sourced_json(view.stated), "contradicted_by": [sourced_json(other) for other in view.contradicted_by]}


def candidates_json(found: tuple[Candidate, ...], next_page: str | None) -> Json:
    """Things that may be one, with how alike they are and why."""
    return {"items": [_candidate_json(item) for item in found], "next": next_page}


def _candidate_json(item: Candidate) -> Json:
    return {"left": entity_json(item.left), "right": entity_json(item.right), **item.likeness.model_dump()}


def judgement_json(view: JudgementView) -> Json:
    """What holds for two things and what was ruled before; a thing that is not there has no names."""
    judgement = view.judgement
    things = {thing.id: thing for thing in view.things}
    ends = {side: entity_json(things.get(end) or Entity(id=end)) for side, end in (("left", judgement.left), ("right", judgement.right))}
    *earlier, newest = (ruling.model_dump() for ruling in judgement.rulings)
    return {"id": judgement.id, **ends, **newest, "earlier": earlier}


def judgements_json(found: tuple[JudgementView, ...], next_page: str | None) -> Json:
    """One page of judgements."""
    return {"items": [judgement_json(view) for view in found], "next": next_page}


def conflicts_json(found: tuple[Conflict, ...], next_page: str | None) -> Json:
    """Groups of statements that can't all be true."""
    return {"items": [_conflict_json(item) for item in found], "next": next_page}


def _conflict_json(item: Conflict) -> Json:
    statements = [sourced_json(stated) for stated in item.statements]
    return {"kind": item.kind, "predicate": item.predicate, "thing": entity_json(item.thing), "statements": statements}


def document_view_json(view: DocumentView) -> Json:
    """A document with its text and every statement that stands on it."""
    document = view.document
    statements = [sourced_json(stated) for stated in view.statements]
    return {**source_json(document), "media_type": document.media_type, "text": document.text, "statements": statements}


def written_json(written: Written) -> Json:
    """What became of a document: `{"document", "name", "outcome", "statements"}`."""
    return written.model_dump()


def label(thing: Entity) -> str:
    """What people read for a thing: its Vietnamese name, else the English, else any, else its id."""
    for language in ("vi", "en"):
        if language in thing.labels:
            return thing.labels[language]
    return next(iter(thing.labels.values()), thing.id)


def predicate_label(predicate: str) -> str:
    """A predicate in English words: `leads_bloc` -> `leads`."""
    return vocabulary().predicates[predicate].labels.get("en", predicate)
