from django.urls import path

from sanxin.research.views import cause_evidence, causes, roots

urlpatterns = [
    path("roots/", roots.roots, name="roots"),
    path("roots/file/", roots.roots_file, name="roots_file"),
    path("<slug:kind>/<uuid:pk>/", causes.causes, name="causes"),
    path("<slug:kind>/<uuid:pk>/add/", causes.add_cause, name="add_cause"),
    path("<slug:kind>/<uuid:pk>/bones/", causes.start_bones, name="start_bones"),
    path("<uuid:pk>/revise/", causes.revise_cause, name="revise_cause"),
    path("<uuid:pk>/shift/", causes.shift_cause, name="shift_cause"),
    path("<uuid:pk>/remove/", causes.remove_cause, name="remove_cause"),
    path("<uuid:pk>/restore/", causes.restore_cause, name="restore_cause"),
    path("<uuid:pk>/evidence/", cause_evidence.cause_evidence, name="cause_evidence"),
    path("evidence/<uuid:pk>/drop/", cause_evidence.drop_evidence, name="drop_evidence"),
    path("evidence/<uuid:pk>/file/", cause_evidence.evidence_file, name="cause_evidence_file"),
]
