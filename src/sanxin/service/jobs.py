"""What is done without anybody asking."""

from sanxin.kernel import chores
from sanxin.service.actions.erasures import erase_due
from sanxin.service.actions.keepings import show_all

chores.daily(show_all)
chores.daily(erase_due)
