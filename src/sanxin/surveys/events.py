"""What happens when we ask widely, in sentences, one file a concept."""

from sanxin.surveys import events_asking as events_asking
from sanxin.surveys import events_meetings as events_meetings
from sanxin.surveys import events_questionnaires as events_questionnaires
