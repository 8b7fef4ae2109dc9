"""What stands on the page of somebody who came back: steps, and one matter for each thing that came of their words."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sanxin.service.models import Citation


@dataclass(frozen=True)
class Step:
    """One line of what happened."""

    text: str
    at: datetime


@dataclass(frozen=True)
class Matter:
    """One ledger item, or one answer, behind what was said, as its speaker may see it."""

    state: str
    heading: str
    due_on: date
    code: str = ""
    ask: UUID | None = None
    """What they are asked about: a strike-off, an answer, or what they were told of something withdrawn."""
    ask_at: str = "door:answer"
    """The address their word goes to."""
    told: str = ""
    """What we said to this person, if anything."""
    citations: list[Citation] = field(default_factory=list)
    """What that rests on."""
    steps: list[Step] = field(default_factory=list)


ORDER = ("asked", "late", "waiting", "working", "dropped", "partly", "done")
"""What is said first where several things came of one voice."""
