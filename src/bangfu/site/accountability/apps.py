"""The app as Django knows it."""

from django.apps import AppConfig


class Accountability(AppConfig):
    """What is proposed to follow; it keeps no table of its own."""

    name = "bangfu.site.accountability"
    label = "accountability"
