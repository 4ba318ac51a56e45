"""The app as Django knows it."""

from django.apps import AppConfig


class Papers(AppConfig):
    """What the inspection office issues."""

    name = "bangfu.site.papers"
    label = "papers"
    default_auto_field = "django.db.models.BigAutoField"
