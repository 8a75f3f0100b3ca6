"""A fact: a statement in the making, with the place it stands in and the rule that read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ontology.models import Entity, LiteralValue, Status


@dataclass(slots=True)  # not frozen: that would double what it costs to make one
class Fact:
    """What one rule read in one place; offsets are the view's."""

    predicate: str
    subject: Entity
    object: Entity | LiteralValue
    start: int
    end: int
    rule: str
    status: Status = "asserted"
    qualifiers: dict[str, Any] = field(default_factory=dict)
    confidence: float = 0.9
    subject_mention: str = ""
    object_mention: str = ""
    assumed: bool = False  # its years are those of the document, for want of any said
