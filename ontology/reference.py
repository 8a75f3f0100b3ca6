"""The ontology as a page for people: `docs/ontology.md` is what `python -m ontology.reference` prints."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode
from rdflib import RDFS, URIRef
from rdflib.term import Node

from .rdf import PREFIXES
from .rdf.mapping import classes_of, record_terms, relation_of
from .vocabulary import NAMESPACE, EntityClass, Predicate, Qualifier, Term, ontology, vocabulary

_HEAD = f"""# Ontology

Made from `ontology/emulation.ttl` by `python -m ontology.reference > docs/ontology.md`: change that file, not this one
(a test fails when they differ). The namespace is `{NAMESPACE}`, its prefix here `em:`.
[statements.md](statements.md) shows statements in JSON and in RDF; what a sound export looks like is in `ontology/shapes.ttl` (SHACL).
"""
_WORDS = "label | definition"


def reference() -> str:
    """The whole page, in Markdown."""
    terms = vocabulary()
    sections = (
        _section("Classes of things", f"folder of ids | class | is also | {_WORDS}", map(_class_row, terms.classes.values())),
        _section("Predicates", f"name | subject -> object | qualifiers | {_WORDS}", map(_predicate_row, terms.predicates.values())),
        "An asserted statement is these relations of standard vocabularies as well:\n",
        _table("name | relation | subject by | object by | role", filter(None, map(_relation_row, terms.predicates))),
        _section("Qualifiers", f"name | property | value | {_WORDS}", map(_qualifier_row, terms.qualifiers.values())),
        _section("Statuses", f"name | {_WORDS}", ([f"`{term.name}`", *_words(term)] for term in terms.statuses.values())),
        _section("Terms of the record", f"term | of | {_WORDS}", map(_record_row, record_terms())),
    )
    return "\n".join((_HEAD, f"Version {terms.version}.\n", *sections))


def _section(title: str, columns: str, rows: Iterable[list[str]]) -> str:
    return f"## {title}\n\n{_table(columns, rows)}"


def _table(columns: str, rows: Iterable[list[str]]) -> str:
    lines = (columns, "|".join("-" * 3 for _ in columns.split("|")), *(" | ".join(row) for row in rows))
    return "".join(f"| {line} |\n" for line in lines)


def _words(term: Term) -> list[str]:
    return [f"{words['en']}<br>*{words['vi']}*" for words in (term.labels, term.definitions)]


def _class_row(term: EntityClass) -> list[str]:
    return [f"`{term.name}`", f"`{_curie(term.iri)}`", _curies(classes_of(term.local_name)[1:]), *_words(term)]


def _predicate_row(term: Predicate) -> list[str]:
    ends = f"{_either(term.domain)} -> {term.datatype or _either(term.range)}"
    once = (
        ("; one holder a year", term.one_holder_a_year),
        ("; one object", term.one_object),
        ("; one figure a year", term.one_figure_a_year),
    )
    bounds = "".join(words for words, holds in once if holds)
    return [f"`{term.name}`", ends + bounds, ", ".join(f"`{name}`" for name in sorted(term.qualifiers)), *_words(term)]


def _relation_row(predicate: str) -> list[str] | None:
    relation = relation_of(predicate)
    parts = (relation.classes, relation.subject_as, relation.object_as, relation.roles)
    return [f"`{predicate}`", *map(_curies, parts)] if relation.classes else None


def _qualifier_row(term: Qualifier) -> list[str]:
    return [f"`{term.name}`", f"`{_curie(term.iri)}`", term.range, *_words(term)]


def _record_row(term: Term) -> list[str]:
    domain = ontology().value(URIRef(term.iri), RDFS.domain)
    return [f"`{_curie(term.iri)}`", f"`{_curie(domain)}`" if domain else "", *_words(term)]


def _either(classes: Iterable[str]) -> str:
    return ", ".join(sorted(classes))


def _curies(nodes: Iterable[NamedNode]) -> str:
    return ", ".join(f"`{_curie(node.value)}`" for node in nodes)


def _curie(iri: str | Node) -> str:
    candidates: Iterator[str] = (
        f"{prefix}:{str(iri).removeprefix(space)}" for prefix, space in PREFIXES.items() if str(iri).startswith(space)
    )
    return next(candidates, str(iri))


if __name__ == "__main__":
    sys.stdout.write(reference())
