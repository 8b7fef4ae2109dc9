"""A questionnaire as it will be on a phone. Answers lead on as they will, and are forgotten."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import OFFICE
from sanxin.people.requests import StaffRequest
from sanxin.surveys.queries.preview import Preview
from sanxin.surveys.rules.pages import Raw
from sanxin.surveys.views.editions import visible
from sanxin.surveys.views.questionnaires import find
from sanxin_engines.questionnaires import Form

LARGEST = 200_000


@policy(OFFICE, "GET", "POST")
def preview(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = find(request.user.person, pk)
    return _page(request, found.as_form(), {"questionnaire": found, "office": found.office})


@policy(OFFICE, "GET", "POST")
def preview_edition(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = visible(request.user.person, pk)
    return _page(request, found.as_form(), {"edition": found, "office": found.questionnaire.office})


def _page(request: StaffRequest, form: Form, context: dict[str, Any]) -> HttpResponse:
    walk = Preview(form, _carried(request.POST.get("carried", "")))
    number = _number(request.POST.get("number", "1"))
    shown = walk.first() if request.method == "GET" else walk.after(number, request.POST)
    context |= {"walk": walk, "shown": shown, "carried": json.dumps(walk.raw, ensure_ascii=False)}
    return render(request, "surveys/questionnaires/preview.html", context)


def _carried(text: str) -> Raw:
    """What was typed on earlier pages; anything else is as if nothing had been."""
    try:
        plain = json.loads(text[:LARGEST]) if text else {}
    except ValueError:
        return {}
    if not isinstance(plain, dict):
        return {}
    return {str(name): [str(one) for one in values][:50] for name, values in plain.items() if isinstance(values, list)}


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 5 else 1
