"""Addresses of the ledger, and those that the recording page talks to."""

from __future__ import annotations

from django.urls import path

from bangfu.site.ledger.views import changes, entries, phone

urlpatterns = [
    path("record/data.json", phone.data, name="record_data"),
    path("record/entries/", phone.entries, name="record_entries"),
    path("record/entries/<str:entry>/photos/", phone.photos, name="record_photos"),
    path("record/form/", changes.record_form, name="record_form"),
    path("ledger/", entries.ledger, name="ledger"),
    path("ledger/export/<slug:form>/", entries.export, name="ledger_export"),
    path("ledger/photos/<str:id_>/", phone.photo, name="photo"),
    path("ledger/<str:pk>/", entries.entry, name="entry"),
    path("ledger/<str:pk>/correct/", changes.entry_correct, name="entry_correct"),
    path("ledger/<str:pk>/withdraw/", changes.entry_withdraw, name="entry_withdraw"),
]
