"""Addresses of one's own file."""

from __future__ import annotations

from django.urls import path

from bangfu.site.personal import views

urlpatterns = [
    path("me/file/", views.my_file, name="my_file"),
    path("me/file/correct/", views.ask_correction, name="ask_correction"),
    path("corrections/", views.corrections, name="corrections"),
    path("corrections/<str:pk>/", views.answer_correction, name="answer_correction"),
]
