from sanxin.research.models.acceptance import Acceptance
from sanxin.research.models.advice import Advice, AdviceKind, AdviceRefusal, AdviceVoice
from sanxin.research.models.cause import Cause, CauseEvidence, CauseKind, CauseRemoval, CauseTree
from sanxin.research.models.change import ProblemChange, Undo, Verb
from sanxin.research.models.crux import (
    CruxDeparture,
    CruxKeptApart,
    CruxKind,
    CruxLock,
    CruxMember,
    CruxOffer,
    CruxProblem,
    CruxStage,
)
from sanxin.research.models.crux_change import CruxChange, CruxUndo, CruxVerb
from sanxin.research.models.decision import Decision, DecisionItem, Verdict
from sanxin.research.models.departure import Departure
from sanxin.research.models.desk import Desk
from sanxin.research.models.heat_weighting import HeatWeighting
from sanxin.research.models.kept_apart import KeptApart
from sanxin.research.models.kind_answer import KindAnswer
from sanxin.research.models.kind_proposal import KindProposal
from sanxin.research.models.kind_training import KindTraining
from sanxin.research.models.lock import Lock
from sanxin.research.models.offer import Offer
from sanxin.research.models.problem import Problem, Stage
from sanxin.research.models.problem_item import ProblemItem
from sanxin.research.models.problem_voice import ProblemVoice
from sanxin.research.models.proposal import (
    PlannedItem,
    Proposal,
    ProposalOption,
    ProposalProblem,
    ProposalStage,
    ProposalSubmission,
    ProposalWithdrawal,
)
from sanxin.research.models.run import SynthesisRun

__all__ = [
    "Acceptance",
    "Advice",
    "AdviceKind",
    "AdviceRefusal",
    "AdviceVoice",
    "Cause",
    "CauseEvidence",
    "CauseKind",
    "CauseRemoval",
    "CauseTree",
    "CruxChange",
    "CruxDeparture",
    "CruxKeptApart",
    "CruxKind",
    "CruxLock",
    "CruxMember",
    "CruxOffer",
    "CruxProblem",
    "CruxStage",
    "CruxUndo",
    "CruxVerb",
    "Decision",
    "DecisionItem",
    "Departure",
    "Desk",
    "HeatWeighting",
    "KeptApart",
    "KindAnswer",
    "KindProposal",
    "KindTraining",
    "Lock",
    "Offer",
    "PlannedItem",
    "Problem",
    "ProblemChange",
    "ProblemItem",
    "ProblemVoice",
    "Proposal",
    "ProposalOption",
    "ProposalProblem",
    "ProposalStage",
    "ProposalSubmission",
    "ProposalWithdrawal",
    "Stage",
    "SynthesisRun",
    "Undo",
    "Verb",
    "Verdict",
]
