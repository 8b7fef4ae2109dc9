"""Addresses and pictures of conversations."""

from io import BytesIO

import segno
from django.http import HttpRequest
from django.urls import reverse

from sanxin.dialogues.models import Conversation


def address_of(conversation: Conversation, request: HttpRequest) -> str:
    """What the QR says and what is typed: http(s)://host/v/code/."""
    return f"{request.scheme}://{request.get_host()}{reverse('voting:enter', args=[conversation.code])}"


def qr_svg(address: str) -> bytes:
    """The address as a square picture that prints sharp in any size."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", scale=8, border=4, dark="#000", light="#fff")
    return out.getvalue()
