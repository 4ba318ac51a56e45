"""Addresses of the roster."""

from __future__ import annotations

from django.urls import path

from bangfu.site.roster.views import handover, households, options, organisations, people, places, posts

urlpatterns = [
    path("places/", places.tree_page, name="places"),
    path("places/<int:code>/", places.place_page, name="place"),
    path("organisations/", organisations.organisations_page, name="organisations"),
    path("organisations/new/", organisations.new_organisation, name="new_organisation"),
    path("organisations/<str:pk>/", organisations.organisation_page, name="organisation"),
    path("organisations/<str:pk>/correct/", organisations.correct_organisation, name="correct_organisation"),
    path("people/", people.people_page, name="people"),
    path("people/new/", people.new_person, name="new_person"),
    path("people/<str:pk>/", people.person_page, name="person"),
    path("people/<str:pk>/correct/", people.correct_person, name="correct_person"),
    path("posts/new/", posts.new_post, name="new_post"),
    path("posts/<str:pk>/end/", posts.end_post, name="end_post"),
    path("posts/<str:pk>/correct/", posts.correct_post, name="correct_post"),
    path("pairings/new/", posts.new_pairing, name="new_pairing"),
    path("pairings/<str:pk>/end/", posts.end_pairing, name="end_pairing"),
    path("pairings/<str:pk>/correct/", posts.correct_pairing, name="correct_pairing"),
    path("households/", households.households_page, name="households"),
    path("households/new/", households.new_household, name="new_household"),
    path("households/<str:pk>/", households.household_page, name="household"),
    path("households/<str:pk>/correct/", households.correct_household, name="correct_household"),
    path("households/<str:pk>/end/", households.end_household, name="end_household"),
    path("households/<str:pk>/move/", households.move_household, name="move_household"),
    path("handovers/", handover.handovers_page, name="handovers"),
    path("handovers/new/<str:pk>/", handover.new_handover, name="new_handover"),
    path("handovers/<str:pk>/", handover.handover_page, name="handover"),
    path("handovers/<str:pk>/do/", handover.do_handover, name="do_handover"),
    path("handovers/<str:pk>/undo/", handover.undo_handover, name="undo_handover"),
    path("roster/options/<str:kind>/", options.options, name="roster_options"),
]
