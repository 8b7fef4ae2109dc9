"""Routes of one's own caseload, plans and handovers."""

from django.urls import path

from sanxin.fieldwork.views import (
    caseload_changes,
    caseload_files,
    caseload_own,
    caseload_plans,
    caseload_settings,
    caseload_totals,
    handovers,
)

urlpatterns = [
    path("caseload/", caseload_own.own, name="caseload"),
    path("caseload/totals/", caseload_totals.totals, name="caseload_totals"),
    path("caseload/totals/export/", caseload_totals.totals_file, name="caseload_totals_file"),
    path("plans/", caseload_plans.plans, name="plans"),
    path("plans/new/", caseload_settings.new_plan, name="new_plan"),
    path("plans/<uuid:pk>/", caseload_plans.plan, name="plan"),
    path("plans/<uuid:pk>/rules/", caseload_settings.change_plan, name="change_plan"),
    path("plans/<uuid:pk>/solve/", caseload_plans.solve, name="solve_plan"),
    path("plans/<uuid:pk>/undo/", caseload_changes.undo, name="undo_change"),
    path("plans/<uuid:pk>/approve/", caseload_plans.approve, name="approve_plan"),
    path("plans/<uuid:pk>/drop/", caseload_plans.drop, name="drop_plan"),
    path("plans/<uuid:pk>/print/", caseload_files.sheet, name="plan_sheet"),
    path("plans/<uuid:pk>/export/", caseload_files.plan_file, name="plan_file"),
    path("plans/<uuid:pk>/instance/", caseload_files.instance_file, name="plan_instance"),
    path("plan-officers/<uuid:pk>/", caseload_settings.change_officer, name="change_officer"),
    path("plan-rules/<uuid:pk>/drop/", caseload_changes.drop_rule, name="drop_rule"),
    path("pairs/<uuid:pk>/", caseload_changes.pair, name="pair"),
    path("pairs/<uuid:pk>/move/", caseload_changes.move, name="move_pair"),
    path("pairs/<uuid:pk>/swap/", caseload_changes.swap, name="swap_pair"),
    path("pairs/<uuid:pk>/fix/", caseload_changes.fix, name="fix_pair"),
    path("pairs/<uuid:pk>/free/", caseload_changes.free, name="free_pair"),
    path("pairs/<uuid:pk>/forbid/", caseload_changes.forbid, name="forbid_pair"),
    path("handovers/", handovers.handovers, name="handovers"),
    path("handovers/new/", handovers.new_handover, name="new_handover"),
    path("handovers/<uuid:pk>/", handovers.handover, name="handover"),
    path("handovers/<uuid:pk>/take/", handovers.take, name="take_handover"),
    path("handovers/<uuid:pk>/refuse/", handovers.refuse, name="refuse_handover"),
    path("handovers/<uuid:pk>/withdraw/", handovers.withdraw, name="withdraw_handover"),
    path("handovers/<uuid:pk>/back/", handovers.back, name="bring_back"),
]
