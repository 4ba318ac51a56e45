"""The app as Django knows it."""

from django.apps import AppConfig


class Burden(AppConfig):
    """What recording and filling costs."""

    name = "bangfu.site.burden"
    label = "burden"
    default_auto_field = "django.db.models.BigAutoField"
