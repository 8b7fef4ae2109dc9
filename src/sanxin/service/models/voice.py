from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit
from sanxin.people.models.unit import written


class Source(models.TextChoices):
    """Where a voice reached us."""

    VISIT = "visit", _("走访")
    HOTLINE = "hotline", _("热线")
    MEETING = "meeting", _("院坝会")
    QUESTIONNAIRE = "questionnaire", _("问卷")
    PUBLIC = "public", _("公开页")
    LETTER = "letter", _("来信")
    OTHER = "other", _("其他")


class Kind(models.TextChoices):
    """「民生、民利和民愿」, and what nobody has sorted yet."""

    LIVELIHOOD = "livelihood", _("民生")
    INTERESTS = "interests", _("民利")
    WISHES = "wishes", _("民愿")
    UNSORTED = "unsorted", _("未分")


class VoiceQuerySet(models.QuerySet["Voice"]):
    def visible_to(self, person: Person) -> Self:
        """The desk: its own office's. A liaison: those they noted. Everybody else: none."""
        sight = person.sight
        noted = Q(heard_by=person) if sight.liaison_places else Q(pk__in=[])
        return self.filter(Q(office__in=sight.desk_offices) | noted)

    def saying(self, words: str) -> Self:
        """Every word stands somewhere in title or text, exactly as written."""
        rows = self
        for word in words.split():
            rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word))
        return rows


class Voice(models.Model):
    """What somebody said, in their words; who said it is kept apart (`VoiceContact`) or not at all."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    """Whose desk it lies on."""
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    place_text = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    source = models.CharField(max_length=16, choices=Source.choices)
    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.UNSORTED)
    heard_at = models.DateTimeField()
    heard_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """Who listened. Nobody, where a list was imported."""
    noted_at = models.DateTimeField()
    speaker_key = models.CharField(max_length=32, blank=True)
    """Opaque: the same person gives the same key, the key gives nobody. Empty counts as a person of its own."""
    anonymous = models.BooleanField(default=True)
    likes = models.PositiveIntegerField(default=0)
    dislikes = models.PositiveIntegerField(default=0)
    external_id = models.CharField(max_length=60, blank=True)
    """The number it has where it came from (留言编号, 工单编号)."""
    import_key = models.CharField(max_length=80, null=True, blank=True, editable=False)  # noqa: DJ001 - null: typed in
    """Makes two imports of the same list one."""

    batch_id = models.UUIDField(null=True, blank=True, editable=False)
    """The import it came with; that import's event belongs to its timeline."""

    objects = VoiceQuerySet.as_manager()

    class Meta:
        ordering = ["-heard_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["office", "import_key"], name="one_voice_an_imported_row")]
        indexes = [
            models.Index(fields=["office", "-heard_at", "-id"], name="voices_of_a_desk"),  # the list page
            models.Index(fields=["heard_by", "-heard_at"], name="voices_somebody_heard"),  # a liaison's list
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def heading(self) -> str:
        """The title, or how the text begins."""
        return self.title or (self.text if len(self.text) <= 40 else f"{self.text[:40]}…")

    @property
    def where(self) -> str:
        """洪岩镇 竹坑村; the free text where no place was chosen. Ask for `place__parent` beforehand."""
        return written(self.place, self.place_text)

    @property
    def speaker_shown(self) -> str:
        """Who spoke, as a list may show it: masked, never in full."""
        contact = getattr(self, "contact", None)
        if contact is not None:
            return contact.masked or str(_("留了联系方式"))
        return str(_("匿名") if self.anonymous else _("没留电话"))
