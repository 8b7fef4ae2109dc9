"""What can become of an operation."""

from enum import StrEnum


class Outcome(StrEnum):
    APPLIED = "applied"
    ALREADY = "already"
    """It was applied before; told in answers, never written down."""
    QUESTION = "question"
    """Somebody changed the thing in between: both versions go back to the person."""
    REFUSED = "refused"
