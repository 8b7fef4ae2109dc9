"""Notices that leave the house: who is told by which channel, what waits, what went out, what did not."""

from datetime import datetime, time
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.fields import EncryptedField
from sanxin.kernel.ids import new_id


class Vendor(models.TextChoices):
    WECOM = "wecom", _("企业微信")
    DINGTALK = "dingtalk", _("钉钉")
    FEISHU = "feishu", _("飞书")


class NoticeRobotQuerySet(models.QuerySet["NoticeRobot"]):
    def in_use(self) -> Self:
        return self.filter(removed_at=None)

    def sending(self) -> Self:
        return self.in_use().filter(paused_at=None)


class NoticeRobot(models.Model):
    """A robot in a group chat of one office. Its address is its key: encrypted, and wiped when it is removed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county_id = models.UUIDField()
    office_id = models.UUIDField()
    vendor = models.CharField(max_length=10, choices=Vendor.choices)
    label = models.CharField(max_length=40)
    url = EncryptedField(blank=True)
    secret = EncryptedField(blank=True)
    url_sha256 = models.CharField(max_length=64)
    """Of the address, which nobody guesses: the same robot is not added twice."""
    added_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = NoticeRobotQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["url_sha256"], condition=Q(removed_at=None), name="one_robot_an_address"),
        ]
        indexes = [models.Index(fields=["county_id", "office_id"], name="robots_of_an_office")]

    def __str__(self) -> str:
        return self.label


class NoticeAddress(models.Model):
    """Somebody wants notices by e-mail. Without a row there is none; nobody gets mail they have not asked for.

    Until whoever it belongs to has confirmed it, one letter that asks for that is all that goes there.
    """

    person_id = models.UUIDField(primary_key=True)
    address = EncryptedField()
    set_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)
    """When the letter that asks was written."""
    confirmed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.person_id)


class NoticeHour(models.Model):
    """When a county's digest goes out; without a row at `DEFAULT`."""

    DEFAULT = time(8, 40)

    county_id = models.UUIDField(primary_key=True)
    at = models.TimeField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.at:%H:%M}"


class NoticeMessageQuerySet(models.QuerySet["NoticeMessage"]):
    def due(self, now: datetime) -> Self:
        return self.filter(sent_at=None, dead_at=None, next_try_at__lte=now)

    def dead(self) -> Self:
        return self.exclude(dead_at=None)


class NoticeMessage(models.Model):
    """What goes out in one piece: kinds and counts, never a word of the things themselves."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county_id = models.UUIDField()
    robot = models.ForeignKey(NoticeRobot, on_delete=models.PROTECT, null=True, related_name="messages")
    person_id = models.UUIDField(null=True)
    on = models.DateField()
    is_test = models.BooleanField(default=False)
    """Tells nothing: to a robot that it can be reached, to a person the letter that asks whose address it is."""
    lines = models.JSONField(default=list)
    """[[kind, count], ...]"""
    made_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    """Given up; an administrator may have it tried again."""
    fault = models.CharField(max_length=60, blank=True)
    """The code of what went wrong last."""

    objects = NoticeMessageQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["robot", "on"], condition=Q(is_test=False), name="one_digest_a_robot_a_day"
            ),
            models.UniqueConstraint(
                fields=["person_id", "on"], condition=Q(is_test=False), name="one_digest_a_person_a_day"
            ),
            models.CheckConstraint(
                condition=Q(robot=None, person_id__isnull=False) | Q(robot__isnull=False, person_id=None),
                name="message_goes_one_way",
            ),
        ]
        indexes = [
            models.Index(fields=["county_id", "-made_at"], name="messages_of_a_county"),
            # What the chores look for every ten minutes.
            models.Index(fields=["next_try_at"], condition=Q(sent_at=None, dead_at=None), name="messages_to_send"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.robot or self.person_id}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def waiting(self) -> Self:
        return self.filter(message=None, dropped_at=None)


class Notice(models.Model):
    """Something one robot or one person is to be told once; a digest takes it along."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county_id = models.UUIDField()
    kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    occasion = models.DateField()
    """The deadline it is about: another deadline is another notice."""
    robot = models.ForeignKey(NoticeRobot, on_delete=models.PROTECT, null=True, related_name="notices")
    person_id = models.UUIDField(null=True)
    queued_at = models.DateTimeField()
    message = models.ForeignKey(NoticeMessage, on_delete=models.PROTECT, null=True, related_name="notices")
    dropped_at = models.DateTimeField(null=True)
    """It was no longer true when the digest was made, or too old."""

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_id", "occasion", "robot"], name="one_notice_a_robot"),
            models.UniqueConstraint(fields=["kind", "subject_id", "occasion", "person_id"], name="one_notice_a_person"),
            models.CheckConstraint(
                condition=Q(robot=None, person_id__isnull=False) | Q(robot__isnull=False, person_id=None),
                name="notice_goes_one_way",
            ),
        ]
        indexes = [
            models.Index(
                fields=["county_id", "queued_at"], condition=Q(message=None, dropped_at=None), name="notices_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"
