"""How many say it is solved, so that nobody can be guessed: groups under five are never shown. Plain values only."""

from dataclasses import dataclass

FEWEST = 5


@dataclass(frozen=True)
class Answers:
    """What may be shown. None: not shown."""

    asked: int
    """People told and asked; 0 where they are too few to show."""
    yes: int | None
    no: int | None

    @property
    def too_few(self) -> bool:
        return self.asked == 0

    @property
    def mostly(self) -> str:
        """Where one side is too small to count: which side is the large one."""
        if self.too_few or (self.yes is not None and self.no is not None):
            return ""
        return "yes" if self.yes is not None else "no"


def shown(yes: int, no: int) -> Answers:
    """Both counts, or the larger one alone, or nothing; without a sum from which the smaller could be told.

    >>> shown(12, 6), shown(12, 0)
    (Answers(asked=18, yes=12, no=6), Answers(asked=12, yes=12, no=0))
    >>> shown(12, 3)
    Answers(asked=12, yes=12, no=None)
    >>> shown(3, 1), shown(0, 0)
    (Answers(asked=0, yes=None, no=None), Answers(asked=0, yes=None, no=None))
    """
    if max(yes, no) < FEWEST:
        return Answers(0, None, None)
    small = min(yes, no)
    if small == 0 or small >= FEWEST:
        return Answers(yes + no, yes, no)
    return Answers(max(yes, no), yes if yes > no else None, no if no > yes else None)
