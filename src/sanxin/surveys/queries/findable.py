"""What the search index keeps of a questionnaire: what is asked, never what was answered."""

from sanxin.kernel.search import Entry
from sanxin.surveys.models import Edition, Questionnaire
from sanxin_engines.questionnaires import Kind

QUESTIONNAIRES = "surveys.questionnaire"
PHOTOS = "surveys.photos"


def entry_of(questionnaire: Questionnaire) -> Entry:
    """Title and the labels of its questions; the date is the day it was begun, so rewriting it does not move it up."""
    labels = [question.label for question in questionnaire.as_form().questions]
    return Entry(
        kind=QUESTIONNAIRES,
        id=questionnaire.id,
        county_id=questionnaire.county_id,
        office_id=questionnaire.office_id,
        title=questionnaire.title,
        body="\n".join(labels),
        at=questionnaire.created_at,
    )


def entry_of_photos(edition: Edition) -> Entry | None:
    """The pictures handed in with one edition, found by its title and by what they were asked for; None without."""
    asked = [question.label for question in edition.as_form().questions if question.kind is Kind.PHOTO]
    if not asked:
        return None
    return Entry(
        kind=PHOTOS,
        id=edition.id,
        county_id=edition.questionnaire.county_id,
        office_id=edition.questionnaire.office_id,
        title=edition.title,
        body="\n".join(asked),
        at=edition.published_at,
    )
