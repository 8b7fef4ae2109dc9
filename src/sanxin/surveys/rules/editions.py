"""When a draft may be asked."""

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused
from sanxin.surveys.rules.fault_words import sentence
from sanxin_engines.questionnaires import Form, Kind, check

LONGEST_REASON = 200


def check_can_be_published(form: Form, *, already: bool) -> None:
    if all(question.kind is Kind.NOTE for question in form.questions):
        raise Refused("surveys.edition.nothing_asked", _("还没有要答的题。先加一题，再发布。"))
    if faults := check(form):
        count, first = len(faults), sentence(faults[0], form)
        words = _("还有 {count} 处要改才能发布。第一处：{first}").format(count=count, first=first)
        raise Refused("surveys.edition.faulty", words)
    if already:
        raise Refused("surveys.edition.same", _("现在发布着的就是这些题，没有新的改动。"))


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("surveys.edition.no_reason", _("写一句为什么收回，以后看得明白。"), field="reason")
    if len(reason.strip()) > LONGEST_REASON:
        words = _("最多 {most} 个字。").format(most=LONGEST_REASON)
        raise Refused("surveys.edition.long_reason", words, field="reason")
