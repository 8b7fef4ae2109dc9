"""Who opened their own page may write there for half an hour: signed, in the form, no cookie."""

from uuid import UUID

from django.core import signing

from sanxin.public.models import VoiceReceipt

SALT = "public.ticket"
LASTS = 30 * 60


def ticket_for(receipt: VoiceReceipt) -> str:
    return signing.dumps(str(receipt.id), salt=SALT)


def receipt_of(ticket: str) -> VoiceReceipt | None:
    """None where it was tampered with or is too old: then number and secret are asked again."""
    try:
        pk = UUID(signing.loads(ticket, salt=SALT, max_age=LASTS))
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return (
        VoiceReceipt.objects.select_related("voice__heard_by", "door__office", "door__place__parent")
        .filter(pk=pk)
        .first()
    )
