"""One text of many people."""

from sanxin_engines.opinions import Voice, synthesize
from sanxin_engines.opinions.copies import find_copies
from sanxin_engines.opinions.reading import Reader, read_all
from sanxin_engines.opinions.settings import DEFAULT
from tests.engines.opinions.sample import NOW

PETITION = (
    "我们是翠湖花园二期的全体业主，开发商承诺的地下车位至今没有交付，却以每个八万元的价格强行捆绑销售给业主，"
    "合同里根本没有这一条，多次到售楼部交涉都没有结果，请住建部门依法查处，维护业主的合法权益。"
)


def copies_of(*voices: tuple[str, str]) -> list[int]:
    heard = [Voice(str(number), title, text) for number, (title, text) in enumerate(voices)]
    return find_copies(read_all(heard, Reader(DEFAULT)), overlap=DEFAULT.copy_overlap, seed=DEFAULT.seed).tolist()


def test_the_same_letters_in_another_dress_are_a_copy():
    dressed = PETITION.replace("，", ", ").replace("八", "八") + "\n\t "

    assert copies_of(("车位", PETITION), ("投诉", dressed)) == [0, 0]


def test_a_slightly_changed_text_is_a_near_copy():
    assert copies_of(("翠湖花园捆绑车位", PETITION), ("翠湖花园捆绑销售车位", PETITION + "谢谢！")) == [0, 0]


def test_a_form_letter_about_another_house_is_no_copy():
    other = PETITION.replace("翠湖花园二期", "锦绣名苑二期")

    assert copies_of(("翠湖花园车位捆绑", PETITION), ("锦绣名苑5栋广告扰民", other)) == [0, 1]


def test_short_bodies_are_compared_with_their_titles():
    assert copies_of(("东街路灯坏了", "请尽快处理"), ("西街下水道堵塞", "请尽快处理")) == [0, 1]


def test_empty_letters_are_not_copies():
    assert copies_of(("", ""), ("", "")) == [0, 1]


def test_a_petition_adds_people_not_texts():
    heard = [Voice(f"{number:02d}", "翠湖花园车位", PETITION, f"业主{number % 20}") for number in range(30)]

    [problem] = synthesize(heard, now=NOW).problems

    assert (problem.heat.people, problem.heat.messages) == (20, 30)
    assert problem.duplicates == (problem.voices,)
    assert len(problem.quotes) == 1


def test_nameless_copies_count_once():
    heard = [Voice(f"{number}", "翠湖花园车位", PETITION) for number in range(5)]

    [problem] = synthesize(heard, now=NOW).problems

    assert problem.heat.people == 1
