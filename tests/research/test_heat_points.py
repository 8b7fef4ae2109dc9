"""The points beside a problem add up to its heat, as a careful reader will check."""

import pytest

from sanxin.research.rules.heat import whole_points


@pytest.mark.parametrize(
    ("points", "score", "shown"),
    [
        ([61.1, 1.2, 5.4, 3.4, 29.6], 101, [61, 1, 6, 3, 30]),
        ([10.0, 0.0, 12.0, 0.0, 0.0], 22, [10, 0, 12, 0, 0]),
        ([0.5, 0.0, 1.5, 0.0, 0.0], 2, [1, 0, 1, 0, 0]),
        ([0.0, 0.0, 0.0, 0.0, 0.0], 0, [0, 0, 0, 0, 0]),
    ],
)
def test_points_add_up(points: list[float], score: int, shown: list[int]) -> None:
    assert whole_points(points, score) == shown
    assert sum(shown) == score
