"""The app as Django knows it."""

from django.apps import AppConfig


class Assessment(AppConfig):
    """Checks, surveys, figures and weights, and what a year comes to by a scheme."""

    name = "bangfu.site.assessment"
    label = "assessment"
