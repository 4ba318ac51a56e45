"""The app as Django knows it."""

from django.apps import AppConfig


class Fund(AppConfig):
    """Plans, projects and the money that follows them."""

    name = "bangfu.site.fund"
    label = "fund"
    default_auto_field = "django.db.models.BigAutoField"
