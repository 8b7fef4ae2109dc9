"""Minutes of two invented meetings. Who spoke stands there as the minute-taker wrote it: by trade, not by name."""

from collections.abc import Mapping
from dataclasses import dataclass

from sanxin.surveys.models import Group, MeetingKind


@dataclass(frozen=True)
class Minutes:
    topic: str
    kind: MeetingKind
    days_ago: int
    village: str
    where: str
    by: str
    present: int
    groups: Mapping[str, int]
    words: str
    taken: tuple[int, ...]
    """Paragraphs whose first sentence was taken out as a voice."""


MINUTES = (
    Minutes(
        topic="出行、看病和养老金认证",
        kind=MeetingKind.TALK,
        days_ago=26,
        village="竹坑村",
        where="晒谷场",
        by="程晓岚",
        present=23,
        groups={Group.OLD: 14, Group.WOMEN: 9, Group.MEMBERS: 6},
        words=(
            "到场二十三人，多数是在家的老人，六点半开始，八点散。\n"
            "一位老人说：“班车停了，去卫生院拿药要走一个半钟头，搭摩托人家也嫌麻烦。”旁边几位点头。\n"
            "卫生室的说：“慢病的药这里报不了，端口年初就说要通，到现在没有消息。”\n"
            "小组长说：“养老金认证要刷脸，我一家家去帮，八十岁以上的十个有六个过不了。”\n"
            "返乡的一位说：“赶集日开一趟车就解决一大半，票价贵一两块没人有意见。”\n"
            "支书说，回头把要坐车的人数一数，报给镇里。大家说先把停水提前说一声这件事办了。\n"
        ),
        taken=(2, 3, 4, 5),
    ),
    Minutes(
        topic="流动党员怎么过组织生活",
        kind=MeetingKind.INTERVIEW,
        days_ago=12,
        village="双溪村",
        where="村部",
        by="何志明",
        present=3,
        groups={Group.MEMBERS: 3, Group.OLD: 1},
        words=(
            "和支书、组织委员、一位老党员谈了一个上午。\n"
            "支书说：“十七名党员七名在外，支部大会要过半数才算，常常差一两个人。”\n"
            "组织委员说：“视频参加的人算不算到会，问了两次没有准话，记录不知道怎么写。”\n"
            "老党员说：“走不动路的，能不能把会开到家门口来？”\n"
        ),
        taken=(2, 3),
    ),
)
