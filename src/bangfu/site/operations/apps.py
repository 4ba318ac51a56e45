"""The app as Django knows it."""

from django.apps import AppConfig


class Operations(AppConfig):
    """Logs, figures, state, backup. It has no tables: what it shows is counted when asked."""

    name = "bangfu.site.operations"
    label = "operations"
    default_auto_field = "django.db.models.BigAutoField"
