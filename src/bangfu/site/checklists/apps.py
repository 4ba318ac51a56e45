"""The app as Django knows it."""

from django.apps import AppConfig


class Checklists(AppConfig):
    """What inspectors found, row by row of the printed forms."""

    name = "bangfu.site.checklists"
    label = "checklists"
    default_auto_field = "django.db.models.BigAutoField"
