"""The app as Django knows it."""

from django.apps import AppConfig


class Web(AppConfig):
    """The shell: accounts, sign-in, scope, layout."""

    name = "bangfu.site.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
