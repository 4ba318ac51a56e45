"""The app as Django knows it."""

from django.apps import AppConfig


class Rectification(AppConfig):
    """What inspections found, until it is struck off."""

    name = "bangfu.site.rectification"
    label = "rectification"
    default_auto_field = "django.db.models.BigAutoField"
