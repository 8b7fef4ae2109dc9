"""Writing an item down, and correcting it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import OFFICE, WORKERS
from sanxin.ledger.actions.edits import edit_item as do_edit
from sanxin.ledger.actions.items import open_item
from sanxin.ledger.forms.items import FactsForm, NewItemForm, facts_in
from sanxin.ledger.queries.desks import desk_of
from sanxin.ledger.rules.items import EDITABLE
from sanxin.ledger.views.verbs import ask, visible_item
from sanxin.people.requests import StaffRequest


@policy(OFFICE, "GET", "POST")
@once
def new_item(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    office = desk_of(person)
    form = NewItemForm(request.POST or None, office=office, initial={"owner": person.pk})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            data = {name: value for name, value in form.cleaned_data.items() if name != "seen"}
            try:
                item = open_item(office=office, by=person, at=clock.now(), **data)
            except Refused as refusal:
                form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
                status = status_of(refusal)
            else:
                messages.success(request, _("立项了，编号 {code}。").format(code=item.code))
                return redirect("ledger:item", item.pk)
    return render(request, "ledger/items/new.html", {"form": form, "office": office}, status=status)


@policy(WORKERS, "GET", "POST")
@once
def edit_item(request: StaffRequest, pk: UUID) -> HttpResponse:
    item = visible_item(request, pk)
    person = request.user.person
    form = FactsForm(request.POST or None, office=item.office, initial=facts_in(item))
    return ask(
        request,
        item,
        form,
        lambda data: do_edit(
            item, by=person, seen=data["seen"] or 0, at=clock.now(), **{name: data[name] for name in EDITABLE}
        ),
        heading=_("改基本情况"),
        lead=_("牵头人和期限不在这里改：换牵头人、申请延期各有各的办法，都留记录。"),
        confirm=_("存"),
        said=_("改好了。"),
        filled=True,
    )
