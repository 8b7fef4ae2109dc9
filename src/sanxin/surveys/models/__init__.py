from sanxin.surveys.models.edition import Edition, EditionWithdrawal
from sanxin.surveys.models.questionnaire import Questionnaire, QuestionnaireStage

__all__ = ["Edition", "EditionWithdrawal", "Questionnaire", "QuestionnaireStage"]
