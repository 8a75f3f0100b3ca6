"""The graph as RDF 1.1, both ways: records to triples without blank nodes, and a store of such triples to readings."""

from .errors import RdfError
from .reading import readings
from .terms import FORMATS, PREFIXES, minted
from .writing import triples

__all__ = ["FORMATS", "PREFIXES", "RdfError", "minted", "readings", "triples"]
