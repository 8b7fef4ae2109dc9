"""Pictures are drawn anew: what the camera noted (place, device, hour) and anything hidden stays behind."""

from io import BytesIO
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from sanxin.kernel.refusals import Refused

LONGEST_SIDE = 2560
THUMBNAIL_SIDE = 320
MOST_PIXELS = 64_000_000
"""A 48-megapixel telephone passes; a small file that unfolds into gigabytes does not."""
FORMATS = ("JPEG", "PNG", "WEBP")

Image.MAX_IMAGE_PIXELS = MOST_PIXELS


def write_anew(file: IO[bytes]) -> tuple[bytes, bytes]:
    """The picture at most 2560 px on its longer side, upright, and its thumbnail (jpg)."""
    try:
        with Image.open(file, formats=FORMATS) as opened:
            return _both(opened)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        words = _("图片不完整或已损坏，没有收。请重新拍一张或另存后再交。")
        raise Refused("kernel.attachment.broken_picture", words) from None


def _both(opened: Image.Image) -> tuple[bytes, bytes]:
    if opened.width * opened.height > MOST_PIXELS:
        raise _too_many_pixels()
    target = "JPEG" if opened.format == "MPO" else str(opened.format)  # MPO: a JPEG with a second picture behind it
    opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a large JPEG is decoded small: a fraction of the memory
    upright = ImageOps.exif_transpose(opened)
    picture = _bare(upright, opaque=target == "JPEG")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    small = _bare(picture, opaque=True)
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    return _written(picture, target), _written(small, "JPEG")


def _bare(picture: Image.Image, *, opaque: bool) -> Image.Image:
    """Pixels alone, on white where nothing may shine through."""
    see_through = picture.has_transparency_data
    if opaque and see_through:
        ground = Image.new("RGB", picture.size, "white")
        layer = picture.convert("RGBA")
        ground.paste(layer, mask=layer.getchannel("A"))
        return ground
    plain = picture.convert("RGBA" if see_through else "RGB")
    plain.info = {}
    return plain


def _written(picture: Image.Image, target: str) -> bytes:
    out = BytesIO()
    options = {"JPEG": {"quality": 85, "optimize": True, "progressive": True}, "WEBP": {"quality": 85}}
    picture.save(out, target, **options.get(target, {"optimize": True}))
    return out.getvalue()


def _too_many_pixels() -> Refused:
    words = _("像素太多，打不开。请缩小到 6000 万像素以内再交。")
    return Refused("kernel.attachment.too_many_pixels", words)
