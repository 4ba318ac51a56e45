"""Addresses of the files of households."""

from django.urls import path

from bangfu.site.household.views import files

urlpatterns = [
    path("households/<str:pk>/file/", files.household_file, name="household_file"),
    path("households/<str:pk>/file/new/", files.new_version, name="household_version"),
    path("households/<str:pk>/file/income/", files.enter_income, name="household_income"),
    path("households/<str:pk>/card/", files.household_card, name="household_card"),
]
