"""What the ledger wants done once a day."""

from sanxin.kernel.chores import daily
from sanxin.ledger.actions.escalation import escalate

daily(escalate)
