"""What is done without anybody asking."""

from sanxin.kernel import chores
from sanxin.service.actions.erasures import erase_due

chores.daily(erase_due)
