"""What happens to candidates and topics, in sentences."""

from django.utils.translation import gettext_lazy as _

from sanxin.kernel import listings
from sanxin.kernel.sentences import register

FIELD_ADDED = register("topics.field.added", _("加了关注领域“{name}”"))
FIELD_RENAMED = register("topics.field.renamed", _("把关注领域“{old}”改名为“{new}”"))
FIELD_RETIRED = register("topics.field.retired", _("停用关注领域“{name}”"))
FIELD_RESTORED = register("topics.field.restored", _("恢复关注领域“{name}”"))
LIMIT_SET = register("topics.limit.set", _("定一个村一个月最多 {topics} 个课题去"))
ROUND_OPENED = register(
    "topics.round.opened", _("开 {year} 年选题，大约选 {most} 个，{scorers} 人打分"), counted="most"
)
ROUND_CHANGED = register(
    "topics.round.changed", _("改了 {year} 年选题的安排：大约选 {most} 个，{scorers} 人打分"), counted="most"
)
ROUND_CLOSED = register("topics.round.closed", _("结束 {year} 年选题，选上 {chosen} 个"))
PROPOSED = register("topics.candidate.proposed", _("提出候选课题“{title}”"))
REVISED = register("topics.candidate.revised", _("改了候选课题“{title}”"))
WITHDRAWN = register("topics.candidate.withdrawn", _("收回候选课题“{title}”"))
REMARKED = register("topics.candidate.remarked", _("在讨论里写了一条"))
SCORED = register("topics.candidate.scored", _("打了分"))
SCORED_AGAIN = register("topics.candidate.scored_again", _("改了自己打的分"))
CHOSEN = register("topics.candidate.chosen", _("选上，立为课题 {code}，{lead}牵头"))
CHOSEN_BEYOND = register("topics.candidate.chosen_beyond", _("多选一个，立为课题 {code}，{lead}牵头：{reason}"))
DECLINED = register("topics.candidate.declined", _("没选上：{reason}"))
SORTED = register("topics.problem.sorted", _("归到领域“{field}”"))
VOICE_SORTED = register("topics.voice.sorted", _("把这条声音归到领域“{field}”"))
VOICE_IN_NONE = register("topics.voice.in_none", _("看过这条声音，不归哪个领域"))
LOOKED = register("topics.voices.looked", _("给 {voices} 条没归到问题的声音看了领域"), counted="voices")
PLANNED = register("topics.topic.planned", _("安排课题 {code}：{places} 个地方，{people} 人"))
STARTED = register("topics.topic.started", _("课题 {code} 开始调研"))
FINISHED = register("topics.topic.finished", _("课题 {code} 结题"))
STOPPED = register("topics.topic.stopped", _("课题 {code} 中止：{reason}"))
LED_BY = register("topics.topic.led_by", _("课题 {code} 改由{lead}牵头"))
COVERS = register("topics.topic.covers", _("课题 {code} 加进问题 {problem}"))
COVERS_NOT = register("topics.topic.covers_not", _("课题 {code} 拿掉问题 {problem}"))
LED_TO = register("topics.topic.led_to", _("课题 {code} 引出方案 {proposal}"))
LED_TO_NOT = register("topics.topic.led_to_not", _("课题 {code} 去掉方案 {proposal}"))
ASKS_BY = register("topics.topic.asks_by", _("课题 {code} 用问卷“{title}”"))
ASKS_NOT_BY = register("topics.topic.asks_not_by", _("课题 {code} 不用问卷“{title}”了"))
MILESTONE_ADDED = register("topics.milestone.added", _("加节点“{title}”，{owner}，{day} 前"))
MILESTONE_CHANGED = register("topics.milestone.changed", _("改节点“{title}”，{owner}，{day} 前"))
MILESTONE_DROPPED = register("topics.milestone.dropped", _("去掉节点“{title}”"))
MILESTONE_DONE = register("topics.milestone.done", _("办完节点“{title}”"))
VISIT_PLANNED = register("topics.visit.planned", _("安排 {day} 去{place}"))
VISIT_PLANNED_ANYWAY = register("topics.visit.planned_anyway", _("安排 {day} 去{place}；那个月已有 {others} 个课题去"))
VISIT_MADE = register("topics.visit.made", _("{day} 去了{place}"))
VISIT_CALLED_OFF = register("topics.visit.called_off", _("没去{place}：{reason}"))

COMPARED = listings.register("topics.compared", _("课题和群众反映对照"))
CONVERSION = listings.register("topics.conversion", _("成果转化运用清单"))
ROUND = listings.register("topics.round", _("选题"))
TOPICS = listings.register("topics.topics", _("课题"))
CANDIDATES = listings.register("topics.candidates", _("候选课题"))
