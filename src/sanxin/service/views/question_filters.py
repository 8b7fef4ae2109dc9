"""The filter bar of the list of questions: the URL is the view."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.http.days import PLAUSIBLE
from sanxin.people.models import Person
from sanxin.service.models import Question, Solved
from sanxin.service.queries.question_kinds import Kinds
from sanxin.service.queries.question_lists import Sought


def _day(label: Any) -> forms.DateField:
    picker = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "title": label})
    return forms.DateField(label=label, required=False, widget=picker, validators=PLAUSIBLE)


class QuestionFilters(forms.Form):
    q = forms.CharField(
        label=_("找问过的"), required=False, max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("提问、答复里的词"), "class": "sx-input-s"}),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("类别"), required=False)
    owner = forms.ChoiceField(label=_("答复的人"), required=False)
    solved = forms.ChoiceField(label=_("本人怎么说"), required=False)
    since = _day(_("从哪天答复的"))
    until = _day(_("到哪天答复的"))

    def __init__(self, data: Any, person: Person, kinds: Kinds) -> None:
        super().__init__(data)
        offices = person.sight.desk_offices
        names = {kind.key: kind.name for office in offices for kind in kinds.all(office)}
        people = [(one.staff_number, one.name) for one in _answering(person)]
        self._offer("kind", _("全部类别"), list(names.items()))
        self._offer("owner", _("谁答复的都看"), people)
        self._offer("solved", _("本人怎么说都看"), list(Solved.choices))

    def _offer(self, name: str, none: Any, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", none), *choices]
        if not choices:
            del self.fields[name]

    @property
    def sought(self) -> Sought:
        """What is asked for; a filter that cannot be understood asks for nothing."""
        self.is_valid()
        said = self.cleaned_data
        return Sought(
            state=str(self.data.get("state", "")),
            words=said.get("q") or "",
            kind=said.get("kind") or "",
            owner=said.get("owner") or "",
            solved=said.get("solved") or "",
            since=said.get("since"),
            until=said.get("until"),
        )

    @property
    def is_set(self) -> bool:
        self.is_valid()
        return any(self.cleaned_data.get(name) for name in self.fields)


def _answering(person: Person) -> QuerySet[Person]:
    """Whoever was given a question, those who left included."""
    asked = Question.objects.filter(office__in=person.sight.desk_offices)
    return Person.objects.filter(pk__in=asked.values("owner")).order_by("name", "staff_number")
