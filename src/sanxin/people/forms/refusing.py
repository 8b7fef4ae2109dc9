"""Put an action's refusal back onto the form it came from."""

from django import forms

from sanxin.kernel.refusals import Refused


def put_on(form: forms.BaseForm, refusal: Refused) -> None:
    """Beside the field to mend, where the form has it; else above the fields."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, refusal.sentence)
