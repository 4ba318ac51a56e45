"""The app as Django knows it."""

from django.apps import AppConfig


class Household(AppConfig):
    """Files of households."""

    name = "bangfu.site.household"
    label = "household"
    default_auto_field = "django.db.models.BigAutoField"
