"""The offline door: what a phone asks before it sends, what it sends, and its photographs piece by piece."""

import json
from hashlib import sha256
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _

from sanxin.fieldwork.roles import VISITORS
from sanxin.kernel import clock
from sanxin.kernel.http.limits import TooMany, count
from sanxin.kernel.http.once import keyless
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.people.requests import StaffRequest
from sanxin.sync.actions import photos
from sanxin.sync.actions.contract import Context
from sanxin.sync.actions.operations import MOST, apply_all
from sanxin.sync.actions.photos import Whole
from sanxin.sync.rules.operations import Values, as_born, as_instant

DEVICE = "X-Sanxin-Device"


@policy(VISITORS, "GET")
def door(request: StaffRequest) -> JsonResponse:
    """Whose session this is, and the token that lets it write: a page kept for days has an old one."""
    return _answer({"person": str(request.user.person.pk), "token": get_token(request)})


@policy(VISITORS, "POST")
@keyless("each operation has an id of its own and leaves a receipt")
def operations(request: StaffRequest) -> JsonResponse:
    """A JSON list of operations; the answers stand in the same order. docs/manual/17-visits.md tells the rest."""
    try:
        raw = json.loads(request.body)
    except (ValueError, RecursionError):
        return _wrong(_("送来的内容读不懂。请更新页面后再送。"), 400)
    if not isinstance(raw, list):
        return _wrong(_("送来的应当是一串操作。请更新页面后再送。"), 400)
    if len(raw) > MOST:
        return _wrong(_("一次最多送 {most} 条，请分几次送。").format(most=MOST), 413)
    answers = apply_all(raw, by=request.user.person, branch=branch_of(request), at=clock.now())
    return JsonResponse(answers, safe=False, headers={"Cache-Control": "no-store"})


@policy(VISITORS, "POST")
@keyless("each photograph has an id of its own and leaves a receipt")
def photo(request: StaffRequest, pk: UUID) -> JsonResponse:
    """The next piece of a photograph, or an empty one to ask how much is here. What it is stands in the address."""
    told = Values(request.GET.dict())
    try:
        whole = _whole(pk, told)
        at_byte = told.count("at")
        if at_byte == 0 and not photos.is_known(pk):
            count(request, "upload")
        context = Context(request.user.person, branch_of(request), clock.now())
        answer = photos.receive(whole, request.body, at_byte=at_byte, context=context)
    except TooMany as refusal:
        return _wrong(refusal.sentence, 429)
    except Refused as refusal:
        return _wrong(refusal.sentence, 400)
    return _answer(answer)


def _whole(pk: UUID, told: Values) -> Whole:
    return Whole(
        id=as_born(pk, "photo"),
        visit=told.id("visit"),
        born_at=as_instant(told.text("born_at")),
        size=told.count("size"),
        sha256=told.text("sha256"),
    )


def branch_of(request: HttpRequest) -> str:
    """The device as it names itself; one that does not is known by its session."""
    try:
        return str(UUID(request.headers.get(DEVICE, "")))
    except ValueError:
        return sha256((request.session.session_key or "").encode()).hexdigest()[:32]


def _answer(told: dict[str, object]) -> JsonResponse:
    return JsonResponse(told, headers={"Cache-Control": "no-store"})


def _wrong(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"sentence": sentence}, status=status, headers={"Cache-Control": "no-store"})
