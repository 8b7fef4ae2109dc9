"""Which earlier questions are like a new one."""

import pytest

from sanxin.topics.rules.similar import likeness, nearest, pairs

PAST = [
    ("a", "偏远村老人出行，怎么办？"),
    ("b", "村干部报酬怎样按月发到手？"),
    ("c", "返乡人才怎么留得住？"),
    ("d", "村干部待遇保障问题研究"),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("偏远村老人出行难怎么解决", ["a"]),
        ("村干部报酬发放研究", ["b"]),
        ("返乡人才工作怎么做", ["c"]),
        ("快递不到村怎么办", []),
        ("", []),
        ("怎么办？", []),
    ],
)
def test_nearest(text: str, found: list[str]) -> None:
    assert [key for key, _score in nearest(text, PAST)] == found


def test_like_itself_and_unlike_nothing() -> None:
    assert likeness(pairs("村干部报酬"), pairs("村干部报酬")) == 1.0
    assert likeness(pairs("村干部报酬"), frozenset()) == 0.0
