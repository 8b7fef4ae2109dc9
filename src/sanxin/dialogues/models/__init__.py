from sanxin.dialogues.models.agreement import Agreement, FollowUp
from sanxin.dialogues.models.conversation import Conversation, ConversationClosing, ConversationOpening
from sanxin.dialogues.models.dialogue import Dialogue, DialogueCallingOff, DialogueMinutes, DialogueStage
from sanxin.dialogues.models.participant import Participant, Vote
from sanxin.dialogues.models.snapshot import ResultRelease, Snapshot
from sanxin.dialogues.models.statement import Moderation, Reason, Source, Stage, Statement

__all__ = [
    "Agreement",
    "Conversation",
    "ConversationClosing",
    "ConversationOpening",
    "Dialogue",
    "DialogueCallingOff",
    "DialogueMinutes",
    "DialogueStage",
    "FollowUp",
    "Moderation",
    "Participant",
    "Reason",
    "ResultRelease",
    "Snapshot",
    "Source",
    "Stage",
    "Statement",
    "Vote",
]
