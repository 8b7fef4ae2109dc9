"""Changing a draft: its words, its questions one at a time, their order."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Overtaken, Refused
from sanxin.kernel.roles import DESK
from sanxin.people.requests import StaffRequest
from sanxin.surveys.actions import questions as actions
from sanxin.surveys.forms.questionnaires import WordsForm
from sanxin.surveys.forms.questions import QuestionForm, fresh_question, place_in
from sanxin.surveys.models import Questionnaire
from sanxin.surveys.permissions.questionnaires import check_may_write
from sanxin.surveys.views.questionnaire_page import page_context
from sanxin.surveys.views.questionnaires import find, seen
from sanxin_engines.questionnaires import Kind, Question
from sanxin_engines.questionnaires.editing import place_of
from sanxin_engines.questionnaires.relevance import depend_on

WORDS = ("title", "intro", "thanks", "shuffled", "form_id")


@policy(DESK, "GET", "POST")
@once
def edit_words(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = _writable(request, pk)
    draft = found.as_form()
    form = WordsForm(
        request.POST or None, initial={name: getattr(draft, name) for name in WORDS} | {"seen": found.version}
    )
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        words: actions.Words = {
            "title": said["title"].strip(),
            "intro": said["intro"].replace("\r\n", "\n").strip(),
            "thanks": said["thanks"].replace("\r\n", "\n").strip(),
            "shuffled": said["shuffled"],
            "form_id": said["form_id"],
        }
        try:
            actions.change_words(found, words=words, by=request.user.person, seen=said["seen"], at=clock.now())
            messages.success(request, _("存好了。"))
            return redirect("surveys:questionnaire", pk=pk)
        except Refused as refusal:
            status = _kept(form, refusal, found)
    context = {"form": form, "questionnaire": found}
    return render(request, "surveys/questionnaires/words.html", context, status=status)


@policy(DESK, "GET", "POST")
@once
def add_question(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = _writable(request, pk)
    form = _form(request, found, None)
    return _saved_or_shown(request, found, form, lambda: actions.add_question(found, **_said(request, form)))


@policy(DESK, "GET", "POST")
@once
def edit_question(request: StaffRequest, pk: UUID, name: str) -> HttpResponse:
    found = _writable(request, pk)
    form = _form(request, found, name)
    return _saved_or_shown(request, found, form, lambda: actions.change_question(found, name, **_said(request, form)))


@policy(DESK, "POST")
def draw_question(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The same form for another kind or another condition, with what was typed; nothing is saved."""
    found = _writable(request, pk)
    name = request.POST.get("was") or None
    form = _form(request, found, name)
    form.full_clean()
    form.errors.clear()
    form.conditions.full_clean()
    form.conditions.errors.clear()
    for line in form.conditions.lines:
        line.error = ""
    return _shown(request, found, form, 200)


@policy(DESK, "POST")
@once
def arrange(request: StaffRequest, pk: UUID) -> HttpResponse:
    """One question up, down, or once more behind itself: `up`, `down`, `copy` name it."""
    found = _writable(request, pk)
    try:
        name = _arrange(request, found)
    except Refused as refusal:
        fresh = page_context(find(request.user.person, pk), request.user.person) | {"refused": refusal.sentence}
        status = 200 if request.htmx else status_of(refusal)  # htmx draws nothing of a refusal's status
        return render(request, "surveys/questionnaires/questionnaire.html", fresh, status=status)
    return redirect(f"{reverse('surveys:questionnaire', args=[pk])}#{name}")


@policy(DESK, "GET", "POST")
@once
def remove_question(request: StaffRequest, pk: UUID, name: str) -> HttpResponse:
    found = _writable(request, pk)
    question = _question(found, name)
    refused, status = "", 200
    if request.method == "POST":
        try:
            actions.remove_question(found, name, by=request.user.person, seen=seen(request), at=clock.now())
            messages.success(request, _("删了第 {n} 题。").format(n=place_in(found.as_form(), question)))
            return redirect("surveys:questionnaire", pk=pk)
        except Refused as refusal:
            refused, status = refusal.sentence, status_of(refusal)
    draft = found.as_form()
    context = {
        "questionnaire": found,
        "question": question,
        "number": place_in(draft, question),
        "waiting": [(place_in(draft, one), one) for one in depend_on(draft, name)],
        "refused": refused,
    }
    return render(request, "surveys/questionnaires/remove.html", context, status=status)


def _writable(request: StaffRequest, pk: UUID) -> Questionnaire:
    found = find(request.user.person, pk)
    check_may_write(request.user.person, found.office_id)
    return found


def _question(found: Questionnaire, name: str) -> Question:
    try:
        return found.as_form().question(name)
    except KeyError as gone:
        raise Http404(name) from gone


def _form(request: StaffRequest, found: Questionnaire, name: str | None) -> QuestionForm:
    draft = found.as_form()
    if name is None:
        asked = request.POST.get("kind") or request.GET.get("kind", "")
        question = fresh_question(draft, Kind(asked) if asked in set(Kind) else Kind.SINGLE)
    else:
        question = _question(found, name)
    place = place_in(draft, question)
    data = request.POST or None
    return QuestionForm(data, form=draft, question=question, place=place, seen=found.version, new=name is None)


def _said(request: StaffRequest, form: QuestionForm) -> dict[str, Any]:
    """What the actions take."""
    return {
        "question": form.as_question(),
        "place": form.place_wanted(),
        "by": request.user.person,
        "seen": form.cleaned_data["seen"],
        "at": clock.now(),
    }


def _saved_or_shown(
    request: StaffRequest, found: Questionnaire, form: QuestionForm, save: Callable[[], Questionnaire]
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            saved = save()
            return redirect(_next(request, saved, form))
        except Refused as refusal:
            status = _kept(form, refusal, found)
    return _shown(request, found, form, status)


def _shown(request: StaffRequest, found: Questionnaire, form: QuestionForm, status: int) -> HttpResponse:
    draft = found.as_form()
    places = {question.name: place_of(draft, question.name) for question in draft.questions}
    at = places.get(form.question.name, len(draft.questions))
    context = {
        "questionnaire": found,
        "form": form,
        "when": form.conditions,
        "question": form.question,
        "is_new": form.is_new,
        "number": at + 1,
        "before": draft.questions[at - 1] if at else None,
        "after": draft.questions[at + 1] if at + 1 < len(draft.questions) else None,
        "pages": sorted({question.page for question in draft.questions if question.page}),
    }
    return render(request, "surveys/questionnaires/question.html", context, status=status)


def _next(request: StaffRequest, saved: Questionnaire, form: QuestionForm) -> str:
    """Back to the list at this question, or on to one more of the same kind."""
    if request.POST.get("more"):
        return f"{reverse('surveys:add_question', args=[saved.pk])}?kind={form.asked_kind.value}"
    return f"{reverse('surveys:questionnaire', args=[saved.pk])}#{form.cleaned_data['name']}"


def _kept(form: Any, refusal: Refused, found: Questionnaire) -> int:
    """What was typed stays on the form; who was overtaken may look and then save over it, knowing what they do."""
    form.refuse(refusal)
    if isinstance(refusal, Overtaken):
        form.add_error(None, _("您写的还在下面；再点一次“存”，就按您写的存。"))
        form.data = form.data.copy()
        form.data["seen"] = Questionnaire.objects.only("version").get(pk=found.pk).version
    return status_of(refusal)


def _arrange(request: StaffRequest, found: Questionnaire) -> str:
    who: dict[str, Any] = {"by": request.user.person, "seen": seen(request), "at": clock.now()}
    draft = found.as_form()
    if name := request.POST.get("copy"):
        actions.copy_question(found, name, **who)
        return name
    name = request.POST.get("up") or request.POST.get("down") or ""
    place = place_in(draft, _question(found, name)) - 1
    actions.move_question(found, name, place=max(0, place - 1) if request.POST.get("up") else place + 1, **who)
    return name
