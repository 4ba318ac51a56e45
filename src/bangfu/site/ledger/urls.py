"""Addresses of the ledger, and those that the recording page talks to."""

from __future__ import annotations

from django.urls import path

from bangfu.site.ledger.views import phone

urlpatterns = [
    path("record/data.json", phone.data, name="record_data"),
    path("record/entries/", phone.entries, name="record_entries"),
    path("record/entries/<str:entry>/photos/", phone.photos, name="record_photos"),
    path("ledger/photos/<str:id_>/", phone.photo, name="photo"),
]
