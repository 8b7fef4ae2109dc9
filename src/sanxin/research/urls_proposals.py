from django.urls import path

from sanxin.research.views import (
    decision_follow_up,
    decision_lists,
    decisions,
    proposal_entry,
    proposal_reviews,
    proposal_verbs,
    proposals,
)

urlpatterns = [
    path("", proposals.proposals, name="proposals"),
    path("file/", proposals.proposals_file, name="proposals_file"),
    path("new/", proposal_entry.new_proposal, name="new_proposal"),
    path("<uuid:pk>/", proposals.proposal, name="proposal"),
    path("<uuid:pk>/revise/", proposal_entry.revise_proposal, name="revise_proposal"),
    path("<uuid:pk>/submit/", proposal_verbs.submit_proposal, name="submit_proposal"),
    path("<uuid:pk>/withdraw/", proposal_verbs.withdraw_proposal, name="withdraw_proposal"),
    path("<uuid:pk>/call-back/", proposal_verbs.call_back, name="call_back_proposal"),
    path("steps/<uuid:pk>/", proposal_reviews.review, name="review_proposal"),
    path("<uuid:pk>/lists/", decision_lists.three_lists, name="three_lists"),
    path("<uuid:pk>/lists/file/", decision_lists.three_lists_file, name="three_lists_file"),
    path("<uuid:pk>/follow-up/", decision_follow_up.follow_up, name="follow_up"),
    path("<uuid:pk>/decide/", decisions.decide, name="decide"),
]
