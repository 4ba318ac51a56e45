"""The app as Django knows it."""

from django.apps import AppConfig


class Ledger(AppConfig):
    """What was done: entries that are added and never changed."""

    name = "bangfu.site.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
