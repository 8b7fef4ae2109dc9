"""How often one address may send or guess at a door. Counted without knowing who that is: `kernel.http.strangers`."""

from sanxin.kernel.http.strangers import StrangerLimiter

MOST_SENT = 600
"""Pages sent in ten minutes from one address and to one process: a market place behind one mast."""
MOST_WRONG = 60
"""Codes, numbers and secrets that are not right."""

limiter = StrangerLimiter()
