"""Who reads raw voices: docs/map.md, "Sight"."""

import pytest

from sanxin.service.models import Voice
from tests.cast import Cast
from tests.service.builders import a_voice


@pytest.mark.parametrize("who", ["officer", "colleague", "head"])
def test_the_desk_reads_its_offices_voices(cast: Cast, who: str) -> None:
    voice = a_voice(cast)

    assert list(Voice.objects.visible_to(getattr(cast, who))) == [voice]


@pytest.mark.parametrize("who", ["leader", "handler", "liaison", "administrator", "auditor", "stranger"])
def test_others_read_none(cast: Cast, who: str) -> None:
    a_voice(cast)

    assert not Voice.objects.visible_to(getattr(cast, who)).exists()


def test_a_liaison_reads_what_they_noted_only(cast: Cast) -> None:
    a_voice(cast)
    mine = a_voice(cast, by=cast.liaison)

    assert list(Voice.objects.visible_to(cast.liaison)) == [mine]
