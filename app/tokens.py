"""Tokens for writing: random, kept as their SHA-256 alone, compared in constant time."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable


def new_token() -> str:
    """A token nobody guesses: 256 random bits."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is kept of a token. It is random, so a plain hash is enough: there is no dictionary to try."""
    return hashlib.sha256(token.encode()).hexdigest()


def may_write(token: str, hashes: Iterable[str]) -> bool:
    """Whether the token is one of those; takes as long for a wrong one as for a right one."""
    given = token_hash(token)
    return sum(hmac.compare_digest(given, known) for known in hashes) > 0
