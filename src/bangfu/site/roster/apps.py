"""The app as Django knows it."""

from django.apps import AppConfig


class Roster(AppConfig):
    """Who serves whom: places, organisations, people, posts, households, pairings, with their dates."""

    name = "bangfu.site.roster"
    label = "roster"
    default_auto_field = "django.db.models.BigAutoField"
