"""Where an administrator says which groups get notices, and sees what went out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.models import NoticeAddress, NoticeMessage, NoticeRobot
from sanxin.kernel.notices import confirming, mail
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import ALL
from sanxin.people.actions import channels as actions
from sanxin.people.forms.channels import AddressForm, HourForm, RobotForm
from sanxin.people.forms.refusing import put_on
from sanxin.people.queries import channels as queries
from sanxin.people.requests import StaffRequest
from sanxin.people.views.persons import ADMINISTRATOR, county_of

VERBS = {"pause": actions.pause, "resume": actions.resume, "remove": actions.remove}


@policy(ADMINISTRATOR)
def channels(request: StaffRequest) -> HttpResponse:
    return _page(request, None, 200)


@policy(ADMINISTRATOR, "GET", "POST")
@once
def new_robot(request: StaffRequest) -> HttpResponse:
    form = RobotForm(request.POST or None, county=county_of(request).id)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        try:
            actions.add_robot(
                told["office"],
                label=told["label"],
                url=told["url"],
                secret=told["secret"],
                by=request.user.person,
                at=clock.now(),
            )
            messages.success(request, _("接入了。发一条试试，看群里收不收得到。"))
            return redirect("people:channels")
        except Refused as refusal:
            put_on(form, refusal)
            status = status_of(refusal)
    return render(request, "people/channels/new.html", {"form": form}, status=status)


@policy(ADMINISTRATOR)
def robot(request: StaffRequest, pk: UUID) -> HttpResponse:
    """One robot: its verbs and what was done with it."""
    found = _robot(request, pk)
    line = next((one for one in queries.robot_lines(found.county_id) if one.robot.pk == found.pk), None)
    context = {"robot": found, "line": line, "events": timeline(found.pk)}
    return render(request, "people/channels/robot.html", context)


@policy(ADMINISTRATOR, "POST")
@once
def turn_robot(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Pause it, resume it, remove it: as it stood when the page was read."""
    found, verb = _robot(request, pk), VERBS.get(request.POST.get("to", ""))
    if verb is None:
        raise Refused("people.robot.verb", _("没有说要做什么。请回到上一页再点一次。"))
    seen = request.POST.get("seen", "")
    verb(found, by=request.user.person, seen=int(seen) if seen.isdecimal() else 0, at=clock.now())
    return redirect("people:channels")


@policy(ADMINISTRATOR, "POST")
@once
def test_robot(request: StaffRequest, pk: UUID) -> HttpResponse:
    job = actions.send_test(_robot(request, pk), by=request.user.person, at=clock.now())
    return redirect("kernel:job", job.pk)


@policy(ADMINISTRATOR, "POST")
@once
def try_again(request: StaffRequest, pk: UUID) -> HttpResponse:
    counties = request.user.person.sight.managed_counties
    message = get_object_or_404(NoticeMessage.objects.filter(county_id__in=counties).select_related("robot"), pk=pk)
    job = actions.try_again(message, by=request.user.person, at=clock.now())
    return redirect("kernel:job", job.pk)


@policy(ADMINISTRATOR, "POST")
@once
def set_hour(request: StaffRequest) -> HttpResponse:
    form, seen = HourForm(request.POST), request.POST.get("seen", "")
    if not form.is_valid():
        return _page(request, form, 422)
    actions.set_hour(
        county_of(request),
        hour=form.cleaned_data["hour"],
        by=request.user.person,
        seen=int(seen) if seen.isdecimal() else 0,
        at=clock.now(),
    )
    messages.success(request, _("改好了。"))
    return redirect("people:channels")


@policy(ALL, "GET", "POST")
@once
def address(request: StaffRequest) -> HttpResponse:
    """Whether I want notices by e-mail, and where to."""
    me = request.user.person
    held = NoticeAddress.objects.filter(person_id=me.id).first()
    form = AddressForm(request.POST or None, initial={"address": held.address if held else ""})
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            letter = actions.set_address(me, address=form.cleaned_data["address"], by=me, at=clock.now())
            messages.success(request, _("确认信寄出去了，打开信里的网址才开始收。") if letter else _("存好了。"))
            return redirect("people:notice_address")
        except Refused as refusal:
            put_on(form, refusal)
            status = status_of(refusal)
    context = {"form": form, "held": held, "mail_on": mail.is_on()}
    return render(request, "people/channels/address.html", context, status=status)


@policy(ALL, "GET", "POST")
@once
def confirm_address(request: StaffRequest, token: str) -> HttpResponse:
    """Where the letter's link leads. Opening it does nothing yet: programs that look through mail open links too."""
    me = request.user.person
    if request.method == "POST":
        actions.confirm_address(token, by=me, at=clock.now())
        messages.success(request, _("确认好了，以后的提醒寄到这里。"))
        return redirect("people:notice_address")
    held = NoticeAddress.objects.filter(person_id=me.id).first()
    fits = held is not None and confirming.fits(token, held, clock.now())
    context = {"held": held, "fits": fits}
    return render(request, "people/channels/confirm.html", context, status=200 if fits else 422)


def _page(request: StaffRequest, form: HourForm | None, status: int) -> HttpResponse:
    county = county_of(request)
    state = request.GET.get("state", "")
    page = page_of(queries.messages_of(county.id, state), request)
    hour, seen = queries.hour_of(county.id)
    context = {
        "robots": queries.robot_lines(county.id),
        "page": page,
        "lines": queries.message_lines(list(page.object_list)),
        "tabs": _tabs(state),
        "state": state,
        "hour_form": form or HourForm(initial={"hour": hour}),
        "seen": seen,
        "mail_on": mail.is_on(),
    }
    return render(request, "people/channels/channels.html", context, status=status)


def _tabs(state: str) -> list[dict[str, object]]:
    words = {"": _("全部"), "sent": _("已发"), "waiting": _("等着发"), "dead": _("没发出去")}
    return [
        {"label": word, "url": f"?state={key}" if key else "?", "current": key == state} for key, word in words.items()
    ]


def _robot(request: StaffRequest, pk: UUID) -> NoticeRobot:
    counties = request.user.person.sight.managed_counties
    return get_object_or_404(NoticeRobot.objects.in_use().filter(county_id__in=counties), pk=pk)
