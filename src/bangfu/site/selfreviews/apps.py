"""The app as Django knows it."""

from django.apps import AppConfig


class SelfReviews(AppConfig):
    """What bodies were asked, and what they answered."""

    name = "bangfu.site.selfreviews"
    label = "selfreviews"
