"""Writing questionnaires: list, editor, XLSForm, preview, publishing."""

from django.urls import path

from sanxin.surveys.views import editions, preview, questionnaire_editor, questionnaires, xlsform

urlpatterns = [
    path("", questionnaires.questionnaires, name="questionnaires"),
    path("file/", questionnaires.questionnaires_file, name="questionnaires_file"),
    path("new/", questionnaires.new_questionnaire, name="new_questionnaire"),
    path("import/", xlsform.import_xlsform, name="import_xlsform"),
    path("import/create/", xlsform.create_from_xlsform, name="create_from_xlsform"),
    path("questionnaires/<uuid:pk>/", questionnaires.questionnaire, name="questionnaire"),
    path("questionnaires/<uuid:pk>/words/", questionnaire_editor.edit_words, name="edit_words"),
    path("questionnaires/<uuid:pk>/copy/", questionnaires.copy_questionnaire, name="copy_questionnaire"),
    path("questionnaires/<uuid:pk>/arrange/", questionnaire_editor.arrange, name="arrange"),
    path("questionnaires/<uuid:pk>/draw/", questionnaire_editor.draw_question, name="draw_question"),
    path("questionnaires/<uuid:pk>/add/", questionnaire_editor.add_question, name="add_question"),
    path("questionnaires/<uuid:pk>/question/<str:name>/", questionnaire_editor.edit_question, name="edit_question"),
    path(
        "questionnaires/<uuid:pk>/question/<str:name>/remove/",
        questionnaire_editor.remove_question,
        name="remove_question",
    ),
    path("questionnaires/<uuid:pk>/preview/", preview.preview, name="preview"),
    path("questionnaires/<uuid:pk>/publish/", editions.publish, name="publish"),
    path("questionnaires/<uuid:pk>/xlsform/", xlsform.export_xlsform, name="export_xlsform"),
    path("editions/<uuid:pk>/", editions.edition, name="edition"),
    path("editions/<uuid:pk>/preview/", preview.preview_edition, name="preview_edition"),
    path("editions/<uuid:pk>/withdraw/", editions.withdraw_edition, name="withdraw_edition"),
    path("editions/<uuid:pk>/xlsform/", xlsform.export_edition, name="export_edition"),
]
