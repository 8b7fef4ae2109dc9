"""What people do to problems. Each verb is one transaction, one row that can be undone, one event."""

from sanxin.research.actions.problems.accept import accept
from sanxin.research.actions.problems.advice import reconsider_advice, refuse_advice
from sanxin.research.actions.problems.gather import gather_voices
from sanxin.research.actions.problems.ledger import put_on_ledger
from sanxin.research.actions.problems.lock import lock, unlock
from sanxin.research.actions.problems.many import accept_all, lock_all
from sanxin.research.actions.problems.merge import merge
from sanxin.research.actions.problems.move import move_voices
from sanxin.research.actions.problems.offers import refuse_offers, take_offers
from sanxin.research.actions.problems.put import put_voices
from sanxin.research.actions.problems.rename import rename
from sanxin.research.actions.problems.split import split
from sanxin.research.actions.problems.take_out import take_out
from sanxin.research.actions.problems.undo import undo

__all__ = [
    "accept",
    "accept_all",
    "gather_voices",
    "lock",
    "lock_all",
    "merge",
    "move_voices",
    "put_on_ledger",
    "put_voices",
    "reconsider_advice",
    "refuse_advice",
    "refuse_offers",
    "rename",
    "split",
    "take_offers",
    "take_out",
    "undo",
    "unlock",
]
