from sanxin.topics.models.candidate import (
    Candidate,
    CandidateProblem,
    CandidateStage,
    CandidateWithdrawal,
    Choice,
    Declining,
    Remark,
)
from sanxin.topics.models.field import FieldOfConcern, FieldRetirement
from sanxin.topics.models.limit import VillageLimit
from sanxin.topics.models.milestone import Milestone, MilestoneDone
from sanxin.topics.models.problem_field import ProblemField
from sanxin.topics.models.round import Criterion, Round, RoundClosing, RoundScorer
from sanxin.topics.models.score import Score, ScoreSheet
from sanxin.topics.models.topic import (
    Kind,
    Method,
    Topic,
    TopicEnd,
    TopicPlace,
    TopicProblem,
    TopicProposal,
    TopicQuestionnaire,
    TopicStage,
    TopicStart,
)
from sanxin.topics.models.visit import Manner, PlannedVisit, VisitOutcome
from sanxin.topics.models.voice_field import VoiceField

__all__ = [
    "Candidate",
    "CandidateProblem",
    "CandidateStage",
    "CandidateWithdrawal",
    "Choice",
    "Criterion",
    "Declining",
    "FieldOfConcern",
    "FieldRetirement",
    "Kind",
    "Manner",
    "Method",
    "Milestone",
    "MilestoneDone",
    "PlannedVisit",
    "ProblemField",
    "Remark",
    "Round",
    "RoundClosing",
    "RoundScorer",
    "Score",
    "ScoreSheet",
    "Topic",
    "TopicEnd",
    "TopicPlace",
    "TopicProblem",
    "TopicProposal",
    "TopicQuestionnaire",
    "TopicStage",
    "TopicStart",
    "VillageLimit",
    "VisitOutcome",
    "VoiceField",
]
