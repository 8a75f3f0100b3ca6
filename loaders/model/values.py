"""Dates, years and figures of a proposal, held against the passage that it quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from loaders.extraction.inspection import Inspection
from loaders.extraction.pack import pack
from loaders.extraction.view import TextView
from ontology.models import LiteralValue
from ontology.vocabulary import Predicate

from .refusals import ONTOLOGY, VALUE, Refusal

_FIGURE = re.compile(r"\d+")
_PARTED = re.compile(r"(?<=\d)[.,\s](?=\d)")
_DATES = ("date", "start", "end")


class Values:
    """What the words of one document say in numbers."""

    def __init__(self, inspection: Inspection) -> None:
        document = inspection.document
        known = pack(document.language)
        self._calendar = known.calendar if known else None
        self._years = {*_figures(document.text), str(inspection.year), (document.date or "")[:4]}

    def literal(self, words: str, predicate: Predicate, passage: str) -> LiteralValue:
        """The literal, a date in ISO 8601.

        Raises:
            Refusal: the predicate takes none, or the passage has other figures.
        """
        if predicate.datatype is None:
            raise Refusal(ONTOLOGY)
        if predicate.datatype == "date":
            return LiteralValue(literal=self._date(words, passage), datatype="date")
        if not _figures(words) <= _figures(passage):
            raise Refusal(VALUE)
        return LiteralValue(literal=words)

    def check(self, qualifiers: Mapping[str, Any], passage: str) -> None:
        """Years stand in the document, or are its own; a figure's digits stand in the passage.

        Raises:
            Refusal: they do not.
        """
        years = {str(value) for key, value in qualifiers.items() if key.endswith("year") and value is not None}
        years |= {str(qualifiers[key])[:4] for key in _DATES if qualifiers.get(key) and not str(qualifiers[key]).startswith("--")}
        value = qualifiers.get("value")
        if not years <= self._years or (value is not None and _digits(value) not in _PARTED.sub("", passage)):
            raise Refusal(VALUE)

    def _date(self, words: str, passage: str) -> str:
        """The date that words mean, where the passage has it."""
        meant = {*self._dates(words), *_iso(words)}
        here = meant & set(self._dates(passage))
        if len(here) != 1:
            raise Refusal(VALUE)
        return here.pop()

    def _dates(self, words: str) -> Iterator[str]:
        for item in self._calendar.find(TextView(words)) if self._calendar else ():
            if item.type == "date":
                yield str(item.facts["date"])


def _iso(words: str) -> Iterator[str]:
    try:
        yield date.fromisoformat(words).isoformat()
    except ValueError:
        return


def _figures(text: str) -> set[str]:
    return {figure.lstrip("0") for figure in _FIGURE.findall(text)}


def _digits(value: object) -> str:
    """The digits that tell a figure, whatever its scale: `94` of 9400000000 and of 9.4."""
    return str(value).replace(".0", "").replace(".", "").strip("0-")
