"""Which question of an edition says who its answerers are."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Overtaken, Refused
from sanxin.people.models import Person
from sanxin.surveys import events_asking as events
from sanxin.surveys.models import Edition, Group, WhoQuestion
from sanxin.surveys.permissions import asking as permissions
from sanxin_engines.questionnaires import Kind
from sanxin_engines.questionnaires.values import choices_of

TELLING = frozenset({Kind.SINGLE, Kind.MULTIPLE})


@action
def set_who(
    edition: Edition, *, question: str, groups: Mapping[str, str], seen: int, by: Person, at: datetime
) -> WhoQuestion:
    """Say which question and which of its choices tell the groups apart. `seen` is 0 where none was set.

    Refused: no such question of choice, no group at all, a colleague was faster.
    """
    permissions.check_may_ask(by, edition.questionnaire.office_id)
    form = edition.as_form()
    asked = next((one for one in form.questions if one.name == question and one.kind in TELLING), None)
    if asked is None:
        raise Refused("surveys.who.no_question", _("请选一道单选或多选题。"), field="question")
    known = {choice.name for choice in choices_of(asked)}
    kept = {name: group for name, group in groups.items() if name in known and group in Group.values}
    if not kept:
        raise Refused("surveys.who.no_group", _("至少给一个选项选上它是哪些人。"))
    locked(Edition.objects.filter(pk=edition.pk)).get()
    before = WhoQuestion.objects.filter(edition=edition).first()
    if seen != (before.version if before else 0):
        raise Overtaken("surveys.who.overtaken", _("同事刚改过这里，没有存您的改动。请看过新的再改。"))
    row = WhoQuestion(edition=edition, question=question, groups=kept, version=seen + 1)
    row.save()
    about = [("surveys.edition", edition.id), ("surveys.questionnaire", edition.questionnaire_id)]
    county = edition.questionnaire.county_id
    record(events.WHO_SET, county_id=county, by=by, at=at, about=about, facts={"question": asked.label})
    return row
