"""The matters of the demo's ledger: what, where, who is asked, and how far it has come."""

from dataclasses import dataclass
from enum import Enum


class Fate(Enum):
    """How far an item has come by today."""

    STRUCK = "struck off"
    REQUESTED = "waits for verification"
    WORKING = "in progress"
    ASKED = "in progress, a department is asked"
    ANSWERED = "in progress, the department answered"
    EXTENDING = "asks for more time"
    SUSPENDED = "suspended"
    OPENED = "not yet accepted"


@dataclass(frozen=True)
class Matter:
    title: str
    village: str
    owner: str
    days: int
    """Working days given."""
    ago: int
    """Calendar days since it was opened."""
    fate: Fate
    office: str = ""
    kind: str = "livelihood"
    detail: str = ""
    measures: tuple[str, ...] = ()
    wanted: str = ""


M = Matter
CURRENT: tuple[Matter, ...] = (
    M("竹坑村至镇区班车停运", "竹坑村", "程晓岚", 19, 28, Fate.ANSWERED, "JTJ", "livelihood",
      "9 月线路调整后，竹坑至镇区每日两班农村客运停开。竹坑、双溪两村老人赶集、看病要走 6 公里，逢三逢八赶集日最集中。",
      ("摸清两个村的出行需求", "与公交公司商定赶集日加开班次", "核定农村客运补贴", "站牌复位、时刻表上墙"), "赶集日两班、平日一班"),
    M("机耕桥护栏缺损", "沙湾村", "程晓岚", 14, 19, Fate.ANSWERED, "SLJ", "livelihood", "收割机过桥没有遮挡，去年掉下去过一辆三轮车。",
      ("现场勘查", "报价", "安装并验收"), "两侧护栏齐，验收合格"),
    M("慢病用药村内不能报销", "樟树下村", "程晓岚", 20, 21, Fate.ANSWERED, "YBJ", "livelihood", "7 名慢病老人每月要到市里拿药，车费比药还贵。",
      ("核对 7 名慢病老人的门诊报销口径", "村卫生室接入结算", "把办法讲到户"), "村卫生室能拿药、能报销"),
    M("便民服务点网络中断", "上畈村", "程晓岚", 15, 22, Fate.REQUESTED, "GDG", "livelihood", "", ("换光纤接头", "测三天"), ""),
    M("镇卫生院代办点周末无人值守", "石桥头村", "余敏", 12, 24, Fate.WORKING, "YBJ", "livelihood", "", ("排周末班", "公示电话"), ""),
    M("快递代取点设在村便民站", "双溪村", "余敏", 22, 18, Fate.ASKED, "JTJ", "wish", "", ("选址", "签协议"), "村里能取快递"),
    M("远教站点设备老化", "浒塘村", "余敏", 24, 18, Fate.WORKING, "", "party", "", ("清点", "更换"), ""),
    M("古戏台周边电线整治", "桥头村", "余敏", 30, 50, Fate.SUSPENDED, "GDG", "livelihood", "", ("入地设计", "施工"), ""),
    M("三户危房改造资金未到账", "泉源村", "刘海燕", 16, 21, Fate.ASKED, "ZJJ", "interest", "", ("核对名单", "催拨", "到账回访"), ""),
    M("村集体账目半年未公开", "大湖村", "刘海燕", 15, 20, Fate.ASKED, "NYJ", "interest", "", ("清账", "上墙"), "按季度公开"),
    M("老人养老金认证不会刷脸", "黄泥岗村", "刘海燕", 25, 19, Fate.ASKED, "RSJ", "livelihood", "", ("上门认证一次", "教会一名代办员"), ""),
    M("流转租金拖欠 22 户", "上游村", "何志明", 18, 24, Fate.ANSWERED, "NYJ", "interest", "", ("核合同", "约谈公司", "签还款单", "兑付"), "租金到户"),
    M("泉塘支渠渗漏，下游轮不到水", "泉塘村", "何志明", 20, 22, Fate.ANSWERED, "SLJ", "livelihood", "", ("查漏点", "排放水表", "堵漏", "过水验收"), ""),
    M("饮水工程末端水压不足", "上畈村", "何志明", 22, 21, Fate.ASKED, "SLJ", "livelihood", "", ("测压", "加泵", "回访"), ""),
    M("公墓道路硬化", "大田畈村", "何志明", 30, 26, Fate.WORKING, "JTJ", "wish", "", ("定线", "施工", "验收"), ""),
    M("党员活动室屋顶漏雨", "沙洲村", "徐建平", 12, 17, Fate.EXTENDING, "", "party", "", ("找施工队", "修好"), ""),
    M("流动党员 11 人失去联系", "杨家坞村", "徐建平", 24, 27, Fate.WORKING, "", "party", "", ("查去向", "建联系群", "发告知函", "补交党费"), "都联系上，有人管"),
    M("并校后学生上学远", "车溪村", "徐建平", 36, 24, Fate.ASKED, "JTY", "wish", "", ("摸底", "定接送", "试行"), ""),
    M("村口弯道没有反光镜", "下徐坂村", "江小禾", 15, 2, Fate.OPENED, "JTJ", "livelihood", "", ("踏勘", "安装"), ""),
    M("退役军人技能培训名额不足", "横路村", "彭思源", 20, 3, Fate.OPENED, "RSJ", "wish", "", ("问需", "开班"), ""),
)  # fmt: skip
PAST_TITLES = (
    "村道路灯缺亮", "自来水停水不通知", "便民站周末没人", "河边护栏松动", "公开栏未更新", "村卫生室缺药", "灌溉泵站跳闸",
    "垃圾清运不及时", "变压器过载停电", "危桥限行", "养老金停发", "农机补贴未到户", "校车站点过远", "村部网络不通",
    "老党员生活补贴漏发", "支部活动室没有桌椅", "宅基地界址争议", "林权证未换发", "河道采砂扰民", "沟渠淤塞",
)  # fmt: skip
"""Titles of what was solved in the past year; each comes back in several villages."""
