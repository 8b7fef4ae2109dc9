from django.urls import path

from sanxin.research.views import decisions, proposal_entry, proposal_verbs, proposals

urlpatterns = [
    path("", proposals.proposals, name="proposals"),
    path("file/", proposals.proposals_file, name="proposals_file"),
    path("new/", proposal_entry.new_proposal, name="new_proposal"),
    path("<uuid:pk>/", proposals.proposal, name="proposal"),
    path("<uuid:pk>/revise/", proposal_entry.revise_proposal, name="revise_proposal"),
    path("<uuid:pk>/submit/", proposal_verbs.submit_proposal, name="submit_proposal"),
    path("<uuid:pk>/withdraw/", proposal_verbs.withdraw_proposal, name="withdraw_proposal"),
    path("<uuid:pk>/decide/", decisions.decide, name="decide"),
]
