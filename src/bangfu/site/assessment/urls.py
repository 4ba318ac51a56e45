"""Addresses of assessments."""

from django.urls import path

from bangfu.site.assessment.views import bodies, entering, lists, publishing, surveys

_YEAR = "assessment/<slug:scheme>/<int:year>/"

urlpatterns = [
    path("assessment/", lists.assessments, name="assessments"),
    path("assessment/surveys/", surveys.surveys, name="surveys"),
    path("assessment/surveys/new/<str:pk>/", surveys.new, name="survey_new"),
    path("assessment/surveys/<str:pk>/", surveys.survey, name="survey"),
    path("assessment/surveys/<str:pk>/slips/", surveys.slips, name="survey_slips"),
    path("assessment/surveys/<str:pk>/answer/", surveys.answer, name="survey_answer"),
    path("assessment/checks/<str:pk>/withdraw/", entering.check_withdraw, name="check_withdraw"),
    path("assessment/figures/<str:pk>/withdraw/", entering.figure_withdraw, name="figure_withdraw"),
    path(_YEAR, lists.assessment, name="assessment"),
    path(f"{_YEAR}ready/", lists.ready, name="assessment_ready"),
    path(f"{_YEAR}weights/", entering.weights, name="assessment_weights"),
    path(f"{_YEAR}figures/", entering.figures, name="assessment_figures"),
    path(f"{_YEAR}checks/", entering.checks, name="assessment_checks"),
    path(f"{_YEAR}publish/", publishing.publish, name="assessment_publish"),
    path(f"{_YEAR}published/", publishing.published, name="assessment_published"),
    path(f"{_YEAR}export/", publishing.export, name="assessment_export"),
    path(f"{_YEAR}<str:body>/", bodies.body, name="assessment_body"),
    path(f"{_YEAR}<str:body>/<slug:indicator>/", bodies.indicator, name="assessment_indicator"),
]
