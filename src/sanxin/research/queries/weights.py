"""Which weights of heat are in force where, and those before them."""

from uuid import UUID

from sanxin.research.models import HeatWeighting
from sanxin_engines.opinions.settings import DEFAULT, HeatWeights


def in_force(office_id: UUID) -> HeatWeighting | None:
    """The latest row; None where nobody changed the default."""
    return HeatWeighting.objects.filter(office=office_id).select_related("by").first()


def weights_of(office_id: UUID) -> HeatWeights:
    row = in_force(office_id)
    return row.weights if row else DEFAULT.heat


def number_of(office_id: UUID) -> int:
    """0 while the default holds."""
    row = in_force(office_id)
    return row.number if row else 0
