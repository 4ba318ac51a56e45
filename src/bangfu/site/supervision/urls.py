"""Addresses of inspections."""

from django.urls import path

from bangfu.site.supervision.views import campaigns, draws, teams, ties

urlpatterns = [
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path("campaigns/new/", campaigns.choose, name="campaign_choose"),
    path("campaigns/new/<slug:regulation>/", campaigns.new, name="campaign_new"),
    path("campaigns/coverage/", campaigns.coverage, name="coverage"),
    path("campaigns/watching/", ties.matched, name="matched"),
    path("campaigns/ties/", ties.ties, name="ties"),
    path("campaigns/ties/<str:pk>/end/", ties.tie_end, name="tie_end"),
    path("campaigns/<str:pk>/", campaigns.campaign, name="campaign"),
    path("campaigns/<str:pk>/edit/", campaigns.edit, name="campaign_edit"),
    path("campaigns/<str:pk>/stages/", campaigns.stages, name="campaign_stages"),
    path("campaigns/<str:pk>/briefing/", campaigns.briefing, name="briefing"),
    path("campaigns/<str:pk>/open/", campaigns.open_up, name="campaign_open"),
    path("campaigns/<str:pk>/close/", campaigns.close, name="campaign_close"),
    path("campaigns/<str:pk>/proposal/", teams.proposal, name="campaign_proposal"),
    path("campaigns/<str:pk>/teams/new/", teams.team_new, name="team_new"),
    path("campaigns/<str:pk>/draws/new/", draws.draw_new, name="draw_new"),
    path("teams/<str:pk>/", teams.team, name="team"),
    path("teams/<str:pk>/members/add/", teams.member_add, name="member_add"),
    path("teams/<str:pk>/assign/", teams.assign, name="assign"),
    path("members/<str:pk>/remove/", teams.member_remove, name="member_remove"),
    path("assignments/<str:pk>/inspected/", teams.was_there, name="inspected"),
    path("assignments/<str:pk>/remove/", teams.unassign, name="unassign"),
    path("draws/<str:pk>/", draws.draw, name="draw"),
    path("draws/<str:pk>/slip/", draws.slip, name="draw_slip"),
    path("draws/<str:pk>/take/", draws.draw_take, name="draw_take"),
    path("draws/<str:pk>/open/", draws.draw_open, name="draw_open"),
    path("draws/<str:pk>/document/", draws.draw_document, name="draw_document"),
]
