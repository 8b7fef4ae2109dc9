"""从问题引出说法: what people complain of becomes statements to agree or disagree with.

The conversation stands in a room below and knows of the problem only its code and id.
"""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from sanxin.dialogues.actions.statements import Seed, seed
from sanxin.dialogues.models import Conversation, Statement
from sanxin.kernel.actions import action
from sanxin.kernel.refusals import Refused
from sanxin.people.models import Person
from sanxin.research.models import Problem
from sanxin.research.permissions import problems as permissions


@action
def draw_statements(
    problem: Problem, *, conversation: Conversation, texts: Sequence[str], by: Person, at: datetime
) -> list[Statement]:
    """Put statements about this problem into a conversation of the same office.

    Refused: a problem that is off the desk, a conversation of another office or closed, what no statement may be.
    """
    permissions.check_may_work(by, problem.office_id)
    if problem.is_gone:
        raise Refused("research.seeding.gone", _("这个问题已经不在台上，去它并进的那个问题里引。"))
    if conversation.office_id != problem.office_id:
        raise Refused("research.seeding.elsewhere", _("这个议题是别的单位的。"), field="conversation")
    seeds = [Seed(text, problem.code, problem.id) for text in texts]
    return seed(conversation, seeds, by=by, at=at)
