"""The queries about identity: judgements, the classes of equals they make, and the edges that follow from them.

A thing that a judgement names has a node `(:Judged {id})`, also while no document speaks of it, so that its judgements are
found by an indexed id. An absorbed thing keeps its node with `canonical`, the id of the one that stands for its class; that
one has the others in `equals`. A statement's SUBJECT, OBJECT and IN_BLOC lead to canonical things; where that is another
than it was read of, READ_SUBJECT, READ_OBJECT and READ_BLOC lead to the one it was read of, and `claim` is the id it would have.
"""

from __future__ import annotations

from functools import cache

from . import queries

JUDGEMENT_FIELDS = ("id", "left", "right", "verdict", "by", "at", "note", "earlier")
_RETURNED = ", ".join(f"j.{field} AS {field}" for field in JUDGEMENT_FIELDS)

MARK_JUDGED = "MATCH (g:Graph {id: 'graph'}) SET g.judged = true"
JUDGEMENTS = f"UNWIND $ids AS id MATCH (j:Judgement {{id: id}}) RETURN {_RETURNED}"
JUDGEMENTS_ABOUT = f"UNWIND $ids AS id MATCH (t:Judged {{id: id}})<-[:ABOUT]-(j:Judgement) RETURN DISTINCT {_RETURNED}"
CREATE_JUDGED = "UNWIND $ids AS id MERGE (t:Judged {id: id})"
CREATE_JUDGEMENTS = (
    "UNWIND $rows AS row MATCH (a:Judged {id: row.left}) MATCH (b:Judged {id: row.right}) "
    f"CREATE (j:Judgement {{{', '.join(f'{field}: row.{field}' for field in JUDGEMENT_FIELDS)}}}) "
    "CREATE (j)-[:ABOUT]->(a) CREATE (j)-[:ABOUT]->(b)"
)
UPDATE_JUDGEMENTS = "UNWIND $rows AS row MATCH (j:Judgement {id: row.id}) SET " + ", ".join(
    f"j.{field} = row.{field}" for field in JUDGEMENT_FIELDS[3:]
)
DELETE_JUDGEMENTS = "UNWIND $ids AS id MATCH (j:Judgement {id: id}) DETACH DELETE j"
DELETE_UNJUDGED = "UNWIND $ids AS id MATCH (t:Judged {id: id}) WHERE NOT EXISTS { (t)<-[:ABOUT]-() } DELETE t"

SET_CLAIMS = "UNWIND $rows AS row MATCH (s:Statement {id: row.id}) SET s.claim = row.claim"
DELETE_ENDS = "UNWIND $ids AS id MATCH (s:Statement {id: id})-[r:SUBJECT|OBJECT|IN_BLOC|READ_SUBJECT|READ_OBJECT|READ_BLOC]->() DELETE r"


@cache
def set_canonical(label: str) -> str:
    """Write which thing stands for which; rows `{id, canonical, equals}`."""
    return f"UNWIND $rows AS row MATCH (e:{label} {{id: row.id}}) SET e.canonical = row.canonical, e.equals = row.equals"


@cache
def read_here(label: str) -> str:
    """Statements that were read of the given things and lead to them."""
    read = "s.subject = id OR s.object = id OR s.bloc = id"
    return (
        f"UNWIND $ids AS id MATCH (e:{label} {{id: id}})<-[:SUBJECT|OBJECT|IN_BLOC]-(s:Statement) WHERE {read} RETURN DISTINCT s.id AS id"
    )


@cache
def read_away(label: str) -> str:
    """Statements that were read of the given things and lead to others."""
    edges = "READ_SUBJECT|READ_OBJECT|READ_BLOC"
    return f"UNWIND $ids AS id MATCH (e:{label} {{id: id}})<-[:{edges}]-(s:Statement) RETURN DISTINCT s.id AS id"


@cache
def create_end(label: str, edge: str) -> str:
    """Join statements to things of a class; rows `{id, thing}`."""
    return f"UNWIND $rows AS row MATCH (s:Statement {{id: row.id}}) MATCH (e:{label} {{id: row.thing}}) CREATE (s)-[:{edge}]->(e)"


@cache
def create_plain_edges(subject: str, obj: str, edge: str) -> str:
    """The plain edges of statements between canonical things; rows `{id, claim, from, to, status, year, start, end}`."""
    found = f"MATCH (a:{subject} {{id: row.from}}) MATCH (o:{obj} {{id: row.to}})"
    properties = "statement: row.id, claim: row.claim, status: row.status, year: row.year, start: row.start, end: row.end"
    return f"UNWIND $rows AS row {found} CREATE (a)-[:{edge} {{{properties}}}]->(o)"


# --- Statements with what stands for their ends
_FIELDS = ", ".join(f"s.{field} AS {field}" for field in queries.STATEMENT_FIELDS)
_WITH_ENDS = (
    f"{_FIELDS}, head([(s)-[:SUBJECT]->(a) | a.id]) AS subject_id, head([(s)-[:OBJECT]->(o) | o.id]) AS object_id, "
    "head([(s)-[:IN_BLOC]->(b) | b.id]) AS bloc_id"
)
STATEMENT_WITH_ENDS = f"MATCH (s:Statement {{id: $id}}) RETURN {_WITH_ENDS}"


@cache
def ends_here(label: str, edge: str) -> str:
    """Statements of the predicates that have one of the things as their subject or object."""
    return f"UNWIND $ids AS id MATCH (e:{label} {{id: id}})<-[:{edge}]-(s:Statement) WHERE s.predicate IN $predicates RETURN {_WITH_ENDS}"


@cache
def denied_here(label: str) -> str:
    """Which of the things are subjects of negated statements, and of which predicates."""
    return (
        f"UNWIND $ids AS id MATCH (e:{label} {{id: id}})<-[:SUBJECT]-(s:Statement) "
        "WHERE s.status = 'negated' AND s.predicate IN $predicates RETURN DISTINCT e.id AS subject_id, s.predicate AS predicate"
    )


# --- Candidates
THINGS_BY_WORD = (
    "UNWIND $anchors AS anchor MATCH (w:Word {id: anchor})<-[:HAS_WORD]-(e) WHERE e.id STARTS WITH $folder "
    "RETURN anchor AS word, e.id AS id"
)


@cache
def said_of(label: str) -> str:
    """What is said of each of the things: the first statements by id, with what stands for their ends, and their documents."""
    ends = (
        "head([(s)-[:SUBJECT]->(a) | a.id]) AS subject_id, head([(s)-[:OBJECT]->(o) | o.id]) AS object_id, "
        "head([(s)-[:IN_BLOC]->(b) | b.id]) AS bloc_id"
    )
    return (
        f"UNWIND $ids AS id MATCH (e:{label} {{id: id}}) "
        "CALL (e) { MATCH (e)<-[:SUBJECT|OBJECT|IN_BLOC]-(s:Statement) RETURN s ORDER BY s.id LIMIT $limit } "
        f"RETURN e.id AS id, s.predicate AS predicate, s.year AS year, {ends}, "
        "[(s)-[:HAS_EVIDENCE]->(v:Evidence) | v.document] AS documents"
    )
