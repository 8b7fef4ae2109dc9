"""Who may note, read, correct and answer."""

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import NotAllowed
from sanxin.people.models import Level, Person, Unit
from sanxin.service.models import Voice


def check_may_hear(office: Unit, by: Person) -> None:
    """The office's own desk, or a liaison of the same county."""
    if may_hear(office, by):
        return
    raise NotAllowed("service.voice.not_desk", _("只有本单位的干部和村联络员能记声音。"))


def may_hear(office: Unit, by: Person) -> bool:
    if office.id in by.sight.desk_offices:
        return True
    return bool(by.sight.liaison_places) and office.level == Level.OFFICE and office.county_id in by.sight.counties


def check_may_import(office: Unit, by: Person) -> None:
    if office.id not in by.sight.desk_offices:
        raise NotAllowed("service.voices.not_desk", _("只有本单位的干部能导入声音。"))


def check_may_correct(voice: Voice, by: Person) -> None:
    """Whoever noted it, and the head of the section it lies with."""
    if not may_correct(voice, by):
        raise NotAllowed("service.voice.not_yours", _("只有记下它的人和科室负责人能更正。"))


def may_correct(voice: Voice, by: Person) -> bool:
    return voice.heard_by_id == by.id or is_head_at(voice.office_id, by)


def check_may_sort(voice: Voice, by: Person) -> None:
    if voice.heard_by_id != by.id and voice.office_id not in by.sight.desk_offices:
        raise NotAllowed("service.voice.not_desk", _("只有本单位的干部能分类。"))


def is_head_at(office_id: object, by: Person) -> bool:
    return office_id in by.sight.headed_offices
