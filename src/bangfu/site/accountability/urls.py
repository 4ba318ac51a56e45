"""Addresses of proposals and leads."""

from __future__ import annotations

from django.urls import path

from bangfu.site.accountability.views import proposals

urlpatterns = [
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/leads/", proposals.leads_page, name="leads"),
    path("proposals/<slug:key>/", proposals.proposal, name="measure_proposed"),
]
