"""Notices by e-mail, through Django's mail settings; off where nobody has set a server."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage

from sanxin.kernel.models import NoticeAddress, NoticeMessage
from sanxin.kernel.notices.addresses import NoWay
from sanxin.kernel.notices.confirming import link_to
from sanxin.kernel.notices.words import letter_with, subject_of, text_of


def is_on() -> bool:
    """A server to send by, and an address of ours for the link in the first letter."""
    return bool(settings.EMAIL_HOST and settings.SITE_ADDRESS)


def send(message: NoticeMessage) -> None:
    """Raises NoWay where it does not go out."""
    assert message.person_id is not None
    address = NoticeAddress.objects.filter(person_id=message.person_id).first()
    if address is None:
        raise NoWay("mail.nobody")
    if not is_on():
        raise NoWay("mail.off")
    if not message.is_test and address.confirmed_at is None:
        raise NoWay("mail.unconfirmed")
    text = letter_with(link_to(address)) if message.is_test else text_of(message)
    try:
        EmailMessage(subject_of(message), text, to=[address.address]).send()
    except smtplib.SMTPRecipientsRefused:
        raise NoWay("mail.address") from None
    except (OSError, smtplib.SMTPException):
        raise NoWay("network.mail") from None
