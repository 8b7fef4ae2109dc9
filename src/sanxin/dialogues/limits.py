"""How often one address may answer or guess. Counted without knowing who that is: `kernel.http.strangers`."""

from sanxin.kernel.http.strangers import StrangerLimiter

MOST_SENT = 3000
"""Answers in ten minutes from one address and to one process: a village assembly behind one mast."""
MOST_BEGUN = 300
"""Forms begun in that time: people, not answers."""
MOST_WRONG = 60
"""Codes that do not exist."""

limiter = StrangerLimiter()
