"""Ask for a run, perform it. It proposes problems; what people settled it leaves alone."""

from sanxin.research.actions.runs.ask import ask_for_run
from sanxin.research.actions.runs.perform import perform

__all__ = ["ask_for_run", "perform"]
