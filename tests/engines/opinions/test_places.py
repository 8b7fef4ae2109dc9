"""Names of places without a gazetteer."""

import pytest

from sanxin_engines.opinions import Voice
from sanxin_engines.opinions.places import places_in
from sanxin_engines.opinions.reading import Reader
from sanxin_engines.opinions.settings import Settings


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("白石村自来水发黄", "白石村"),
        ("反映龙潭镇公交问题", "龙潭镇"),
        ("A7县泉塘街道路灯坏了", "a7县"),
        ("A7县泉塘街道路灯坏了", "泉塘街道"),
        ("人民路路面破损", "人民路"),
    ],
)
def test_a_place_is_known_by_its_last_syllables(title: str, place: str):
    assert place in Reader(Settings()).read(title, "").places


@pytest.mark.parametrize("title", ["我们小区的道路坏了", "这里的公路太窄", "政府应当关心农村", "请修建垃圾站"])
def test_a_kind_of_place_is_no_place(title: str):
    assert Reader(Settings()).read(title, "").places == ()


def test_local_words_are_places_and_never_cut():
    voice = Voice("1", "", "八角楼下屋场的路灯坏了")

    reading = Reader(Settings(local_words=("八角楼下屋场",))).read(voice.title, voice.text)

    assert "八角楼下屋场" in reading.places
    assert "八角楼下屋场" in reading.body_words


def test_an_ending_that_belongs_to_the_next_word_ends_no_place():
    assert places_in(["双溪村", "广场", "舞", "太吵"], frozenset({"双溪村"})) == ("双溪村",)
    assert places_in(["双溪村", "广场", "太吵"], frozenset({"双溪村"})) == ("双溪村", "双溪村广场")
    assert places_in(["戴坞村", "村", "务"], frozenset({"戴坞村"})) == ("戴坞村",)
