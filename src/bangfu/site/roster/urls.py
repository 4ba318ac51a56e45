"""Addresses of the roster."""

from __future__ import annotations

from django.urls import path

from bangfu.site.roster.views import (
    exchange,
    handover,
    households,
    options,
    organisations,
    people,
    places,
    posts,
)

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
    path("roster/exchange/", exchange.exchange_page, name="roster_exchange"),
    path("roster/export/full/", exchange.export_in_full, name="roster_export_full"),
    path("roster/export/<slug:form>/", exchange.export, name="roster_export"),
    path("roster/template/", exchange.template, name="roster_template"),
    path("roster/upload/", exchange.upload, name="roster_upload"),
    path("roster/upload/printed/", exchange.upload_printed, name="roster_upload_printed"),
    path("roster/imports/<str:pk>/", exchange.import_page, name="roster_import"),
    path("roster/imports/<str:pk>/do/", exchange.do_import, name="do_roster_import"),
    path("roster/imports/<str:pk>/undo/", exchange.undo_import, name="undo_roster_import"),
    path("roster/options/<str:kind>/", options.options, name="roster_options"),
]
