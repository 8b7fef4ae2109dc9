"""Change what heat is made of, and count it anew."""

from sanxin.research.actions.heat.reheat import reheat
from sanxin.research.actions.heat.set_weights import set_weights

__all__ = ["reheat", "set_weights"]
