"""Kinds of problems and how pressing they are."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    LIVELIHOOD = "livelihood", _("民生")
    INTEREST = "interest", _("民利")
    WISH = "wish", _("民愿")
    PARTY = "party", _("党建")
    LEGACY = "legacy", _("遗留问题")


class Urgency(TextChoices):
    """The three steps of every hotline rule."""

    ORDINARY = "", _("一般")
    URGENT = "urgent", _("紧急")
    CRITICAL = "critical", _("特急")


def urgency_label(urgency: str) -> str:
    """The word for what is more pressing than usual; empty for the usual, under whatever name it was once kept."""
    return str(Urgency(urgency).label) if urgency and urgency in Urgency.values else ""


def kind_label(kind: str) -> str:
    """The word for a kind; a kind somebody typed stands for itself."""
    return str(Kind(kind).label) if kind in Kind.values else kind
