"""What can happen to a voice, a question, an answer card and a member in difficulty, in words."""

from django.utils.translation import gettext_lazy as _

from sanxin.kernel import listings
from sanxin.kernel.sentences import one_of, register
from sanxin.ledger.rules.days import drawn
from sanxin.service.models import ConsentWay, HelpKind, Purpose
from sanxin.service.rules.needs import STANDARD
from sanxin.service.rules.question_kinds import kind_word

VOICES = listings.register("service.voices", _("声音"))
OWED = listings.register("service.owed", _("欠人家的回话"))
QUESTIONS = listings.register("service.questions", _("提问和答复"))
CARDS = listings.register("service.cards", _("答复卡"))
RATES = listings.register("service.rates", _("答复和解决"))
MEMBERS = listings.register("service.members", _("困难党员"))
HELPS = listings.register("service.helps", _("帮助记录"))
ERASURES = listings.register("service.erasures", _("到期抹去"))

_purposes, _ways = one_of(dict(Purpose.choices)), one_of(dict(ConsentWay.choices))
_helps, _needs = one_of(dict(HelpKind.choices)), one_of(STANDARD)

HEARD = register("service.voice.heard", _("记下这条声音"))
IMPORTED = register("service.voices.imported", _("从表格导入 {rows} 条声音"))
CORRECTED = register("service.voice.corrected", _("更正，原话留底：{reason}"))
SORTED = register("service.voice.sorted", _("分了类别"))
CONTACT_REVEALED = register("service.contact.revealed", _("查看了联系方式：{reason}"))
TIED = register("service.voice.tied", _("{voices} 条声音归到台账 {item}"))
TOLD = register("service.reply.told", _("就台账 {item} 回了话"))
TOLD_SOLVED = register("service.reply.told.solved", _("就台账 {item} 回了话，对方说解决了"))
TOLD_UNSOLVED = register("service.reply.told.unsolved", _("就台账 {item} 回了话，对方说没解决"))
TOLD_PARTLY = register("service.reply.told.partly", _("就台账 {item} 回了话，对方说解决了一部分"))
TOLD_BY_NOTICE = register("service.reply.told.notice", _("就台账 {item} 出了公告或通知，告知 {voices} 条声音"))
SAID_SOLVED = register("service.reply.said.solved", _("问了本人：解决了"))
SAID_PARTLY = register("service.reply.said.partly", _("问了本人：解决了一部分"))
SAID_UNSOLVED = register("service.reply.said.unsolved", _("问了本人：没解决"))
SATISFACTION_ASKED = register("service.satisfaction.asked", _("问了本人满意不满意"))
QUESTION_PUT = register("service.question.put", _("定为提问，{owner}答复，{due} 前"), due=drawn)
QUESTION_HANDED_ON = register("service.question.handed_on", _("改由{owner}答复"))
QUESTION_DROPPED = register("service.question.dropped", _("定为不用答复：{reason}"))
QUESTION_RAISED = register("service.question.raised", _("转进台账，编号 {item}"))
QUESTION_REOPENED = register("service.question.reopened", _("本人说没解决，重新答复，{due} 前"), due=drawn)
ANSWERED = register("service.answer.written", _("写好答复，依据 {citations} 条"))
ANSWERED_BY_CARD = register(
    "service.answer.written.card", _("用答复卡“{card}”第 {edition} 版写好答复，依据 {citations} 条")
)
ANSWER_TOLD = register("service.answer.told", _("把答复告诉了本人"))
ANSWER_TOLD_SOLVED = register("service.answer.told.solved", _("把答复告诉了本人，对方说解决了"))
ANSWER_TOLD_PARTLY = register("service.answer.told.partly", _("把答复告诉了本人，对方说解决了一部分"))
ANSWER_TOLD_UNSOLVED = register("service.answer.told.unsolved", _("把答复告诉了本人，对方说没解决"))
CARD_MADE = register("service.card.made", _("做成答复卡，{owner}负责，{day} 前复核"), day=drawn)
CARD_REVISED = register("service.card.revised", _("改成第 {edition} 版，{day} 前复核"), day=drawn)
CARD_REVIEWED = register("service.card.reviewed", _("看过，仍然有效，下次 {day} 前复核"), day=drawn)
CARD_HANDED_ON = register("service.card.handed_on", _("改由{owner}负责"))
CARD_RETIRED = register("service.card.retired", _("停用：{reason}"))
KIND_SET = register("service.kind.set", _("提问类别“{kind}”定为 {days} 个工作日"), kind=kind_word)
KIND_STOPPED = register("service.kind.stopped", _("提问类别“{kind}”停用"), kind=kind_word)
MEMBER_REGISTERED = register("service.member.registered", _("登记为困难党员，本人同意"))
MEMBERS_IMPORTED = register("service.members.imported", _("从表格登记 {rows} 位困难党员，本人都同意"))
MEMBER_ASSIGNED = register("service.member.assigned", _("联系人定为{contact}"))
MEMBER_ENDED = register("service.member.ended", _("从 {day} 起不再列入困难党员"))
MEMBERS_UPDATED = register("service.members.updated", _("从表格更新 {rows} 位困难党员"))
MEMBER_ERASED = register("service.member.erased", _("抹去姓名、电话和困难情况"))
MEMBER_CORRECTED = register("service.member.corrected", _("更正登记的情况"))
MEMBER_REVEALED = register("service.member.revealed", _("查看了姓名、电话和困难情况：{reason}"))
CONSENT_GIVEN = register(
    "service.consent.given", _("本人同意：{purpose}（{way}，{day}）"), purpose=_purposes, way=_ways
)
CONSENT_WITHDRAWN = register("service.consent.withdrawn", _("{day} 本人收回同意：{purpose}"), purpose=_purposes)
HELP_GIVEN = register("service.help.given", _("{day} 帮助：{kind}"), kind=_helps)
HELP_MISTAKEN = register("service.help.mistaken", _("{day} 的帮助（{kind}）记错了，作废"), kind=_helps)
HELP_PROMISED = register("service.help.promised", _("答应 {day} 前帮助：{kind}"), kind=_helps)
PROMISE_DROPPED = register("service.help.dropped", _("答应的帮助（{kind}）不办了，已向本人说明"), kind=_helps)
NEXT_VISIT_SET = register("service.member.next_visit", _("约好 {day} 再去"))
NEED_KIND_ADDED = register("service.need_kind.added", _("加了困难类型“{kind}”"), kind=_needs)
NEED_KIND_RETIRED = register("service.need_kind.retired", _("停用困难类型“{kind}”"), kind=_needs)
NEED_KIND_RESTORED = register("service.need_kind.restored", _("恢复困难类型“{kind}”"), kind=_needs)
