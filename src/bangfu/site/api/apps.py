"""The app as Django knows it."""

from django.apps import AppConfig


class Api(AppConfig):
    """Tokens, and everything that they open."""

    name = "bangfu.site.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
