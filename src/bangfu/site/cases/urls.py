"""Addresses of cases."""

from __future__ import annotations

from django.urls import path

from bangfu.site.cases.views import cases

urlpatterns = [
    path("cases/", cases.cases, name="cases"),
    path("cases/open/<str:key>/", cases.case_open, name="case_open"),
    path("cases/<str:pk>/", cases.case, name="case"),
    path("cases/<str:pk>/paper/", cases.case_paper, name="case_paper"),
    path("cases/<str:pk>/step/<str:code>/", cases.case_step, name="case_step"),
]
