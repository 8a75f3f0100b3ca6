"""What is wrong with RDF that can't be written or taken in."""

from __future__ import annotations


class RdfError(ValueError):
    """A record that RDF can't hold, or RDF that is none of ours; the message names the thing and the cause."""
