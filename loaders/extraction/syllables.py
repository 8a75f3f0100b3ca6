"""Whether a word may be a Vietnamese syllable: what tells the surname Lê from a French article that opens a sentence."""

from __future__ import annotations

import re

_SYLLABLE = re.compile(r"(?:ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?\Z")


def is_syllable(folded: str) -> bool:
    """Whether a folded word (`nguyen`, `minh`) is spelled as a Vietnamese syllable may be."""
    return _SYLLABLE.match(folded) is not None
