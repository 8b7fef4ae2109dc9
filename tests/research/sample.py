"""Invented complaints of an invented year in a county: the same seed gives the same messages, letter for letter.

Real townships, invented villages and people. Each message knows which matter it is about (`topic`), so that grouping
can be checked; a few stand alone, some are near copies, one person writes many letters about different things.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

UNTIL = datetime(2026, 11, 18, 18, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
VILLAGES = (
    ("洪岩镇", "竹坑村"), ("洪岩镇", "双溪村"), ("洪岩镇", "车溪村"), ("涌山镇", "石坞村"), ("涌山镇", "沿沟村"),
    ("众埠镇", "文山村"), ("众埠镇", "黄柏垅村"), ("乐港镇", "鸣山口村"), ("乐港镇", "杨子安村"), ("镇桥镇", "浒崦村"),
    ("镇桥镇", "坎上村"), ("接渡镇", "泉塘村"),
)  # fmt: skip
SOURCES = ("hotline", "hotline", "visit", "visit", "meeting", "public", "letter")


@dataclass(frozen=True)
class Message:
    number: str
    title: str
    text: str
    speaker: str
    """Invented name; empty where somebody did not say."""
    at: datetime
    likes: int
    town: str
    village: str
    source: str
    topic: str


@dataclass(frozen=True)
class Topic:
    key: str
    weight: int
    """How often it is raised, against the others."""
    titles: tuple[str, ...]
    facts: tuple[str, ...]
    effects: tuple[str, ...]
    asks: tuple[str, ...]
    villages: tuple[int, ...] = ()
    """Where it is raised; nothing: everywhere."""
    growing: bool = False


TOPICS = (
    Topic(
        "bus", 40,
        ("{v}到镇上的班车停了", "{v}的班车停运，赶集没车坐", "村到镇班车不跑了，看病难"),
        ("以前一天两趟班车，从九月起停了", "班车线路一调整，车就不进村了", "司机说坐的人少亏本，班车不跑了"),
        ("赶集要走一个半钟头，背着东西回不来", "老人去镇卫生院拿药没车坐", "学生周末回家要搭人家的摩托车"),
        ("能不能恢复班车，哪怕赶集日跑一趟", "请交通部门把班车停运的事管一管"),
        (0, 1, 2, 3), True,
    ),
    Topic(
        "canal", 34,
        ("支渠漏水，下游的田轮不到水", "{v}水渠渗漏，晚稻放不到水", "渠道年久失修，放水浇不到尾"),
        ("支渠裂了三处口子，水在半路就漏光了", "水渠多年没修，渠底渗漏得厉害", "放水的时候上游满下游干"),
        ("晚稻抽穗正要水，田都开裂了", "下游几十亩晚稻浇不上水", "为了争水，两个组差点打起来"),
        ("请水利部门把渠道修一修", "希望冬天前把支渠的漏水口子补好"),
        (11, 10, 7),
    ),
    Topic(
        "lamp", 26,
        ("{v}路灯坏了没人换", "村里的路灯不亮半年了", "主路路灯成了摆设"),
        ("村口到祠堂那段路灯全坏了", "装的太阳能路灯亮了一年就不亮", "报修过两次，路灯还是黑的"),
        ("老人晚上出门摔过跤", "孩子下晚自习走夜路害怕", "晚上骑电动车看不见坑"),
        ("请派人来把路灯换掉", "问问路灯到底归谁修"),
    ),
    Topic(
        "clinic", 30,
        ("慢病的药在村里报不了", "门诊慢病报销要跑市里", "村卫生室开高血压药不能报销"),
        (
            "高血压糖尿病的药，村卫生室不能刷医保报销", "慢病证办好了，报销还要去市里医院",
            "村卫生室说系统没开通慢病门诊报销",
        ),
        ("来回车费比药费还贵", "老人腿脚不便，一个月跑一趟吃不消", "有人嫌麻烦干脆把降压药停了"),
        ("希望慢病药在村卫生室就能报销", "请医保局把门诊慢病报销开到村里"),
    ),
    Topic(
        "bridge", 22,
        ("{v}机耕桥护栏缺损", "机耕桥栏杆断了，收割机不敢过", "桥面护栏掉了一半"),
        ("机耕桥的护栏被车撞断，一直没修", "桥栏杆缺了七八米，只拉了一根绳子", "桥面破损，护栏钢筋露在外面"),
        ("收割机过桥提心吊胆", "上个月一辆三轮车从桥上掉了下去", "小孩在桥上玩太危险"),
        ("请尽快把机耕桥护栏修好", "先立个警示牌也好"),
        (4, 5, 6),
    ),
    Topic(
        "rent", 20,
        ("土地流转租金拖着不给", "流转合同到期，租金没兑现", "{v}田租两年没付"),
        ("土地流转给合作社，租金拖欠两年", "老板换了人，流转合同上的租金不认了", "说好每年十月付租金，今年又没付"),
        ("家里就指望这点田租过年", "想把地收回来合同又没到期", "几十户人都没拿到流转租金"),
        ("请帮忙追回拖欠的租金", "流转合同要有人监督"),
        (5, 6, 8), True,
    ),
    Topic(
        "parcel", 16,
        ("快递只到镇上，老人取不了", "快递不进村，取件要跑镇上", "{v}没有快递代取点"),
        ("快递都放在镇上驿站，三天不取就退回", "网上买的农资快递只到镇上", "以前小卖部能代取快递，现在不收了"),
        ("老人不会骑车，取个快递求人", "药寄到镇上，跑一趟二十里", "退回去的快递运费还要自己出"),
        ("希望村里设一个快递代取点", "能不能让班线车捎带快递"),
    ),
    Topic(
        "water", 20,
        ("自来水有泥，停水不通知", "{v}自来水浑浊", "水厂停水从来不说一声"),
        ("一下雨自来水就是黄泥水", "自来水管停水停两天，没有通知", "水管里放出来的水浑得不能喝"),
        ("洗衣服越洗越黄", "家家户户自己买桶装水", "做豆腐的停水就停工"),
        ("请水厂把自来水过滤好", "停水提前通知一声"),
        (7, 8, 9),
    ),
    Topic(
        "notice", 14,
        ("村务公开栏几个月没换", "公开栏的账目看不懂", "{v}村务公开不及时"),
        ("村务公开栏还是三月份的内容", "公开的账目只有总数，看不出花在哪里", "公开栏玻璃坏了，纸都掉了"),
        ("大家背后议论，不如公开清楚", "问村干部说在微信群发过", "低保名单也没看到公开"),
        ("村务公开要按月换", "账目写细一点，让人看得懂"),
    ),
    Topic(
        "school", 14,
        ("小学并点后孩子上学要一小时", "村小撤并，没有校车", "并校以后接送成了难题"),
        ("村小今年并到镇中心小学，路上要一小时", "并校时说有校车，开学了没见到", "一二年级的孩子每天五点半起床"),
        ("爷爷奶奶骑三轮车接送，不安全", "有的家里只好到镇上租房陪读", "下雨天孩子到校全身湿透"),
        ("请给并校的学生安排校车", "路远的孩子能不能住校"),
        (2, 3, 10),
    ),
    Topic(
        "face", 12,
        ("养老金认证老人不会刷脸", "养老待遇认证刷脸总失败", "手机认证难住了老人"),
        ("养老金资格认证要用手机刷脸，老人不会", "眼睛白内障，刷脸认证十几次都失败", "子女在外地，没人帮着用手机认证"),
        ("怕认证不过，养老金就停发", "跑到镇上社保所排队认证一上午", "八十多岁的人还要跑去证明自己活着"),
        ("能不能上门给老人做认证", "村里设个点帮忙刷脸认证"),
    ),
    Topic(
        "members", 16,
        ("年轻党员外出多，支部大会凑不齐人", "流动党员联系不上", "支部开会人数不够"),
        ("支部三十个党员，二十个在外打工", "支部大会到会的不到一半，表决不了", "流动党员一年见不到一回，党费靠代交"),
        ("想发展年轻人，开会都凑不齐法定人数", "老党员年纪大，活动搞不起来", "外出党员说不知道支部在做什么"),
        ("流动党员能不能线上参加组织生活", "请组织部门给外出党员多的支部想个办法"),
    ),
    Topic(
        "rubbish", 18,
        ("{v}垃圾池满了没人清运", "垃圾清运不及时，臭味大", "村口垃圾堆成山"),
        ("垃圾车以前天天来，现在一周来一次", "垃圾池满了，就倒在河边", "保洁员减了人，垃圾清运跟不上"),
        ("夏天苍蝇蚊子多，臭得开不了窗", "垃圾冲到河里，下游洗菜都不敢", "来走亲戚的人都说村口难看"),
        ("请增加垃圾清运的次数", "垃圾池换个地方"),
        (0, 4, 8, 9),
    ),
    Topic(
        "signal", 12,
        ("{v}手机没信号", "山里手机信号差，电话打不出去", "基站建了不通信号"),
        ("进了村手机就没有信号", "打电话要爬到后山坡上", "去年建的基站一直没开通"),
        ("老人有急事电话打不出去", "孩子上网课没有网络信号", "扫码付款都付不了"),
        ("请移动电信来测一测信号", "把基站早点开通"),
        (2, 3),
    ),
    Topic(
        "house", 12,
        ("危房改造补助款没到账", "{v}危旧房补助拖了一年", "房子修好了，补助还没发"),
        (
            "去年列入危房改造，房子修好验收了，补助款没到", "危房补助说分两次发，第二次一直没发",
            "验收表签了字，补助款迟迟不到账",
        ),
        ("修房子借的钱还不上", "问镇里说在市里，问市里说在镇里", "家里老人住院也等钱用"),
        ("请查一查危房补助款在哪里", "补助什么时候发，给个准话"),
    ),
    Topic(
        "boar", 10,
        ("野猪糟蹋庄稼没人管", "{v}野猪拱了红薯地", "野猪成群下山毁田"),
        ("野猪一夜拱掉两亩红薯", "山上野猪成群，玉米快熟就来", "打野猪说违法，赶又赶不走"),
        ("今年红薯颗粒无收", "晚上不敢一个人去守田", "种了也白种，干脆抛荒"),
        ("野猪毁田能不能有补偿", "请林业部门组织护农队"),
        (1, 2, 6),
    ),
)  # fmt: skip
ALONE = (
    "祠堂门前的古樟树枯了一根大枝，怕掉下来砸人。", "广场舞音响开到晚上十点，能不能小声一点。",
    "水库钓鱼的人乱丢鱼线，缠死了白鹭。", "老戏台漏雨，梁柱上的彩画快看不清了。",
    "想问问返乡创业贷款去哪里申请。", "村史馆的照片里把我父亲的名字写错了。",
    "镇上理发店收费涨到三十块一次。", "隔壁养的鹅天天清早四点叫。",
    "家里老人想学用智能手机，有没有培训班。", "公墓山路上台阶没有扶手。",
    "农家书屋的书都是旧的，想看养蜂的书。", "请给空巢老人过一次重阳节。",
)  # fmt: skip
SURNAMES = "程何徐叶占余柯沈汪方彭石洪朱邹戴"
GIVEN = ("茂林", "金水", "秀英", "国平", "桂花", "细毛", "长根", "水莲", "春生", "腊梅", "有财", "招娣", "福根", "玉兰")
OPENINGS = ("", "", "领导您好，", "反映一个事：", "我是{v}村民，", "走访时说起，")
BUSYBODY = "余多言"
"""Writes about everything in the same words; one person all the same."""
REFRAIN = "本人多次通过各种渠道反映均无人理睬，望上级领导百忙之中予以高度重视并给予书面答复"


def messages(count: int = 500, *, seed: int = 2026) -> list[Message]:
    """`count` messages of the last twelve months, oldest first."""
    dice = random.Random(seed)
    made = [_message(dice, place) for place in range(count)]
    made.sort(key=lambda message: (message.at, message.title, message.text))
    return [
        Message(f"RX{place + 1:05d}", m.title, m.text, m.speaker, m.at, m.likes, m.town, m.village, m.source, m.topic)
        for place, m in enumerate(made)
    ]


def _message(dice: random.Random, place: int) -> Message:
    if place % 37 == 5:
        return _alone(dice, place)
    if place % 41 == 7:
        return _busybody(dice)
    topic = dice.choices(TOPICS, [topic.weight for topic in TOPICS])[0]
    number = dice.choice(topic.villages) if topic.villages else dice.randrange(len(VILLAGES))
    town, village = VILLAGES[number]
    speaker = "" if dice.random() < 0.2 else dice.choice(SURNAMES) + dice.choice(GIVEN)
    likes = int(dice.expovariate(0.4)) if dice.random() < 0.4 else 0
    return Message(
        "", dice.choice(topic.titles).format(v=village), _text(dice, topic, village, place), speaker,
        _instant(dice, growing=topic.growing), likes, town, village, dice.choice(SOURCES), topic.key,
    )  # fmt: skip


def _text(dice: random.Random, topic: Topic, village: str, place: int) -> str:
    """One in nine is a near copy: the same letter, signed by somebody else."""
    chosen = random.Random(topic.key) if place % 9 == 4 else dice
    facts = chosen.sample(topic.facts, chosen.choice((1, 2)))
    sentences = [*facts, chosen.choice(topic.effects), chosen.choice(topic.asks)]
    if chosen is not dice:
        sentences = [*topic.facts, *topic.effects[:2], topic.asks[0]]
    opening = "" if chosen is not dice else dice.choice(OPENINGS).format(v=village)
    return opening + "。".join(sentences) + "。"


def _alone(dice: random.Random, place: int) -> Message:
    town, village = dice.choice(VILLAGES)
    text = ALONE[place // 37 % len(ALONE)]
    speaker = dice.choice(SURNAMES) + dice.choice(GIVEN)
    return Message("", "", text, speaker, _instant(dice), 0, town, village, dice.choice(SOURCES), f"alone {place}")


def _busybody(dice: random.Random) -> Message:
    topic = dice.choice(TOPICS)
    text = f"{dice.choice(topic.facts)}。{REFRAIN}。"
    return Message(
        "",
        topic.titles[1].format(v="竹坑村"),
        text,
        BUSYBODY,
        _instant(dice),
        0,
        "洪岩镇",
        "竹坑村",
        "letter",
        topic.key,
    )


def _instant(dice: random.Random, *, growing: bool = False) -> datetime:
    """Within a year; what grows is raised mostly in the last weeks."""
    share = dice.random() ** 3 if growing else dice.random()
    minutes = int(share * 365 * 24 * 60)
    return UNTIL - timedelta(minutes=minutes)


def by_topic(made: list[Message]) -> Iterator[tuple[str, list[Message]]]:
    for topic in TOPICS:
        yield topic.key, [message for message in made if message.topic == topic.key]
