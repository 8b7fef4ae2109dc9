"""Invented voices: what villagers of a county really worry about, said in many ways. Deterministic by seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """One worry: ways of saying it, and what it does to people."""

    title: str
    openings: tuple[str, ...]
    details: tuple[str, ...]
    wishes: tuple[str, ...]
    kind: str


@dataclass(frozen=True)
class Complaint:
    title: str
    text: str
    village: str
    kind: str


OF_A_PLACE: dict[str, Theme] = {
    "bus": Theme(
        "到镇里的班车停了",
        (
            "{village}到镇上的班车停了，",
            "以前一天两趟班车，现在从{village}到镇里一趟都没有，",
            "{village}的客运班车九月份取消了，",
        ),
        (
            "老人赶集要走一个半钟头。",
            "去卫生院拿药只能搭人家的摩托。",
            "背着东西走六公里回不来。",
            "说坐的人少亏本就不跑了。",
            "孩子周末回家也没有车。",
        ),
        ("希望恢复班车。", "赶集日能不能开一趟？", "哪怕一天一班也好。", "想问问什么时候能通。"),
        "livelihood",
    ),
    "canal": Theme(
        "支渠漏水，下游轮不到水",
        ("{village}的支渠漏水严重，", "{village}段渠道塌了一截，水都渗掉了，", "今年放水到{village}就断了，渠道漏，"),
        (
            "下游的晚稻轮不到水。",
            "三十多亩田干得开裂。",
            "闸口也关不严。",
            "几户人家半夜抢水吵起来。",
            "抽水一亩要多花八十块。",
        ),
        ("请水利部门来修。", "希望冬天把渠道硬化。", "放水的时间要排一排。"),
        "livelihood",
    ),
    "lamp": Theme(
        "路灯坏了没人换",
        ("{village}主路的路灯坏了好几盏，", "{village}村口路灯不亮三个月了，", "{village}装的太阳能路灯一半不亮，"),
        ("晚上老人摔过一跤。", "学生下晚自习摸黑走。", "打了电话说会来看，一直没来。", "骑电动车看不见坑。"),
        ("请换一换灯泡。", "能不能定个人管？", "希望早点修好。"),
        "livelihood",
    ),
    "water": Theme(
        "自来水浑，停水不通知",
        ("{village}的自来水一下雨就浑，", "{village}自来水有泥沙，", "{village}末端水压小，三楼上不去，"),
        ("停水也不通知。", "洗菜都不敢用。", "水费照收。", "一个月停了五次。"),
        ("希望查查水源。", "停水提前说一声。", "请供水公司来清管道。"),
        "livelihood",
    ),
    "bridge": Theme(
        "机耕桥护栏缺损",
        ("{village}机耕桥的护栏撞断了，", "{village}河边小桥没有护栏，", "{village}的机耕桥面开裂，"),
        ("收割机不敢过。", "小孩放学在桥上跑，吓人。", "涨水的时候看不见边。", "去年掉下去过一辆三轮车。"),
        ("请尽快装护栏。", "希望加固一下。"),
        "livelihood",
    ),
    "rent": Theme(
        "土地流转租金拖欠",
        (
            "{village}流转出去的田租金没给，",
            "{village}的流转合同去年到期，租金还欠着，",
            "公司租了{village}的地，租金拖了一年，",
        ),
        ("二十二户都没拿到。", "打电话不接。", "老板说亏了没钱。", "合同上写的六月付。"),
        ("请帮忙讨回来。", "希望司法所来调解。", "下次要先交押金。"),
        "interests",
    ),
    "accounts": Theme(
        "村务公开栏几个月没换",
        ("{village}的公开栏半年没换，", "{village}村集体账目看不到，", "{village}公开栏贴的还是去年的，"),
        ("卖山场的钱去哪了不知道。", "字太小老人看不懂。", "问了说还没做好。"),
        ("请按季度公开。", "希望把账讲清楚。", "开个会说一说。"),
        "interests",
    ),
    "parcel": Theme(
        "快递只到镇上，老人取不了",
        ("快递都放在镇上，{village}的人要自己去拿，", "{village}不通快递，", "网上买的东西到不了{village}，"),
        ("来回二十里路。", "老人不会骑车，一放就是一个礼拜。", "带一次要给五块钱。"),
        ("能不能在便民站设个代取点？", "希望邮政能送到村。"),
        "wishes",
    ),
}
EVERYWHERE: dict[str, Theme] = {
    "medicine": Theme(
        "慢病的药在村里报不了",
        (
            "高血压的药在{village}卫生室拿不能报销，",
            "我们{village}的老人慢病门诊要跑到市里才能报，",
            "糖尿病的药村卫生室没有，{village}的人要去城里拿，",
        ),
        ("来回车费比药还贵。", "一年要跑十几趟。", "慢病证办了也用不上。", "年纪大的记不住怎么办手续。"),
        ("希望在村里就能报。", "镇卫生院能拿也行。", "请把政策讲明白。"),
        "livelihood",
    ),
    "pension": Theme(
        "养老金认证老人不会刷脸",
        (
            "{village}的老人不会用手机刷脸认证，",
            "养老金每年要认证，{village}好多老人手机都没有，",
            "刷脸老是不过，{village}几个八十多岁的没办法，",
        ),
        ("停发了两个月才知道。", "儿女都在外面打工。", "让人扶到镇上排队。"),
        ("能不能上门认证？", "村里帮着一起办。", "希望用身份证就行。"),
        "livelihood",
    ),
    "meeting": Theme(
        "年轻党员外出多，支部大会凑不齐人",
        ("{village}支部年轻党员都在外面，", "{village}开支部大会人凑不齐，", "流动党员联系不上，{village}支部"),
        ("表决总是不够法定人数。", "群里发了也没人回。", "老党员走不动路。", "三会一课开起来很难。"),
        ("能不能视频参加？", "希望有个明确说法。", "请指导一下怎么联系流动党员。"),
        "wishes",
    ),
    "school": Theme(
        "小学并点后孩子上学远",
        (
            "{village}小学并到镇上以后，",
            "并校了，{village}的孩子上学要走一个小时，",
            "{village}的小学生现在五点半就要起床，",
        ),
        ("没有校车，都是爷爷奶奶骑三轮送。", "下雨天路滑。", "中午没地方吃饭。", "低年级的也要住校。"),
        ("希望开校车。", "中午能有食堂。", "低年级能不能留在村里？"),
        "wishes",
    ),
}
"""Worries heard in many villages at once."""
ALONE = (
    "{village}后山的古樟树被白蚁蛀了，想请人来看看。",
    "想问{village}修谱的钱能不能抵税。",
    "{village}祠堂边的电线太乱，怕着火。",
    "我儿子退伍回{village}，想问问有什么培训。",
    "{village}的井盖被人拿走了一个。",
    "野猪把{village}的红薯拱了，有没有补助？",
    "{village}广场舞音响太晚，睡不着。",
    "想在{village}办个小厂，不知道找哪个部门。",
    "{village}的公墓道路下雨就是泥。",
    "党费能不能在手机上交？{village}几个老党员都问。",
)
TAILS = ("", "", "谢谢。", "麻烦领导了。", "大家都这么说。", "反映过，没有下文。", "请回个话。")


def complaints(count: int, villages: list[str], seed: int = 2009) -> Iterator[Complaint]:
    """`count` invented complaints: a few big worries, many small ones, some that stand alone."""
    rng = random.Random(seed)  # noqa: S311 - the same county every time
    local = [(key, village) for key in OF_A_PLACE for village in rng.sample(villages, min(3, len(villages)))]
    wide = list(EVERYWHERE)
    for _ in range(count):
        draw = rng.random()
        if draw < 0.55:
            key, village = local[min(int(rng.expovariate(0.14)), len(local) - 1)]
            yield _say(OF_A_PLACE[key], village, rng)
        elif draw < 0.9:
            yield _say(EVERYWHERE[rng.choice(wide)], rng.choice(villages), rng)
        else:
            village = rng.choice(villages)
            text = rng.choice(ALONE).format(village=village)
            yield Complaint(text[:14].rstrip("，。？"), text, village, "unsorted")


def _say(theme: Theme, village: str, rng: random.Random) -> Complaint:
    details = rng.sample(theme.details, k=rng.choice((1, 1, 2)))
    text = rng.choice(theme.openings).format(village=village) + "".join(details) + rng.choice(theme.wishes)
    return Complaint(f"{village}{theme.title}", text + rng.choice(TAILS), village, theme.kind)
