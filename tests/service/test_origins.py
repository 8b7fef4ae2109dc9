"""Where the voices behind one decision come from."""

from datetime import datetime

from sanxin.people.models import Level, Unit
from sanxin.service.models import Voice
from sanxin.service.queries.origins import origin_of
from tests.cast import Cast, unit
from tests.service.builders import a_voice


def of(*voices: Voice) -> tuple[Unit | None, str]:
    origin = origin_of(voices)
    return origin.place, origin.kind


def test_one_village_or_the_township_of_several(cast: Cast, now: datetime) -> None:
    here, there = a_voice(cast, place=cast.village), a_voice(cast, place=cast.other_village)

    assert of(here, a_voice(cast, place=cast.village)) == (cast.village, "")
    assert of(here, there) == (cast.town, "")
    assert of(here, a_voice(cast, place=cast.town)) == (cast.town, "")
    assert of(here, a_voice(cast, place=None)) == (cast.village, "")


def test_several_townships_have_nothing_in_common(cast: Cast, now: datetime) -> None:
    far = unit("360281199", "众埠镇", Level.TOWNSHIP, cast.county)
    beyond = unit("360281199001", "港口村", Level.VILLAGE, far)

    assert of(a_voice(cast, place=cast.village), a_voice(cast, place=beyond)) == (None, "")
    assert of(a_voice(cast, place=None)) == of() == (None, "")


def test_most_of_them_say_what_kind_it_is(cast: Cast, now: datetime) -> None:
    wish, livelihood = a_voice(cast, kind="wishes"), a_voice(cast, kind="livelihood")

    assert of(wish, livelihood, a_voice(cast, kind="wishes"), a_voice(cast))[1] == "wish"
    assert of(wish, livelihood)[1] == "livelihood"
