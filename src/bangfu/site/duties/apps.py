"""The app as Django knows it."""

from django.apps import AppConfig


class Duties(AppConfig):
    """What is owed: regulations in force, verdicts, exemptions."""

    name = "bangfu.site.duties"
    label = "duties"
    default_auto_field = "django.db.models.BigAutoField"
