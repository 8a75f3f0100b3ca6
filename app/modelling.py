"""The language model of a run: where it is, and what became of what it proposed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from loaders.model.endpoint import Endpoint
from ontology.models import Reading

from .settings import Settings


def endpoint(settings: Settings) -> Endpoint | None:
    """The model to ask under these settings, None where none is set."""
    if settings.llm_url is None:
        return None
    return Endpoint(settings.llm_url, settings.llm_model, settings.llm_key.get_secret_value(), settings.llm_timeout)


@dataclass
class ModelTally:
    """What became of a model's proposals in many documents: `refused` by reason, `failures` by cause."""

    documents: int = 0
    without: int = 0
    added: int = 0
    known: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    failures: dict[str, int] = field(default_factory=dict)

    def watching(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """The readings, counted as they pass."""
        for reading in readings:
            if type(reading) is not Reading:
                self._count(reading)
            yield reading

    def _count(self, reading: Reading) -> None:
        from loaders.model.assistance import Assisted  # the language packs load with it, and are there where a model was asked

        if not isinstance(reading, Assisted):
            return
        self.documents += 1
        self.without += bool(reading.failures)
        self.added += reading.added
        self.known += reading.known
        self.refused = dict(Counter(self.refused) + Counter(reading.refused))
        self.failures = dict(Counter(self.failures) + Counter(reading.failures))

    def lines(self, model: str) -> Iterator[str]:
        """What to tell people, nothing where no model was asked."""
        if self.documents:
            refused = f"{sum(self.refused.values())} refused" + (f" ({_listed(self.refused)})" if self.refused else "")
            yield f"Model {model}: {self.added} statements added, {self.known} read by the rules too, {refused}."
        if self.without:
            yield f"Without the model: {self.without} of {self.documents} documents ({_listed(self.failures)})."


def _listed(counted: Mapping[str, int]) -> str:
    return ", ".join(f"{name}: {number}" for name, number in sorted(counted.items()))
