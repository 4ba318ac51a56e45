"""Addresses of what is done for households."""

from django.urls import path

from bangfu.site.measures.views import households, lists

urlpatterns = [
    path("help/", lists.missing, name="help"),
    path("help/contact/", lists.contact_page, name="help_contact"),
    path("help/county/<slug:what>/", lists.add, name="help_county_add"),
    path("help/households/<str:pk>/", households.household, name="help_household"),
    path("help/households/<str:pk>/book/", households.record_book, name="help_book"),
    path("help/households/<str:pk>/<slug:what>/", households.of_household, name="help_household_add"),
    path("help/plans/<str:pk>/<slug:what>/", households.of_plan, name="help_plan_add"),
    path("help/measures/<str:pk>/<slug:what>/", households.of_measure, name="help_measure_add"),
    path("help/difficulties/<str:pk>/<slug:what>/", households.of_difficulty, name="help_difficulty_add"),
]
