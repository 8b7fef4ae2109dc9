"""How often one address may begin or send answers. Counted without knowing who that is: `kernel.http.strangers`."""

from sanxin.kernel.http.strangers import StrangerLimiter

MOST_SENT = 1200
"""Pages begun or sent in ten minutes from one address and to one process: a market place behind one mast."""
MOST_WRONG = 60
"""Codes that do not exist."""

limiter = StrangerLimiter()
