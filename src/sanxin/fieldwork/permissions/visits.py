"""Who records, mends and reads visits."""

from django.utils.translation import gettext as _

from sanxin.fieldwork.models import Visit, VisitLine
from sanxin.kernel.refusals import NotAllowed
from sanxin.people.models import Person, Unit
from sanxin.service.permissions.voices import may_hear


def check_may_record(office: Unit, by: Person) -> None:
    """The office's own desk, or a liaison of the same county: those who may note what people say."""
    if not may_hear(office, by):
        raise NotAllowed("fieldwork.visit.not_desk", _("只有本单位的干部和村联络员能记走访。"))


def check_may_add(visit: Visit, by: Person) -> None:
    if visit.officer_id != by.id:
        raise NotAllowed("fieldwork.visit.not_yours", _("只有去的人能往这次走访里补记。"))


def may_correct(visit: Visit, by: Person) -> bool:
    return visit.officer_id == by.id or visit.office_id in by.sight.headed_offices


def check_may_correct(visit: Visit, by: Person) -> None:
    if not may_correct(visit, by):
        raise NotAllowed("fieldwork.correction.not_yours", _("只有去的人和科室负责人能更正。"))


def may_open_items(office_id: object, by: Person) -> bool:
    """A liaison notes difficulties; the office puts them on its ledger."""
    return office_id in by.sight.desk_offices


def check_may_open_item(line: VisitLine, by: Person) -> None:
    if not may_open_items(line.visit.office_id, by):
        raise NotAllowed("fieldwork.difficulty.not_desk", _("难题由本单位的干部放进台账，他们看得到您记的。"))


def check_may_answer(line: VisitLine, by: Person) -> None:
    """Whoever promised, or the office's section head in their place."""
    if not may_correct(line.visit, by):
        raise NotAllowed("fieldwork.promise.not_yours", _("答应的话由去的人或科室负责人来回。"))
