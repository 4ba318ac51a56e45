"""The app as Django knows it."""

from django.apps import AppConfig


class Studio(AppConfig):
    """Where regulations are read in, worked on, reviewed and adopted."""

    name = "bangfu.site.studio"
    label = "studio"
