"""The app as Django knows it."""

from django.apps import AppConfig


class Disclosure(AppConfig):
    """What a county tells the public."""

    name = "bangfu.site.disclosure"
    label = "disclosure"
    default_auto_field = "django.db.models.BigAutoField"
