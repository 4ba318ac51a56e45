"""Addresses of the administrator and of machines."""

from __future__ import annotations

from django.urls import path

from bangfu.site.operations import views

urlpatterns = [
    path("status/", views.status, name="status"),
    path("healthz", views.health, name="health"),
    path("metrics", views.metrics, name="metrics"),
]
