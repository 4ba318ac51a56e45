"""The app as Django knows it."""

from django.apps import AppConfig


class Honours(AppConfig):
    """What was given, what was attested, and what was taken back of both."""

    name = "bangfu.site.honours"
    label = "honours"
    default_auto_field = "django.db.models.BigAutoField"
