"""Every query of the house, by name, in the Cypher that both engines read alike.

Three habits make them quick on both: each pattern starts at a node found by its indexed id, lists are given as one
parameter and unwound, and what is known to be new is created, never merged. Labels and relationship types can't be
parameters; the functions below write them in, and callers take them from the vocabulary only.
"""

from __future__ import annotations

from functools import cache

from .records import DOCUMENT_FIELDS, EVIDENCE_FIELDS, LITERAL_FIELDS, QUALIFIER_FIELDS, SOURCE_FIELDS

ENTITY_FIELDS = ("id", "labels", "aliases", "provisional", "name", "words")
STATEMENT_FIELDS = ("id", "predicate", "status", "subject", "object", *QUALIFIER_FIELDS, *LITERAL_FIELDS)
_NAMES = ("subject_names", "object_names", "bloc_names")


def _assigned(fields: tuple[str, ...]) -> str:
    """`{id: row.id, name: row.name}`. Written out, because both engines store it in one step, and neither stores a null."""
    return "{" + ", ".join(f"{field}: row.{field}" for field in fields) + "}"


def _returned(variable: str, fields: tuple[str, ...]) -> str:
    return ", ".join(f"{variable}.{field} AS {field}" for field in fields)


# --- The counter that every writing transaction writes first: on Neo4j that locks it, on ArcadeDB the later of two commits fails.
LOCK = "MATCH (g:Graph {id: 'graph'}) SET g.revision = g.revision + 1 RETURN g.revision AS revision, g.judged AS judged"
REVISION = "MATCH (g:Graph {id: 'graph'}) RETURN g.revision AS revision, g.schema AS schema"
CREATE_COUNTER = "MERGE (g:Graph {id: 'graph'}) ON CREATE SET g.revision = 0 SET g.schema = $schema"

# --- Documents
DIGESTS = "UNWIND $ids AS id MATCH (d:Document {id: id}) RETURN d.id AS id, d.digest AS digest, d.name AS name"
CREATE_DOCUMENTS = f"UNWIND $rows AS row CREATE (d:Document {_assigned((*DOCUMENT_FIELDS, 'digest'))})"
REPLACE_DOCUMENTS = "UNWIND $rows AS row MATCH (d:Document {id: row.id}) SET d = row"
RENAME_DOCUMENTS = "UNWIND $rows AS row MATCH (d:Document {id: row.id}) SET d.name = row.name"
DELETE_DOCUMENTS = "UNWIND $ids AS id MATCH (d:Document {id: id}) DETACH DELETE d"
DOCUMENT = f"MATCH (d:Document {{id: $id}}) RETURN {_returned('d', DOCUMENT_FIELDS)}"
DOCUMENTS = f"UNWIND $ids AS id MATCH (d:Document {{id: id}}) RETURN {_returned('d', DOCUMENT_FIELDS)}"
DOCUMENT_SIZES = "UNWIND $ids AS id MATCH (d:Document {id: id}) RETURN d.id AS id, size(d.text) AS size"
SOURCES = f"UNWIND $ids AS id MATCH (d:Document {{id: id}}) RETURN {_returned('d', SOURCE_FIELDS)}"
STATEMENTS_OF_DOCUMENTS = (
    "UNWIND $ids AS id MATCH (d:Document {id: id})<-[:IN_DOCUMENT]-(v:Evidence)<-[:HAS_EVIDENCE]-(s:Statement) RETURN DISTINCT s.id AS id"
)

# --- Evidence
CREATE_EVIDENCE = (
    "UNWIND $rows AS row MATCH (s:Statement {id: row.statement}) MATCH (d:Document {id: row.document}) "
    f"CREATE (s)-[:HAS_EVIDENCE]->(v:Evidence {_assigned(('id', *EVIDENCE_FIELDS, *_NAMES))})-[:IN_DOCUMENT]->(d)"
)
DELETE_EVIDENCE = "UNWIND $ids AS id MATCH (d:Document {id: id})<-[:IN_DOCUMENT]-(v:Evidence) DETACH DELETE v"
EVIDENCE = (
    "UNWIND $ids AS id MATCH (s:Statement {id: id})-[:HAS_EVIDENCE]->(v:Evidence) "
    f"RETURN s.id AS statement, {_returned('v', EVIDENCE_FIELDS)}"
)

# --- Statements
KNOWN_STATEMENTS = "UNWIND $ids AS id MATCH (s:Statement {id: id}) RETURN s.id AS id"
STATEMENTS = f"UNWIND $ids AS id MATCH (s:Statement {{id: id}}) RETURN s.claim AS claim, {_returned('s', STATEMENT_FIELDS)}"
CREATE_IN_BLOC = "UNWIND $rows AS row MATCH (s:Statement {id: row.id}) MATCH (b:Bloc {id: row.bloc}) CREATE (s)-[:IN_BLOC]->(b)"
UNSUPPORTED = (
    "UNWIND $ids AS id MATCH (s:Statement {id: id})-[:SUBJECT]->(a) "
    f"RETURN {_returned('s', STATEMENT_FIELDS)}, a.id AS holder, EXISTS {{ (s)-[:HAS_EVIDENCE]->() }} AS supported"
)
DELETE_STATEMENTS = "UNWIND $ids AS id MATCH (s:Statement {id: id}) DETACH DELETE s"
STATEMENT_IDS_BY_PREDICATE = (
    "MATCH (s:Statement) WHERE s.id > $after AND s.predicate = $predicate RETURN s.id AS id ORDER BY s.id LIMIT $limit"
)


@cache
def create_statements(subject: str, obj: str | None, edge: str | None) -> str:
    """Create statements with their edges; `edge` is the type of the plain edge, None for a negated statement's none."""
    found = f"MATCH (a:{subject} {{id: row.subject}})" + (f" MATCH (o:{obj} {{id: row.object}})" if obj else "")
    created = f"CREATE (s:Statement {_assigned(STATEMENT_FIELDS)}) CREATE (s)-[:SUBJECT]->(a)"
    if obj:
        created += " CREATE (s)-[:OBJECT]->(o)"
    if obj and edge:
        created += f" CREATE (a)-[:{edge} {{statement: row.id, status: row.status, year: row.year, start: row.start, end: row.end}}]->(o)"
    return f"UNWIND $rows AS row {found} {created}"


@cache
def delete_plain_edges(subject: str, edge: str) -> str:
    """Delete the plain edges that stand for given statements; rows `{subject, statements}`."""
    return f"UNWIND $rows AS row MATCH (a:{subject} {{id: row.subject}})-[r:{edge}]->() WHERE r.statement IN row.statements DELETE r"


# --- Things
@cache
def entities(label: str) -> str:
    """Things of one class, by id, with what judgements made of them."""
    return f"UNWIND $ids AS id MATCH (e:{label} {{id: id}}) RETURN {_returned('e', (*ENTITY_FIELDS, 'canonical', 'equals'))}"


@cache
def create_entities(label: str) -> str:
    """Create things of one class."""
    return f"UNWIND $rows AS row CREATE (e:{label} {_assigned(ENTITY_FIELDS)})"


@cache
def update_entities(label: str) -> str:
    """Give things of one class other names."""
    return f"UNWIND $rows AS row MATCH (e:{label} {{id: row.id}}) SET " + ", ".join(
        f"e.{field} = row.{field}" for field in ENTITY_FIELDS[1:]
    )


@cache
def orphans(label: str) -> str:
    """Those of the given things that no statement was read of any more; statements read of their equals don't count."""
    read = "s.subject = e.id OR s.object = e.id OR s.bloc = e.id"
    unnamed = (
        f"NOT EXISTS {{ MATCH (e)<-[:SUBJECT|OBJECT|IN_BLOC]-(s:Statement) WHERE {read} }} "
        "AND NOT EXISTS { (e)<-[:READ_SUBJECT|READ_OBJECT|READ_BLOC]-() }"
    )
    return f"UNWIND $ids AS id MATCH (e:{label} {{id: id}}) WHERE {unnamed} RETURN e.id AS id, e.words AS words"


@cache
def delete_entities(label: str) -> str:
    """Delete things of one class."""
    return f"UNWIND $ids AS id MATCH (e:{label} {{id: id}}) DETACH DELETE e"


@cache
def named_by(label: str, end: str) -> str:
    """What standing passages contribute to the names of things at one end (`subject`, `object`, `bloc`) of their statements."""
    edges = {"subject": "SUBJECT|READ_SUBJECT", "object": "OBJECT|READ_OBJECT", "bloc": "IN_BLOC|READ_BLOC"}[end]
    mention = "''" if end == "bloc" else f"v.{end}_mention"
    return (
        f"UNWIND $ids AS id MATCH (e:{label} {{id: id}})<-[:{edges}]-(s:Statement)-[:HAS_EVIDENCE]->(v:Evidence) WHERE s.{end} = id "
        f"RETURN DISTINCT e.id AS id, {mention} AS mention, v.language AS language, v.{end}_names AS names"
    )


# --- Search words: (thing)-[:HAS_WORD]->(:Word); the word is the hub, so it stands on the right
KNOWN_WORDS = "UNWIND $ids AS id MATCH (w:Word {id: id}) RETURN w.id AS id"
CREATE_WORDS = "UNWIND $ids AS id CREATE (w:Word {id: id})"
DELETE_UNUSED_WORDS = "UNWIND $ids AS id MATCH (w:Word {id: id}) WHERE NOT EXISTS { (w)<-[:HAS_WORD]-() } DELETE w"
WORD_USES = "UNWIND $ids AS id MATCH (w:Word {id: id}) RETURN w.id AS id, COUNT { (w)<-[:HAS_WORD]-() } AS uses"
WORDS_FROM = "MATCH (w:Word) WHERE w.id STARTS WITH $start RETURN w.id AS id ORDER BY w.id LIMIT $limit"
THINGS_OF_WORDS = (
    "UNWIND $anchors AS anchor MATCH (w:Word {id: anchor})<-[:HAS_WORD]-(e) "
    "WHERE e.id STARTS WITH $folder AND all(word IN $words WHERE word IN e.words) "
    "AND any(word IN e.words WHERE word STARTS WITH $start) "
    "RETURN DISTINCT e.id AS id, size(e.words) AS size ORDER BY size, id LIMIT $limit"
)


@cache
def link_words(label: str) -> str:
    """Join things of one class to their words; rows `{id, words}`."""
    things = f"UNWIND $rows AS row MATCH (e:{label} {{id: row.id}})"
    return things + " UNWIND row.words AS word MATCH (w:Word {id: word}) CREATE (e)-[:HAS_WORD]->(w)"


@cache
def unlink_words(label: str) -> str:
    """Part things of one class from words they have no more; rows `{id, words}`."""
    return f"UNWIND $rows AS row MATCH (e:{label} {{id: row.id}})-[r:HAS_WORD]->(w:Word) WHERE w.id IN row.words DELETE r"


# --- Pages. An open range with ORDER BY makes ArcadeDB scan and sort the whole label, so a first query looks how far a page
# reaches (any `limit` ids after the cursor: the page ends at or before the greatest of them) and a second reads that closed range.
@cache
def page_fence(label: str) -> str:
    """An id that at least `limit` ids after `after` do not exceed; null at the end of the list."""
    return f"MATCH (n:{label}) WHERE n.id > $after WITH n.id AS id LIMIT $limit RETURN max(id) AS fence"


@cache
def page(label: str) -> str:
    """The ids of one page, in order."""
    return f"MATCH (n:{label}) WHERE n.id > $after AND n.id <= $fence RETURN n.id AS id ORDER BY n.id LIMIT $limit"


@cache
def count(label: str) -> str:
    """How many nodes of a label there are."""
    return f"MATCH (n:{label}) RETURN count(n) AS n"


@cache
def ids_from(label: str) -> str:
    """Ids of a class that start alike."""
    return f"MATCH (n:{label}) WHERE n.id STARTS WITH $start RETURN n.id AS id ORDER BY n.id LIMIT $limit"


# --- The questions
@cache
def held_of(label: str, edge: str) -> str:
    """The plain edges of one type towards one thing."""
    return f"MATCH (o:{label} {{id: $id}})<-[r:{edge}]-(a) RETURN {_EDGE}"


@cache
def held_by(label: str, edge: str) -> str:
    """The plain edges of one type from one thing."""
    return f"MATCH (a:{label} {{id: $id}})-[r:{edge}]->(o) RETURN {_EDGE}"


@cache
def all_held(label: str, edge: str) -> str:
    """Every plain edge of one type towards things of a class."""
    return f"MATCH (o:{label})<-[r:{edge}]-(a) RETURN {_EDGE}"


_EDGE = "r.statement AS statement, a.id AS subject, o.id AS object, r.status AS status, r.year AS year, r.start AS start, r.end AS end"


@cache
def statements_about(label: str, edge: str) -> str:
    """The ids of statements one thing is an end of, in order."""
    return f"MATCH (e:{label} {{id: $id}})<-[:{edge}]-(s:Statement) RETURN DISTINCT s.id AS id ORDER BY id LIMIT $limit"


@cache
def neighbours(label: str, edges: tuple[str, ...], outward: bool) -> str:
    """One step along plain edges from each of the given things."""
    pattern = f"-[r:{'|'.join(edges)}]->" if outward else f"<-[r:{'|'.join(edges)}]-"
    return (
        f"UNWIND $ids AS id MATCH (a:{label} {{id: id}}){pattern}(b) "
        "RETURN a.id AS origin, b.id AS reached, r.statement AS statement, coalesce(r.claim, r.statement) AS claim"
    )
