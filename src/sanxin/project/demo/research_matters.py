"""The questions the demo's office looks into: last year's topics, this year's candidates. All invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    title: str
    reason: str
    field: str
    by: str
    scores: tuple[int, int, int] | None = None
    """What 徐建平, 程晓岚 and 何志明 gave for each criterion; nobody has scored where there is none."""
    remark: str = ""
    words: tuple[str, ...] = ()
    """In the names of the problems it comes from."""


PARTY, CADRES, TALENT, TEAMS = "基层组织建设", "干部选任", "人才工作", "领导班子思想政治建设"


@dataclass(frozen=True)
class Chosen:
    """What became of a question that was chosen."""

    question: Question
    lead: str
    team: tuple[str, ...]
    kind: str
    methods: tuple[str, ...]
    audience: str
    expected: str
    places: tuple[tuple[str, int], ...]
    days: tuple[int, int]
    """Begins and ends so many days from now."""
    steps: tuple[tuple[str, str, int, str], ...] = ()
    """What, who, due how many days from now, and what came of it; open where nothing did."""
    end: tuple[str, str] | None = None
    """`finish` or `stop`, and the words."""
    visits: tuple[tuple[str, int, str], ...] = ()
    """Village, days from now, and what was seen."""


LAST_YEAR = (
    Chosen(
        Question(
            "村级后备干部从哪里来，怎么留得住？", "三十个村书记里十九个过了五十五岁。", CADRES, "徐建平", (5, 4, 5)
        ),
        "徐建平",
        ("何志明",),
        "countermeasure",
        ("talks", "statistics"),
        "村书记、返乡青年、大学生村官",
        "一份培养办法",
        (("泉源村", 12), ("上游村", 10), ("沙湾村", 10)),
        (-320, -150),
        (
            ("摸清各村后备名单", "何志明", -260, "四十七人，能用的二十一人。"),
            ("拿出培养办法", "徐建平", -160, "已报部务会，按办法试了五个村。"),
        ),
        ("finish", "后备干部缺的不是人，是看得见的台阶。办法已在五个村试行，十一人进了两委。"),
    ),
    Chosen(
        Question("人才驿站建了为什么没有人来？", "四个驿站，一季度来了九个人。", TALENT, "彭思源", (3, 4, 3)),
        "彭思源",
        (),
        "dissecting",
        ("walks", "experts"),
        "返乡创业的、驿站管理员",
        "一篇短报告",
        (("大湖村", 8),),
        (-310, -60),
        (("走访九位来过的人", "彭思源", -240, "多数不知道能办什么。"),),
        ("stop", "驿站今年并到政务大厅，问题换了样子，不再单独研究。"),
    ),
    Chosen(
        Question("联系群众的走访，怎样才不走过场？", "走访记录里三成只有一句“反映良好”。", TEAMS, "叶文清", (4, 5, 4)),
        "程晓岚",
        ("余敏", "江小禾"),
        "supervisory",
        ("walks", "sampling", "questionnaire"),
        "在家群众、包村干部",
        "走访怎么记、怎么回话的一页纸",
        (("竹坑村", 30), ("车溪村", 25), ("上畈村", 25)),
        (-200, -5),
        (("抽一百份走访记录看", "江小禾", -120, "三十四份没有写是谁的什么事。"), ("入户问二十户", "余敏", -9, "")),
        None,
        (("车溪村", -30, "八户里五户说来过，两户记不得来的人。"),),
    ),
)
"""Finished, stopped, and one that is late."""

NOW = (
    Chosen(
        Question(
            "偏远村老人出行，车怎么开才坐得起、开得久？",
            "班车停了以后，赶集、看病都成了难事。",
            PARTY,
            "程晓岚",
            (5, 5, 4),
            "先看公司的账，亏在哪一班。",
            ("班车",),
        ),
        "程晓岚",
        ("何志明", "余敏"),
        "countermeasure",
        ("walks", "talks", "questionnaire"),
        "在家老人、学生家长、客运公司",
        "给部务会的一个方案",
        (("竹坑村", 30), ("双溪村", 24), ("沙湾村", 25)),
        (-25, 70),
        (
            ("问卷收回一百份", "余敏", -18, "收回一百二十份，六个村。"),
            ("赶集日跟车两次", "何志明", 6, ""),
            ("拿出方案", "程晓岚", 45, ""),
        ),
        None,
        (("沙湾村", -12, "早班车坐了四个人，三个是去卫生院。"),),
    ),
    Chosen(
        Question(
            "流动党员怎么过组织生活？",
            "外出党员占三成，表决常常凑不齐人。",
            PARTY,
            "何志明",
            (4, 5, 5),
            "先问清视频参会怎么算数。",
            ("党员", "支部"),
        ),
        "何志明",
        ("刘海燕",),
        "forward",
        ("talks", "experts"),
        "支部书记、流动党员",
        "支部怎么开会的一页纸",
        (("双溪村", 15), ("杨家坞村", 10)),
        (-20, 60),
        (("谈完十个支部", "何志明", 20, ""),),
        None,
        (),
    ),
    Chosen(
        Question(
            "修好的东西谁来管？",
            "路灯、护栏、渠道，修了又坏，没有人说得清归谁。",
            TEAMS,
            "徐建平",
            (4, 4, 4),
            "",
            ("灯",),
        ),
        "余敏",
        (),
        "",
        (),
        "",
        "",
        (),
        (0, 0),
    ),
)
"""Two running and one to be planned; all three mean to go to one village."""

CANDIDATES = (
    Question(
        "慢病的药怎样在村里就能拿、就能报？",
        "来回车费比药还贵，一年跑十几趟。",
        PARTY,
        "余敏",
        (5, 4, 5),
        "医保局说端口明年春天能通，要不要等？",
        ("药", "慢病"),
    ),
    Question(
        "老人养老金认证，能不能不刷脸？",
        "八十岁以上的十个有六个过不了。",
        PARTY,
        "刘海燕",
        (4, 4, 3),
        "",
        ("养老金", "认证"),
    ),
    Question(
        "低年级的孩子上学远，教学点留不留？",
        "最小的六岁，五点半起床。",
        PARTY,
        "程晓岚",
        (4, 3, 4),
        "",
        ("上学", "小学"),
    ),
    Question("年轻干部下得去，怎么待得住？", "三年里下去的二十六人，回来了十四人。", CADRES, "叶文清", (5, 3, 4)),
    Question("专家人才怎么和村里的产业对上？", "有名单，没有下文。", TALENT, "彭思源"),
)
DECLINED = Question("办公用房怎么调配？", "几个科室挤在一层。", TEAMS, "江小禾", (2, 1, 2))
WITHDRAWN = Question("机关食堂的菜价", "", TEAMS, "余敏")
