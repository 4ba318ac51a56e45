"""The app as Django knows it."""

from django.apps import AppConfig


class Identification(AppConfig):
    """How households are found, screened, made public and confirmed."""

    name = "bangfu.site.identification"
    label = "identification"
    default_auto_field = "django.db.models.BigAutoField"
