"""Whether a store holds a whole graph of ours and nothing else, asked before any of it is taken in.

What is strange would be lost without a word, and what is missing would only show in the middle of loading.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, QuerySolutions, Store

from ontology.vocabulary import vocabulary

from .errors import RdfError
from .mapping import classes_of, predicate_terms, qualifier_terms, record_facts, relation_of
from .terms import PREFIXES, named

_PROLOGUE = "".join(f"PREFIX {prefix}: <{namespace}> " for prefix, namespace in PREFIXES.items())
_RECORD = ("Document", "Statement", "Evidence", "Ruling", "Judgement")
_STANDARD = (
    *("rdf:type", "rdf:subject", "rdf:predicate", "rdf:object", "skos:prefLabel", "skos:altLabel", "rico:name", "rico:isEvidencedBy"),
    *("dcterms:format", "dcterms:language", "dcterms:title", "dcterms:date", "dcterms:source", "prov:wasDerivedFrom", "org:role"),
    *("oa:hasBody", "oa:hasTarget", "oa:hasSource", "oa:hasSelector", "oa:exact", "oa:start", "oa:end"),
)
_SELECTORS = ("oa:SpecificResource", "oa:TextQuoteSelector", "oa:TextPositionSelector")

# Each finds a thing that would be lost or is cut short, and says so of it.
_GAPS = (
    (
        "{ SELECT DISTINCT ?x { ?x ?p ?o } } MINUS { VALUES ?t { %parts %entities } ?x a ?t }",
        "is of none of our classes: the file is cut short or not ours",
    ),
    ("?x a em:Statement FILTER NOT EXISTS { ?x em:evidence ?e }", "is a statement without evidence"),
    ("?s em:evidence ?x FILTER NOT EXISTS { ?x a em:Evidence }", "is cited as evidence, but not in the file"),
    ("?x a em:Evidence FILTER NOT EXISTS { ?x em:inDocument ?d }", "is evidence without a document"),
    (
        "{ SELECT DISTINCT ?x { ?e em:inDocument ?x } } FILTER NOT EXISTS { ?x a em:Document }",
        "is a document that is quoted, but not in the file",
    ),
    ("?x a em:Evidence FILTER NOT EXISTS { ?s em:evidence ?x }", "is evidence of no statement in the file"),
    (
        "?x a ?t VALUES ?t { %entities } FILTER NOT EXISTS { VALUES ?p { rdf:subject rdf:object em:bloc } ?s ?p ?x }",
        "is in no statement of the file",
    ),
    ("?j em:earlier ?x FILTER NOT EXISTS { ?x a em:Ruling }", "is a ruling that was replaced, but not in the file"),
    (
        "?x a em:Ruling FILTER NOT EXISTS { ?x a em:Judgement } FILTER NOT EXISTS { ?j em:earlier ?x }",
        "is a ruling of no judgement in the file",
    ),
)


def check(store: Store, base: str) -> None:
    """Refuse a store that is not, as a whole, what an export of ours holds.

    Raises:
        RdfError: named graphs, another base, foreign classes, predicates or things, or parts that are missing.
    """
    _refuse_graphs(store)
    _refuse_other_base(store, base)
    _refuse_foreign(store, "SELECT DISTINCT ?x { ?s ?x ?o }", _predicates(), "property")
    _refuse_foreign(store, "SELECT DISTINCT ?x { ?s a ?x }", _classes(), "class")
    _refuse_gaps(store)


def _select(store: Store, pattern: str) -> Iterable[str]:
    solutions = store.query(_PROLOGUE + pattern)
    if not isinstance(solutions, QuerySolutions):
        raise TypeError(f"not a SELECT query: {pattern}")
    # Everything asked for here is an IRI, or a blank node that is refused by its name as well.
    return (getattr(solution["x"], "value", str(solution["x"])) for solution in solutions)


def _refuse_graphs(store: Store) -> None:
    if graph := next(iter(store.named_graphs()), None):
        raise RdfError(f"it holds a named graph {graph}; the things of a graph of ours are in the default one")


def _refuse_other_base(store: Store, base: str) -> None:
    ours = f"{base}document/"
    for document in _select(store, "SELECT ?x { ?x a em:Document }"):
        if not document.startswith(ours):
            theirs = document.rpartition("document/")[0] or document
            raise RdfError(f"its IRIs start with {theirs}, those of this graph with {base}; set THIDUA_BASE_IRI to take it in")
    quoted = base.replace("\\", "\\\\").replace('"', '\\"')
    if strange := next(
        iter(_select(store, f'SELECT ?x {{ ?x ?p ?o FILTER(isBlank(?x) || !STRSTARTS(STR(?x), "{quoted}")) }} LIMIT 1')), None
    ):
        raise RdfError(f"it describes {strange}, which is no thing of {base}")


def _refuse_foreign(store: Store, query: str, known: frozenset[str], what: str) -> None:
    if strange := sorted(set(_select(store, query)) - known):
        raise RdfError(f"the {what} {strange[0]} is not one that an export of this version uses")


def _refuse_gaps(store: Store) -> None:
    entities = " ".join(f"em:{kind.local_name}" for kind in vocabulary().classes.values())
    parts = " ".join((*(f"em:{kind}" for kind in _RECORD), *_SELECTORS))
    for pattern, cause in _GAPS:
        filled = pattern.replace("%entities", entities).replace("%parts", parts)
        if lacking := next(iter(_select(store, f"SELECT ?x {{ {filled} }} LIMIT 1")), None):
            raise RdfError(f"{lacking} {cause}")


def _values(nodes: Iterable[NamedNode]) -> set[str]:
    return {node.value for node in nodes}


def _predicates() -> frozenset[str]:
    relations = [relation_of(name) for name in predicate_terms()]
    ends = {node.value for relation in relations for node in (*relation.subject_as, *relation.object_as)}
    return frozenset(ends | record_facts() | _values(qualifier_terms().values()) | _values(map(named, _STANDARD)))


def _classes() -> frozenset[str]:
    names = (*_RECORD, *(kind.local_name for kind in vocabulary().classes.values()))
    ours = {node.value for name in names for node in classes_of(name)}
    relations = {node.value for name in predicate_terms() for node in relation_of(name).classes}
    return frozenset(ours | relations | _values(map(named, _SELECTORS)))
