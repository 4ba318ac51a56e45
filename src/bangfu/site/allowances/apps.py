"""The app as Django knows it."""

from django.apps import AppConfig


class Allowances(AppConfig):
    """What cadres and posts are due, and what was paid."""

    name = "bangfu.site.allowances"
    label = "allowances"
