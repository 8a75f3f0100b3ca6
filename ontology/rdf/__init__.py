"""The graph as RDF 1.1, both ways: records to triples without blank nodes, and a store of such triples to readings."""

from .errors import RdfError
from .judging import judgements
from .reading import readings
from .terms import FORMATS, PREFIXES, minted
from .writing import triples

__all__ = ["FORMATS", "PREFIXES", "RdfError", "judgements", "minted", "readings", "triples"]
