"""Addresses and pictures of doors."""

from io import BytesIO

import segno
from django.urls import reverse

from sanxin.public.models import PublicDoor


def address_of(door: PublicDoor, origin: str) -> str:
    """What the QR says and what is typed: http(s)://host/s/code/."""
    return f"{origin}{reverse('door:say', args=[door.code])}"


def qr_svg(address: str) -> bytes:
    """The address as a square picture that prints sharp in any size."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", scale=8, border=4, dark="#000", light="#fff")
    return out.getvalue()


def qr_inline(address: str) -> str:
    """The same as part of a page: what is printed needs nothing else to be fetched."""
    drawn = segno.make(address, error="m", micro=False)
    return drawn.svg_inline(scale=3, border=2, dark="#000", light="#fff", svgclass="pb-print-qr", lineclass=None)
