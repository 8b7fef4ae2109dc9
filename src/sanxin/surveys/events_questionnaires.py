"""What happens to questionnaires, in sentences. The title is staff's own; nothing of an answer stands here."""

from django.utils.translation import gettext_lazy as _

from sanxin.kernel import listings
from sanxin.kernel.sentences import register

LISTED = listings.register("surveys.questionnaires", _("问卷"))
CREATED = register("surveys.questionnaire.created", _("新建问卷“{title}”"))
IMPORTED = register(
    "surveys.questionnaire.imported", _("从 XLSForm 表格建问卷“{title}”，{questions} 题"), counted="questions"
)
COPIED = register("surveys.questionnaire.copied", _("从“{source}”复制出问卷“{title}”"))
SETTINGS_CHANGED = register("surveys.questionnaire.settings_changed", _("改了问卷的题目和说明"))
QUESTION_ADDED = register("surveys.questionnaire.question_added", _("加了一题：{question}"))
QUESTION_CHANGED = register("surveys.questionnaire.question_changed", _("改了一题：{question}"))
QUESTION_REMOVED = register("surveys.questionnaire.question_removed", _("删了一题：{question}"))
QUESTION_MOVED = register("surveys.questionnaire.question_moved", _("移动一题：{question}，从第 {old} 到第 {new}"))
QUESTION_COPIED = register("surveys.questionnaire.question_copied", _("复制一题：{question}"))
PUBLISHED = register(
    "surveys.edition.published", _("发布问卷“{title}”第 {number} 版，{questions} 题"), counted="questions"
)
WITHDRAWN = register("surveys.edition.withdrawn", _("收回问卷“{title}”第 {number} 版：{reason}"))
