"""Who goes to villages."""

from sanxin.kernel.roles import DESK, Role

VISITORS = DESK | {Role.LIAISON}
"""They record visits."""
