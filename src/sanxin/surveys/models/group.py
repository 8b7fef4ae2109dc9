from django.db import models
from django.utils.translation import gettext_lazy as _


class Group(models.TextChoices):
    """Groups of people we ask whether they were heard. Of a group, never of a person."""

    OLD = "old", _("老年人")
    YOUNG = "young", _("年轻人")
    AWAY = "away", _("在外面的人")
    WOMEN = "women", _("妇女")
    MEMBERS = "members", _("党员")
    NON_MEMBERS = "non_members", _("不是党员的群众")
