"""When a run may start."""

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused


def check_can_run(*, voices: int, running: bool) -> None:
    if running:
        raise Refused("research.run.running", _("正在归并，等这一次做完再开始。"))
    if voices < 2:
        raise Refused("research.run.too_few", _("声音还不到 2 条，先导入或记下一些声音。"))
