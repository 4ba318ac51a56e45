"""The app as Django knows it."""

from django.apps import AppConfig


class Personal(AppConfig):
    """One's own file."""

    name = "bangfu.site.personal"
    label = "personal"
    default_auto_field = "django.db.models.BigAutoField"
