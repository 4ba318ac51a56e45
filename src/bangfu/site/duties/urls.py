"""Addresses of what is owed."""

from __future__ import annotations

from django.urls import path, register_converter

from bangfu.site.duties.days import DayConverter
from bangfu.site.duties.views import boards, compare, exemptions, homes, lists, regulations, why

register_converter(DayConverter, "day")

urlpatterns = [
    path("home/mine/", homes.home_person, name="home_person"),
    path("home/unit/", homes.home_unit, name="home_unit"),
    path("home/area/", homes.home_area, name="home_area"),
    path("duties/", lists.verdicts, name="duties"),
    path("duties/export/<slug:form>/", lists.export, name="duties_export"),
    path("duties/compare/", compare.compare, name="duties_compare"),
    path("duties/person/<str:pk>/", boards.person_duties, name="person_duties"),
    path("duties/unit/<str:pk>/", boards.unit_duties, name="unit_duties"),
    path("duties/place/<int:code>/", boards.place_duties, name="place_duties"),
    path("duties/place/<int:code>/map.json", boards.place_map, name="place_map"),
    path("duties/place/<int:code>/villages.json", boards.place_villages, name="place_villages"),
    path("duties/<day:as_of>/ready/", why.ready, name="duties_ready"),
    path("duties/<day:as_of>/<int:number>/", why.why, name="why"),
    path("duties/<day:as_of>/<int:number>/exemption/", exemptions.ask, name="exemption_ask"),
    path("exemptions/", exemptions.exemptions, name="exemptions"),
    path("exemptions/<str:pk>/", exemptions.exemption, name="exemption"),
    path("exemptions/<str:pk>/decide/", exemptions.decide, name="exemption_decide"),
    path("exemptions/<str:pk>/end/", exemptions.end, name="exemption_end"),
    path("regulations/", regulations.regulations, name="regulations"),
    path("regulations/search/", regulations.search_all, name="regulation_search"),
    path("regulations/<slug:regulation>/", regulations.regulation, name="regulation"),
    path("regulations/<slug:regulation>/<path:clause>/", regulations.clause, name="clause"),
]
