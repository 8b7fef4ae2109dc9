"""What is told of sheets brought in: how many rows, never what stood in them."""

from django.utils.translation import gettext_lazy as _

from sanxin.kernel.sentences import register
from sanxin.kernel.sheets.kinds import label_of

SHEET_UPLOADED = register("kernel.sheet.uploaded", _("上传了“{what}”的表格"), what=label_of)
SHEET_MAPPED = register("kernel.sheet.mapped", _("确认了 {columns} 列的对应"))
SHEET_CHECKED = register("kernel.sheet.checked", _("检查了 {read} 行：可导入 {ready} 行，有错 {wrong} 行"))
SHEET_IMPORTED = register(
    "kernel.sheet.imported", _("导入“{what}”：新增 {added}，更新 {updated}，未导入 {left_out}"), what=label_of
)
