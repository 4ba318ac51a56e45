"""The app as Django knows it."""

from django.apps import AppConfig


class Supervision(AppConfig):
    """Who inspects whom, when, and on which draw."""

    name = "bangfu.site.supervision"
    label = "supervision"
    default_auto_field = "django.db.models.BigAutoField"
