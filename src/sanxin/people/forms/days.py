from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.people.actions.days import LONGEST_REASON
from sanxin.people.forms.posts import day
from sanxin_engines.workdays import Kind


class LocalDayForm(forms.Form):
    on = day(_("哪一天"))
    kind = forms.ChoiceField(label=_("这一天"), choices=[(Kind.OFF.value, _("放假")), (Kind.WORK.value, _("上班"))])
    reason = forms.CharField(
        label=_("为什么"), max_length=LONGEST_REASON, help_text=_("会写在日历上和经过里，比如“县庆”。")
    )
    source = forms.CharField(
        label=_("依据"), max_length=200, required=False, help_text=_("文件名或文号，没有可以不填。")
    )
