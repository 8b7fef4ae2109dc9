"""The offline door: what a phone asks before it sends, what it sends, and its photographs."""

import json
from hashlib import sha256
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _

from sanxin.fieldwork.roles import VISITORS
from sanxin.kernel import clock
from sanxin.kernel.attachments.before import draw_pictures_anew
from sanxin.kernel.http.limits import TooMany, count
from sanxin.kernel.http.once import keyless
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.people.requests import StaffRequest
from sanxin.sync.actions import photos
from sanxin.sync.actions.operations import MOST, apply_all
from sanxin.sync.models import Receipt
from sanxin.sync.rules.operations import as_id, as_instant, malformed

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
def photo(request: StaffRequest) -> JsonResponse:
    """One photograph: fields `id`, `visit`, `born_at` and the file `photo`."""
    upload = request.FILES.get("photo")
    try:
        if upload is None:
            raise malformed("photo")
        photo_id = as_id(request.POST.get("id"))
        if not Receipt.objects.filter(operation=photo_id).exists():
            count(request, "upload")
            draw_pictures_anew(request)  # outside the transaction: others write meanwhile
        answer = photos.add(
            upload,
            photo_id=photo_id,
            visit_id=as_id(request.POST.get("visit"), "visit"),
            born_at=as_instant(request.POST.get("born_at", "")),
            content=sha256(b"".join(upload.chunks())).hexdigest(),
            by=request.user.person,
            branch=branch_of(request),
            at=clock.now(),
        )
    except TooMany as refusal:
        return _wrong(refusal.sentence, 429)
    except Refused as refusal:
        return _wrong(refusal.sentence, 400)
    return _answer(answer)


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
