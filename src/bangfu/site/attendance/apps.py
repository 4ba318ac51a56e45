"""The app as Django knows it."""

from django.apps import AppConfig


class Attendance(AppConfig):
    """Who was where on which day."""

    name = "bangfu.site.attendance"
    label = "attendance"
    default_auto_field = "django.db.models.BigAutoField"
