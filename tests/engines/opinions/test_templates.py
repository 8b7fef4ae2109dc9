"""One author's set phrases never make a problem; his repeated complaint does."""

from dataclasses import replace

from sanxin_engines.opinions import Voice, synthesize
from sanxin_engines.opinions.reading import Reader, read_all
from sanxin_engines.opinions.settings import DEFAULT
from sanxin_engines.opinions.templates import mute_templates
from tests.engines.opinions.sample import NOW, crowd, letters

FRAME = "地处{0}，{1}，在大力倡导以人民为中心的大背景下，不知市委市政府相关部门有何具体政策和行动？"
MATTERS = (
    ("月亮湾片区", "自来水常年重金属超标"), ("高铁西站", "规划多年不见动静"), ("师范附小周边", "过街设施一直空白"),
    ("汉陵遗址公园", "杂草丛生盗墓频发"), ("民办幼儿园", "教师收入始终最低"), ("老旧菜场", "排水不畅蚊蝇成群"),
)  # fmt: skip


def templates_of_one_author() -> list[Voice]:
    return [
        Voice(f"t{number}", f"请加快{place}建设力度", FRAME.format(place, matter), "热心人")
        for number, (place, matter) in enumerate(MATTERS)
    ]


def test_templates_weigh_nothing():
    heard = [*templates_of_one_author(), *letters()]

    muted = mute_templates(read_all(heard, Reader(DEFAULT)), [voice.author for voice in heard], stories=3, words=3)[:6]

    assert all("背景" not in reading.body_words and "具体" not in reading.body_words for reading in muted)
    assert "自来水" in muted[0].body_words


def test_one_authors_templates_do_not_gather():
    synthesis = synthesize([*letters(), *crowd(), *templates_of_one_author()], now=NOW)

    gathered = [sum(voice.startswith("t") for voice in problem.voices) for problem in synthesis.problems]
    assert max(gathered) <= 2


def test_one_authors_repeated_complaint_stays_one_problem_of_one_person():
    asked = ("何时启动拆迁", "什么时候能拆迁", "拆迁如何规划", "到底拆不拆")
    heard = [
        Voice(f"c{number}", f"茶坪村五组{words}", f"请问茶坪村五组{words}？周围都拆了，只剩我们这一小块。", "村民")
        for number, words in enumerate(asked)
    ]

    problem = next(p for p in synthesize([*letters(), *heard], now=NOW).problems if "c0" in p.voices)

    assert problem.voices == ("c0", "c1", "c2", "c3")
    assert problem.heat.people == 1


def test_greetings_make_no_problem():
    polite = "尊敬的领导，您好！万分感谢您在百忙之中阅读来信，恳请领导给予答复，谢谢！"
    heard = [
        Voice("1", "老街古樟树开裂", polite + "老街的古樟树树皮开裂。"),
        Voice("2", "残疾证怎样补办", polite + "遗失的残疾证怎样补办。"),
        Voice("3", "流浪狗追咬晨跑的人", polite + "一群流浪狗追咬晨跑的人。"),
    ]

    assert {"1", "2", "3"} <= set(synthesize([*letters()[:4], *heard], now=NOW).unassigned)


def test_place_names_alone_make_no_problem():
    heard = [
        Voice("1", "白石村古樟树开裂", "白石村老街的古樟树树皮开裂，请园林来看看。", "甲"),
        Voice("2", "白石村低保公示", "白石村去年的低保名单没有张贴出来。", "乙"),
        Voice("3", "白石村快递点", "白石村想设一个快递代收的地方。", "丙"),
        Voice("4", "白石村流浪狗", "白石村晨跑时被一群流浪狗追咬。", "丁"),
    ]

    synthesis = synthesize([*letters(), *crowd(), *heard], now=NOW)

    together = [set(problem.voices) & {"1", "2", "3", "4"} for problem in synthesis.problems]
    assert max(map(len, together)) <= 1


def test_an_office_code_on_a_thousand_letters_costs_no_pairs_of_them():
    heard = [replace(voice, author="热线") for voice in crowd(1200)]

    muted = mute_templates(read_all(heard, Reader(DEFAULT)), ["热线"] * len(heard), stories=3, words=3)

    assert len(muted) == 1200
    assert all("居民" not in reading.body_words for reading in muted[:20])
