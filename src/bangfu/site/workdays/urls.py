"""Addresses of the calendar."""

from __future__ import annotations

from django.urls import path

from bangfu.site.workdays.views import importing, year

urlpatterns = [
    path("workdays/", year.workdays, name="workdays"),
    path("workdays/set/", year.set_days, name="workdays_set"),
    path("workdays/settle/", year.settle, name="workdays_settle"),
    path("workdays/forget/", year.forget, name="workdays_forget"),
    path("workdays/import/", importing.import_table, name="workdays_import"),
    path("workdays/import/do/", importing.do_import, name="do_workdays_import"),
]
