"""提问和答复: what was asked and how it was answered, to be found again; the list as a file."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import DESK, OFFICE, Role
from sanxin.kernel.views.exports import export
from sanxin.people.requests import StaffRequest
from sanxin.service import events
from sanxin.service.models import Citation, Question, Solved
from sanxin.service.queries.question_kinds import Kinds
from sanxin.service.queries.question_lists import SAID, Line, lines_of, questions_of
from sanxin.service.views.question_filters import QuestionFilters

READERS = DESK | {Role.LIAISON}


@policy(READERS)
def questions(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    filters, kinds = _asked(request)
    page = page_of(questions_of(person, filters.sought), request)
    nothing = not page.paginator.count and not filters.is_set and filters.sought.state in {"", "all"}
    context = {
        "page": page,
        "lines": [_shown(line, kinds) for line in lines_of(_named(page.object_list))],
        "filters": filters,
        "keep": [{"name": "state", "value": filters.sought.state}] if filters.sought.state else [],
        "tabs": _tabs(request, filters),
        "nothing": nothing and not Question.objects.visible_to(person).exists(),
        "ways": _ways(),
        "cards_url": reverse("service:cards") if person.sight.has(*OFFICE) else "",
        "file_url": f"{reverse('service:questions_file')}?{request.GET.urlencode()}",
    }
    return render(request, "service/questions/questions.html", context)


@policy(READERS)
def questions_file(request: StaffRequest) -> HttpResponseBase:
    """What was asked and answered, word for word; nothing of who asked."""
    filters, kinds = _asked(request)
    heads = [
        _("状态"),
        _("问的是什么"),
        _("怎么答"),
        _("依据"),
        _("类别"),
        _("答复的人"),
        _("哪天问的"),
        _("哪天答复的"),
        _("本人怎么说"),
        _("还差什么"),
    ]
    lines = lines_of(_named(questions_of(request.user.person, filters.sought)))
    return export(request, events.QUESTIONS, heads, _cells(lines, kinds))


def _asked(request: StaffRequest) -> tuple[QuestionFilters, Kinds]:
    person = request.user.person
    kinds = Kinds(person.sight.work_offices)
    return QuestionFilters(request.GET, person, kinds), kinds


def _named(rows: Any) -> Any:
    return rows.select_related("voice__place__parent", "owner")


def _shown(line: Line, kinds: Kinds) -> dict[str, Any]:
    question, reply = line.question, line.reply
    said = Solved(reply.solved) if reply is not None and line.stage == "told" else None
    return {
        "question": question,
        "answer": line.answer,
        "kind": kinds.name(question.office_id, question.kind),
        "light_kind": SAID[said] if said else "wait" if line.stage in {"open", "answered"} else "off",
        "light_word": said.label if said else line.stage.label,
    }


def _cells(lines: list[Line], kinds: Kinds) -> Iterator[list[Any]]:
    for line in lines:
        question, answer, reply = line.question, line.answer, line.reply
        yield [
            str(line.stage.label), question.voice.text, answer.text if answer else "",
            "；".join(map(_cited, answer.citations.all())) if answer else "",
            kinds.name(question.office_id, question.kind), question.owner.name, question.voice.heard_at,
            answer.at if answer else "", reply.get_solved_display() if reply else "", reply.unsolved if reply else "",
        ]  # fmt: skip


def _cited(citation: Citation) -> str:
    return " ".join(part for part in (citation.title, citation.provision, citation.url) if part)


def _tabs(request: StaffRequest, filters: QuestionFilters) -> list[dict[str, object]]:
    words = {
        "": _("答复过的"),
        "untold": _("还没告诉"),
        "told": _("已经告诉"),
        "open": _("等答复"),
        "item": _("在台账上办"),
        "dropped": _("不用答复"),
        "all": _("全部"),
    }
    asked = request.GET.copy()
    asked.pop("page", None)
    tabs: list[dict[str, object]] = []
    for key, word in words.items():
        asked["state"] = key
        tabs.append({"label": word, "url": f"?{asked.urlencode()}", "current": filters.sought.state == key})
    return tabs


def _ways() -> list[dict[str, object]]:
    return [
        {
            "title": _("只要一个答复的"),
            "text": _("不用立台账、答清楚就行的，在那条声音上点“只要答复”：按类别有期限，到期前答复、告诉本人。"),
            "label": _("看声音"),
            "url": reverse("service:voices"),
        }
    ]
