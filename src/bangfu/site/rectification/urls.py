"""Addresses of findings and good practice."""

from __future__ import annotations

from django.urls import path

from bangfu.site.rectification.views import findings, moves, practices

urlpatterns = [
    path("findings/", findings.findings, name="findings"),
    path("findings/new/", findings.new, name="finding_new"),
    path("findings/asked/", findings.asked, name="finding_asked"),
    path("findings/export/<str:form>/", findings.export, name="findings_export"),
    path("findings/leader/<str:pk>/", findings.leader, name="findings_leader"),
    path("findings/evidence/<str:pk>/", moves.evidence, name="finding_evidence"),
    path("findings/<str:pk>/", findings.finding, name="finding"),
    path("findings/<str:pk>/edit/", findings.edit, name="finding_edit"),
    path("findings/<str:pk>/similar/", findings.similar, name="finding_similar"),
    path("findings/<str:pk>/move/<str:code>/", moves.move, name="finding_move"),
    path("practices/", practices.practices, name="practices"),
    path("practices/new/", practices.practice_new, name="practice_new"),
    path("practices/<str:pk>/", practices.practice, name="practice"),
    path("practices/<str:pk>/edit/", practices.practice_edit, name="practice_edit"),
    path("practices/<str:pk>/move/", practices.practice_move, name="practice_move"),
]
