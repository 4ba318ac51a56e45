"""The app as Django knows it."""

from django.apps import AppConfig


class Notices(AppConfig):
    """Reminders: notices, how they are delivered, who wants which."""

    name = "bangfu.site.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"
