"""What happens when we ask widely, in sentences, one file a concept."""

from sanxin.surveys import events_questionnaires as events_questionnaires
