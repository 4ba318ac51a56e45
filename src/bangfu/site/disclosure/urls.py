"""Addresses of what the public may see, and of the office's choice."""

from __future__ import annotations

from django.urls import path

from bangfu.site.disclosure.views import office, public

urlpatterns = [
    path("open/", public.open_counties, name="open_counties"),
    path("open/<int:code>/", public.open_place, name="open_place"),
    path("open/<int:code>/data.<slug:form>", public.open_data, name="open_data"),
    path("disclosure/", office.disclosure, name="disclosure"),
]
