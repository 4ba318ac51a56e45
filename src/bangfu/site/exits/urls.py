"""Addresses of leaving and watching."""

from django.urls import path

from bangfu.site.exits.views import county, courses, households

urlpatterns = [
    path("exits/", households.overview, name="exits"),
    path("exits/households/", households.listed, name="exits_households"),
    path("exits/households/<str:pk>/", households.household, name="exits_household"),
    path("exits/households/<str:pk>/<slug:what>/", households.add, name="exits_household_add"),
    path("exits/courses/", courses.courses, name="exits_courses"),
    path("exits/courses/<str:pk>/", courses.course, name="exits_course"),
    path("exits/courses/<str:pk>/notice/", courses.notice, name="exits_notice"),
    path("exits/courses/<str:pk>/<slug:what>/", courses.add, name="exits_course_add"),
    path("exits/watch/", households.watch, name="exits_watch"),
    path("exits/visits/", county.visits, name="exits_visits"),
    path("exits/county/", county.rules, name="exits_county"),
    path("exits/county/<slug:what>/", county.add, name="exits_county_add"),
]
