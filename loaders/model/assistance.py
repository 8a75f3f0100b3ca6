"""A document read by the rules, then by a model, whose statements are added where they can be checked; the rules' own stay as they are."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from pydantic import Field

from loaders.authorities import authorities
from loaders.extraction.inspection import inspect
from loaders.reconciliation import Reconciler
from ontology.models import Document, Reading, Statement

from .checking import Checker
from .client import ask
from .endpoint import Endpoint, ModelError
from .instructions import messages, parts
from .proposals import proposals
from .refusals import FORM, Refusal


class Assisted(Reading):
    """A reading with what became of the model's proposals.

    `added` statements are the model's alone, `known` ones the rules had read; `refused` counts the others by reason;
    `failures` are the causes why parts of the document went without the model.
    """

    added: int = 0
    known: int = 0
    refused: dict[str, int] = Field(default_factory=dict)
    failures: tuple[str, ...] = ()


def assisted(document: Document, endpoint: Endpoint, authority: Path | None = None) -> Assisted:
    """All that rules and model read in a document. Whatever the model does, what the rules read is there."""
    inspection = inspect(document, authority)
    reconciler = Reconciler(authorities(authority), document.language, document.id)
    tally = _Tally(inspection.statements)
    checker = Checker(inspection, reconciler, endpoint.model)
    for text in parts(document.text):
        try:
            tally.take(ask(endpoint, messages(document, text)), checker)
        except ModelError as error:
            tally.failures.append(str(error))
    return tally.reading(document)


class _Tally:
    """The statements so far, and what became of the proposals."""

    def __init__(self, statements: tuple[Statement, ...]) -> None:
        self._found = {statement.id: statement for statement in statements}
        self._added: dict[str, Statement] = {}
        self._known: set[str] = set()
        self._refused: Counter[str] = Counter()
        self.failures: list[str] = []

    def take(self, answer: str, checker: Checker) -> None:
        """Check an answer's statements one by one."""
        for proposal in proposals(answer):
            try:
                if proposal is None:
                    raise Refusal(FORM)
                self._add(checker.statement(proposal))
            except Refusal as refusal:
                self._refused[str(refusal)] += 1

    def _add(self, statement: Statement) -> None:
        if statement.id in self._found:
            self._known.add(statement.id)
        else:
            self._added.setdefault(statement.id, statement)

    def reading(self, document: Document) -> Assisted:
        """The document with all its statements, by id."""
        statements = {**self._found, **self._added}
        return Assisted(
            document=document,
            statements=tuple(statements[key] for key in sorted(statements)),
            added=len(self._added),
            known=len(self._known),
            refused=dict(sorted(self._refused.items())),
            failures=tuple(self.failures),
        )
