"""Hand a kept file out so that a browser stores it or shows a picture, and runs nothing."""

from django.http import FileResponse
from django.utils.translation import gettext as _

from sanxin.kernel.attachments.store import place_of
from sanxin.kernel.models.attachment import Attachment
from sanxin.kernel.refusals import Refused


def serve(attachment: Attachment, *, thumbnail: bool = False, inline: bool = False) -> FileResponse:
    """The file as a download; a picture may show `inline`. The calling view has checked who asks."""
    small = thumbnail and attachment.has_thumbnail
    name = f"{attachment.sha256}.thumbnail" if small else attachment.sha256
    try:
        file = place_of(name).open("rb")
    except FileNotFoundError:
        words = _("这个文件不在存储里了。请联系管理员从备份恢复。")
        raise Refused("kernel.attachment.missing", words) from None
    answer = FileResponse(
        file,
        as_attachment=not (attachment.is_image and (inline or small)),
        filename=attachment.name,
        content_type="image/jpeg" if small else attachment.content_type,
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["Cache-Control"] = "private, max-age=600"
    return answer
