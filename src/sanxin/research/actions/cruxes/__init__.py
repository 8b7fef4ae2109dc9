"""What people do to crux problems (症结). Each verb is one transaction, one row that can be undone, one event."""

from sanxin.research.actions.cruxes.joining import merge, split
from sanxin.research.actions.cruxes.locking import lock, unlock
from sanxin.research.actions.cruxes.members import gather, put, take_out
from sanxin.research.actions.cruxes.naming import accept, rename
from sanxin.research.actions.cruxes.offers import refuse_offers, take_offers
from sanxin.research.actions.cruxes.undo import undo

__all__ = [
    "accept",
    "gather",
    "lock",
    "merge",
    "put",
    "refuse_offers",
    "rename",
    "split",
    "take_offers",
    "take_out",
    "undo",
    "unlock",
]
