"""Secrets that travel in a link. The database keeps only their sha256."""

import hashlib
import secrets


def fresh() -> str:
    """256 bits that nobody can guess, fit for a URL."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is stored. A plain sha256 is enough: the token itself cannot be guessed."""
    return hashlib.sha256(token.encode()).hexdigest()
