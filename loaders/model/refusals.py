"""Why a proposal is not believed: a few reasons, by which refusals are counted."""

from __future__ import annotations

QUOTE = "quote not in the text"
NAME = "name not in the text"
BESIDE = "quote names neither end"
ONTOLOGY = "not allowed by the ontology"
MODALITY = "stated as another status"
VALUE = "value not in the quote"
FORM = "not in the form asked for"


class Refusal(Exception):
    """A proposal is not believed; the message is one of the reasons."""
