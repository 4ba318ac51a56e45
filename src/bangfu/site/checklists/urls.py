"""Addresses of checklists."""

from django.urls import path

from bangfu.site.checklists.views import filling, printing, sheets

urlpatterns = [
    path("checklists/", sheets.checklists, name="checklists"),
    path("checklists/new/", filling.new, name="checklist_new"),
    path("checklists/contradictions/", sheets.contradictions, name="checklist_contradictions"),
    path("checklists/fill/", filling.shell, name="checklist_shell"),
    path("checklists/forms/<slug:regulation>/<slug:form>.pdf", printing.blank, name="checklist_blank"),
    path("checklists/<str:pk>/", sheets.checklist, name="checklist"),
    path("checklists/<str:pk>/fill/", filling.fill, name="checklist_fill"),
    path("checklists/<str:pk>/correct/", filling.correct, name="checklist_correct"),
    path("checklists/<str:pk>/paper.pdf", printing.paper, name="checklist_paper"),
]
