"""Addresses of tips: the public's ways in, and the desk."""

from __future__ import annotations

from django.urls import path

from bangfu.site.tips.views import desk, limits, one, public, track

urlpatterns = [
    path("open/tip/", track.track, name="tip_track"),
    path("open/tip/more/", track.more, name="tip_more"),
    path("open/tip/solved/", track.solved, name="tip_solved"),
    path("open/<int:code>/tip/", public.send, name="tip_send"),
    path("open/<int:code>/tips/", public.figures, name="tip_figures"),
    path("tips/", desk.tips, name="tips"),
    path("tips/new/", desk.new, name="tip_new"),
    path("tips/limits/", limits.limits_page, name="tip_limits"),
    path("tips/<str:pk>/", one.tip, name="tip"),
    path("tips/<str:pk>/sender/", one.sender, name="tip_sender"),
    path("tips/<str:pk>/answer/<slug:kind>/", one.answer, name="tip_answer"),
    path("tips/<str:pk>/lead/", one.lead, name="tip_lead"),
    path("tips/<str:pk>/<slug:kind>/", one.triage, name="tip_triage"),
]
