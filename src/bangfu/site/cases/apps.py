"""The app as Django knows it."""

from django.apps import AppConfig


class Cases(AppConfig):
    """From a proposal to a decision, and to its end."""

    name = "bangfu.site.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
