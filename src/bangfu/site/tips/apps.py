"""The app as Django knows it."""

from django.apps import AppConfig


class Tips(AppConfig):
    """What the public and members report."""

    name = "bangfu.site.tips"
    label = "tips"
    default_auto_field = "django.db.models.BigAutoField"
