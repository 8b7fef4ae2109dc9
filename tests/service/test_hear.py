"""Noting one voice."""

from datetime import datetime, timedelta

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.ids import new_id
from sanxin.kernel.refusals import NotAllowed
from sanxin.service.models import Kind, Voice, VoiceContact
from sanxin.service.speakers import Speaker
from tests.cast import Cast
from tests.service.builders import FANG, a_voice, refused


def test_an_officer_notes_what_somebody_said(cast: Cast, now: datetime) -> None:
    voice = a_voice(cast, kind=Kind.LIVELIHOOD)

    assert (voice.office, voice.county, voice.heard_by) == (cast.department, cast.county, cast.officer)
    assert voice.anonymous
    assert voice.speaker_key == ""
    assert [event.name for event in timeline(voice.id)] == ["service.voice.heard"]


def test_a_liaison_notes_for_a_department(cast: Cast, now: datetime) -> None:
    voice = a_voice(cast, by=cast.liaison)

    assert list(Voice.objects.visible_to(cast.liaison)) == [voice]
    assert list(Voice.objects.visible_to(cast.officer)) == [voice]


def test_the_same_id_again_changes_nothing(cast: Cast, now: datetime) -> None:
    phone_id = new_id()

    first = a_voice(cast, voice_id=phone_id)
    again = a_voice(cast, voice_id=phone_id, text="改了几个字")

    assert again.text == first.text
    assert Voice.objects.count() == 1
    assert len(timeline(phone_id)) == 1


def test_an_id_of_somebody_elses_voice_is_refused(cast: Cast, now: datetime) -> None:
    taken = a_voice(cast).id
    home = cast.stranger.posts.get().unit

    with refused("service.voice.id_taken"):
        a_voice(cast, voice_id=taken, by=cast.stranger, office=home, place=None)


def test_who_agreed_to_be_answered_leaves_a_contact(cast: Cast, now: datetime) -> None:
    voice = a_voice(cast, speaker=FANG)

    contact = VoiceContact.objects.get(voice=voice)
    assert (contact.name, contact.phone) == ("方茂林", "13812342210")
    assert contact.masked == "方** 138****2210"
    assert not voice.anonymous


def test_a_contact_is_not_readable_in_the_database(cast: Cast, now: datetime) -> None:
    from django.db import connection

    a_voice(cast, speaker=FANG)

    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone FROM service_voicecontact")
        name, phone = cursor.fetchone()
    assert "方" not in name
    assert "2210" not in phone


def test_a_name_without_consent_counts_people_and_is_not_kept(cast: Cast, now: datetime) -> None:
    first = a_voice(cast, speaker=Speaker(name="方茂林"))
    second = a_voice(cast, speaker=Speaker(name="方茂林"))

    assert first.speaker_key == second.speaker_key != ""
    assert "方茂林" not in first.speaker_key
    assert not VoiceContact.objects.exists()


def test_a_phone_without_consent_is_refused(cast: Cast, now: datetime) -> None:
    with refused("service.contact.no_consent"):
        a_voice(cast, speaker=Speaker(name="方茂林", phone="13812342210"))


def test_who_wants_an_answer_leaves_a_phone(cast: Cast, now: datetime) -> None:
    with refused("service.contact.no_phone"):
        a_voice(cast, speaker=Speaker(name="方茂林", may_answer=True))


def test_nothing_said_is_refused(cast: Cast, now: datetime) -> None:
    with refused("service.voice.empty"):
        a_voice(cast, text="  \n ")


def test_a_book_is_refused(cast: Cast, now: datetime) -> None:
    with refused("service.voice.too_long"):
        a_voice(cast, text="水" * 20_001)


def test_tomorrow_has_not_been_heard(cast: Cast, now: datetime) -> None:
    with refused("service.voice.future"):
        a_voice(cast, heard_at=now + timedelta(hours=1))


@pytest.mark.parametrize("who", ["leader", "handler", "administrator", "auditor", "stranger"])
def test_others_do_not_note_voices(cast: Cast, now: datetime, who: str) -> None:
    with refused("service.voice.not_desk", NotAllowed):
        a_voice(cast, by=getattr(cast, who))
    assert not Voice.objects.exists()


def test_events_carry_nothing_personal(cast: Cast, now: datetime) -> None:
    voice = a_voice(cast, speaker=FANG)

    told = str(timeline(voice.id)[0].content())
    assert "方茂林" not in told
    assert "13812342210" not in told
    assert voice.speaker_key not in told
