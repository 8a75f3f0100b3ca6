"""Figures: `263.000`, `94,7%`, `1,35 tỷ đồng`, `68/81` as plain numbers, by the signs and scales of a language."""

from __future__ import annotations

import re
from typing import Any

from .items import Item

_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})+(?:(?!\1)[.,]\d+)?\Z")


def plain_number(text: str) -> float:
    """The number a figure's digits stand for: three digits after a sign are thousands, any other number of them decimals.

    `263.000` and `263,000` are 263000; `94,7` and `94.7` are 94.7; `1,327.5` is 1327.5. One group of exactly three digits
    is read as thousands in every language: reports of this field give no figure to three decimals.
    """
    text = text.replace(" ", "")
    grouped = _GROUPED.match(text)
    if grouped:
        thousands = grouped.group(1)
        return float(text.replace(thousands, "").replace(",", "."))
    return float(text.replace(",", "."))


def measured(item: Item) -> dict[str, Any]:
    """`value` (the plain number, scaled) and `unit` (what it counts) of a figure item or a bare number; nothing of any other."""
    if item.type == "number" and item.word:
        return {"value": plain_number(item.word)}
    if item.type != "figure":
        return {}
    value = plain_number(item.facts["number"])
    for scale in item.facts.get("scale", ()):
        value *= float(scale.get("value", 1))
    return {"value": round(value, 6), "unit": item.facts.get("unit") or item.facts.get("noun") or None}
