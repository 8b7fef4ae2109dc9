"""Groups of published conversations. The data stay outside the repository; `bench.consensus` times the same."""

import pytest
from bench.consensus import SHARED, agreement, published

from sanxin_engines.consensus import analyse, tabulate
from sanxin_engines.consensus.files import read_statements, read_votes

pytestmark = [
    pytest.mark.shared_data,
    pytest.mark.skipif(
        not (SHARED / "polis").is_dir(), reason="NO REAL DATA: set SANXIN_SHARED to the folder that holds polis/"
    ),
]


@pytest.mark.parametrize("name", ["15-per-hour-seattle", "brexit-consensus", "vtaiwan.uberx"])
def test_groups_agree_with_the_published_ones(name: str) -> None:
    folder = SHARED / "polis" / name
    told, theirs = read_statements(folder / "comments.csv"), published(folder)
    table = tabulate(read_votes(folder / "votes.csv"), statements=told.ids, left_out=told.left_out)

    ours = analyse(table, k=len(set(theirs.values()))).groups

    assert agreement(ours, theirs) >= 0.95
    assert min(list(ours.values()).count(group) for group in set(ours.values())) >= 5
