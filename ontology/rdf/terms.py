"""RDF terms: namespaces, minted IRIs, and literals that come back from any store as they went in.

Stores keep typed literals by value, so `1.50` comes back as `1.5`. What a statement says is part of its id,
so only the one canonical way to write a value is typed here; everything else stays the text it is.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from functools import cache, partial

from pyoxigraph import Literal, NamedNode, RdfFormat

from ontology.vocabulary import NAMESPACE

from .errors import RdfError

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "em": NAMESPACE,
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rico": "https://www.ica.org/standards/RiC/ontology#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

# By file suffix, which is also the name people give on the command line and in addresses.
FORMATS = {
    "nt": RdfFormat.N_TRIPLES,
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
}

# XML has no way to write these, escaped or not; UTF-8 has none for the last range, lone surrogates.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CANONICAL = {
    "integer": re.compile(r"0|-?[1-9]\d*", re.ASCII),
    "decimal": re.compile(r"0|-?[1-9]\d*|-?(?:0|[1-9]\d*)\.\d*[1-9]", re.ASCII),
    "gYear": re.compile(r"[1-9]\d{3}", re.ASCII),
    "gYearMonth": re.compile(r"[1-9]\d{3}-(?:0[1-9]|1[0-2])", re.ASCII),
}
_PARTS_OF_DATES = ("date", "gYearMonth", "gYear", "gMonthDay")


@cache
def named(curie: str) -> NamedNode:
    """A term of a known vocabulary: `rdf:type`."""
    prefix, _, name = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + name)


def minted(base: str, identifier: str, part: str = "") -> NamedNode:
    """The IRI of a thing: the base and its id, and `#part` for a part of it.

    Raises:
        RdfError: the base is no absolute IRI that ends in `/`.
    """
    try:
        if not base.endswith("/"):
            raise ValueError("it must end in /")
        return NamedNode(f"{base}{identifier}#{part}" if part else f"{base}{identifier}")
    except ValueError as error:
        raise RdfError(f"{base!r} is no base for IRIs: {error}") from None


def text(value: str, language: str | None = None) -> Literal:
    """A text, exactly as it is, with its language tag where there is one.

    Raises:
        RdfError: it holds a character that XML, and so an archive, can't keep.
    """
    if unwritable := _UNWRITABLE.search(value):
        raise RdfError(f"character U+{ord(unwritable[0]):04X} at position {unwritable.start()} can't be written in XML: {value[:60]!r}")
    return Literal(value, language=language) if language else Literal(value)


def name(value: str, language: str) -> Literal:
    """A name, NFC-normalised: however a source composed its diacritics, it is the same name."""
    return text(unicodedata.normalize("NFC", value), language)


def typed(value: str, datatype: str) -> Literal | None:
    """A typed literal where the value is written in its datatype's one canonical way; else None."""
    return Literal(value, datatype=named(f"xsd:{datatype}")) if _is_canonical(value, datatype) else None


def dated(value: str) -> Literal:
    """A date or what part of it there is (`2025-12-19`, `2025-12`, `2025`, `--12-19`); plain text where it is none."""
    candidates = filter(None, map(partial(typed, value), _PARTS_OF_DATES))
    return next(candidates, None) or text(value)


def decimal(value: float) -> Literal:
    """A figure in plain digits; `float()` of it is the same figure again."""
    digits = format(Decimal(repr(value)), "f")
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return Literal("0" if digits == "-0" else digits, datatype=named("xsd:decimal"))


def _is_canonical(value: str, datatype: str) -> bool:
    if datatype == "date":
        return _is_day(value)
    if datatype == "gMonthDay":
        # 2024 was a leap year: the 29th of February is a day of some years.
        return value.startswith("--") and _is_day(f"2024-{value[2:]}")
    pattern = _CANONICAL.get(datatype)
    return pattern is not None and pattern.fullmatch(value) is not None


def _is_day(value: str) -> bool:
    if not re.fullmatch(r"[1-9]\d{3}-\d\d-\d\d", value, re.ASCII):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
