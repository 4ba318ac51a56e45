"""The app as Django knows it."""

from django.apps import AppConfig


class Exits(AppConfig):
    """Leaving, being watched, coming back."""

    name = "bangfu.site.exits"
    label = "exits"
    default_auto_field = "django.db.models.BigAutoField"
