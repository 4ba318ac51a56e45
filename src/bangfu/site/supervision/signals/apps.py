"""The app as Django knows it."""

from django.apps import AppConfig


class Signals(AppConfig):
    """What may be worth a look, and who looked."""

    name = "bangfu.site.supervision.signals"
    label = "signals"
