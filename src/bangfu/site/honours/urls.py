"""Addresses of the question, the year's lists and what was given."""

from __future__ import annotations

from django.urls import path

from bangfu.site.honours.views import commendations, decisions, eligible, grants

urlpatterns = [
    path("eligible/", eligible.eligible, name="eligible"),
    path("eligible/attest/", eligible.attest, name="attest"),
    path("attestations/<str:pk>/withdraw/", eligible.take_back, name="attestation_withdraw"),
    path("commendations/", commendations.this_year, name="commendations"),
    path("commendations/<int:year>/", commendations.of_year, name="commendations_of"),
    path("commendations/<int:year>/export/<str:form>/", commendations.export, name="commendations_export"),
    path("commendations/<int:year>/paper/", decisions.decide, name="commendations_paper"),
    path("grants/new/", grants.new, name="grant_new"),
    path("grants/<str:pk>/", grants.grant, name="grant"),
    path("grants/<str:pk>/withdraw/", grants.take_back, name="grant_withdraw"),
]
