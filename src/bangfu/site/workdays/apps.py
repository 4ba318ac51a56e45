"""The app as Django knows it."""

from django.apps import AppConfig


class Workdays(AppConfig):
    """Which days are worked."""

    name = "bangfu.site.workdays"
    label = "workdays"
    default_auto_field = "django.db.models.BigAutoField"
