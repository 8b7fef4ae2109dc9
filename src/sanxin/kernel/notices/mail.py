"""Notices by e-mail, through Django's mail settings; off where nobody has set a server."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage

from sanxin.kernel.models import NoticeAddress, NoticeMessage
from sanxin.kernel.notices.addresses import NoWay
from sanxin.kernel.notices.words import subject_of, text_of


def is_on() -> bool:
    return bool(settings.EMAIL_HOST)


def send(message: NoticeMessage) -> None:
    """Raises NoWay where it does not go out."""
    assert message.person_id is not None
    address = NoticeAddress.objects.filter(person_id=message.person_id).first()
    if address is None:
        raise NoWay("mail.nobody")
    if not is_on():
        raise NoWay("mail.off")
    try:
        EmailMessage(subject_of(message), text_of(message), to=[address.address]).send()
    except smtplib.SMTPRecipientsRefused:
        raise NoWay("mail.address") from None
    except (OSError, smtplib.SMTPException):
        raise NoWay("network.mail") from None
