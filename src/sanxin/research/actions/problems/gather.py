from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sanxin.kernel.actions import action
from sanxin.people.models import Person, Unit
from sanxin.research.actions.problems.claiming import hold_desk
from sanxin.research.actions.problems.describing import describe
from sanxin.research.actions.problems.noting import note
from sanxin.research.actions.problems.numbering import draw_numbers
from sanxin.research.actions.problems.snapshots import snapshot
from sanxin.research.models import Offer, Problem, ProblemVoice, Stage, Verb
from sanxin.research.permissions import problems as permissions
from sanxin.research.rules import acts
from sanxin.service.models import Voice


@action
def gather_voices(office: Unit, voices: Collection[UUID], *, by: Person, name: str, at: datetime) -> Problem:
    """Make a problem of voices that lie nowhere; it waits to be accepted.

    Refused: no name, none chosen, some of another office, some in a problem already.
    """
    permissions.check_may_work(by, office.id)
    hold_desk(office.id)
    name = acts.check_name(name, present="")
    chosen = list(dict.fromkeys(voices))
    acts.check_ticked(len(chosen))
    acts.check_all_there(len(chosen), Voice.objects.filter(office=office, pk__in=chosen).count())
    acts.check_lie_nowhere(ProblemVoice.objects.filter(voice__in=chosen).count())

    before = snapshot([], chosen)
    county_id = office.county_id or office.id
    new = Problem.objects.create(
        county_id=county_id, office=office, number=draw_numbers(county_id, 1)[0], name=name, born_at=at
    )
    before["problems"][str(new.id)] = _not_there_yet(new, by, at)
    Offer.objects.filter(voice__in=chosen).delete()
    ProblemVoice.objects.bulk_create(
        ProblemVoice(problem=new, voice_id=voice, placed_by=by, placed_at=at) for voice in chosen
    )
    describe([new])
    return note(Verb.GATHERED, new, by=by, at=at, facts={"code": new.code, "voices": len(chosen)}, before=before)


def _not_there_yet(new: Problem, by: Person, at: datetime) -> dict[str, object]:
    """How it stands after this is taken back: its number stays used, its voices lie nowhere again."""
    return {
        "name": new.name, "stage": Stage.GONE.value, "keywords": [], "quotes": [], "reasons": [],
        "acceptance": None, "lock": None, "departure": [None, str(by.id), None, at.isoformat()],
    }  # fmt: skip
