"""Judgements as triples, and back: each ruling is a node, those that were replaced hang on the one that holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from pyoxigraph import Literal, NamedNode, Store, Triple

from ontology.judgements import Judgement, Ruling

from .described import Described
from .errors import RdfError
from .mapping import classes_of, em
from .terms import PREFIXES, minted, named, text


def judgement_triples(judgement: Judgement, base: str) -> Iterator[Triple]:
    """The triples of a judgement and of the rulings it replaced; the two things are only pointed to.

    Raises:
        RdfError: `base` is no IRI that ends in `/`.
    """
    node = minted(base, judgement.id)
    yield from _ruling(node, judgement, "Judgement")
    yield Triple(node, em("left"), minted(base, judgement.left))
    yield Triple(node, em("right"), minted(base, judgement.right))
    for number, ruling in enumerate(judgement.earlier, 1):
        earlier = minted(base, judgement.id, str(number))
        yield Triple(node, em("earlier"), earlier)
        yield from _ruling(earlier, ruling, "Ruling")


def _ruling(node: NamedNode, ruling: Ruling, local_name: str) -> Iterator[Triple]:
    for kind in classes_of(local_name):
        yield Triple(node, named("rdf:type"), kind)
    yield Triple(node, em("verdict"), em(ruling.verdict))
    yield Triple(node, em("judgedBy"), text(ruling.by))
    yield Triple(node, em("judgedAt"), Literal(ruling.at, datatype=named("xsd:dateTime")))
    if ruling.note:
        yield Triple(node, em("note"), text(ruling.note))


def judgements(store: Store, base: str) -> Iterator[Judgement]:
    """The judgements of a store that `readings` has looked through, by id.

    Raises:
        RdfError: one is not sound, or its id is not that of its pair.
    """
    found = (cast(NamedNode, quad.subject) for quad in store.quads_for_pattern(None, named("rdf:type"), em("Judgement"), None))
    return (_judgement(store, node, base) for node in sorted(found, key=lambda node: node.value))


def _judgement(store: Store, node: NamedNode, base: str) -> Judgement:
    facts = Described.of(store, node, base)
    earlier = (Described.of(store, other, base) for other in facts.values("em:earlier"))
    rulings = sorted((other.made(Ruling, **_fields(other)) for other in earlier), key=lambda ruling: ruling.order)
    ends = {side: facts.iri(f"em:{side}").value.removeprefix(base) for side in ("left", "right")}
    judgement = facts.made(Judgement, **ends, **_fields(facts), earlier=tuple(rulings))
    if (judgement.id, judgement.left) != (facts.identifier, ends["left"]):
        raise RdfError(f"{node.value}: its pair is not what its id was made of")
    return judgement


def _fields(facts: Described) -> dict[str, str]:
    return {
        "verdict": facts.iri("em:verdict").value.removeprefix(PREFIXES["em"]),
        "by": facts.text("em:judgedBy"),
        "at": facts.text("em:judgedAt"),
        "note": facts.perhaps("em:note") or "",
    }
