"""Greetings and set phrases that make strangers look alike. Editable through `Settings.boilerplate`."""

from __future__ import annotations

GREETINGS = (
    "尊敬的领导", "尊敬的书记", "尊敬的市长", "尊敬的县长", "各位领导", "敬爱的领导", "领导您好", "领导你好",
    "领导们好", "书记您好", "书记你好", "市长您好", "县长您好", "您好", "你好", "此致", "敬礼",
)  # fmt: skip
THANKS = (
    "万分感谢", "非常感谢", "不胜感激", "感激不尽", "谢谢领导", "谢谢您", "谢谢", "感谢",
)  # fmt: skip
PLEAS = (
    "望有关部门", "希望有关部门", "请有关部门", "恳请有关部门", "希望政府部门", "请相关部门", "希望相关部门",
    "望相关部门", "恳请领导", "希望领导", "望领导", "请领导", "请问领导", "给予答复", "予以答复", "尽快答复",
    "盼回复", "盼答复", "望回复", "特此反映", "情况反映如下", "反映如下", "为民做主", "还我们一个公道",
)  # fmt: skip

BOILERPLATE: tuple[str, ...] = GREETINGS + THANKS + PLEAS
