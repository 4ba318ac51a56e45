"""Addresses of identification."""

from __future__ import annotations

from django.urls import path

from bangfu.site.identification.views import public, screenings, villages

urlpatterns = [
    path("open/receipt/", public.by_receipt, name="identification_receipt"),
    path("open/<int:code>/lists/", public.lists, name="identification_lists"),
    path("open/<int:code>/lists/<str:notice>/", public.objection, name="identification_object"),
    path("open/<int:code>/help/", public.ask_help, name="identification_help"),
    path("identify/", villages.villages, name="identification"),
    path("identify/leads/", villages.leads_page, name="identification_leads"),
    path("identify/reports/", screenings.reports, name="identification_reports"),
    path("identify/schemes/", screenings.schemes, name="identification_schemes"),
    path("identify/villages/<int:place>/", villages.village, name="identification_village"),
    path("identify/villages/<int:place>/workbook/", villages.workbook, name="identification_workbook"),
    path("identify/screenings/<str:pk>/", screenings.screening, name="identification_screening"),
    path("identify/notices/<str:pk>/", screenings.notice, name="identification_notice"),
    path("identify/<slug:desk>/<str:pk>/<slug:what>/", screenings.add, name="identification_add"),
]
