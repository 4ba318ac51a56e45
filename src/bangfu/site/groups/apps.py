"""The app as Django knows it."""

from django.apps import AppConfig


class Groups(AppConfig):
    """Township assistance groups."""

    name = "bangfu.site.groups"
    label = "groups"
    default_auto_field = "django.db.models.BigAutoField"
