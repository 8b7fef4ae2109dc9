"""Sorting voices into 民生, 民利 and 民愿 with the machine's help: it learns and proposes, people answer."""

from sanxin.research.actions.kinds.answer import Answered, answer_kinds
from sanxin.research.actions.kinds.ask import ask_to_learn, ask_to_look
from sanxin.research.actions.kinds.perform import perform_learning, perform_looking

__all__ = ["Answered", "answer_kinds", "ask_to_learn", "ask_to_look", "perform_learning", "perform_looking"]
