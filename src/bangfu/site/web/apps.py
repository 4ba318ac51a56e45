"""The app as Django knows it."""

from django.apps import AppConfig


class Web(AppConfig):
    """The shell: accounts, sign-in, scope, layout."""

    name = "bangfu.site.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to sign-ins."""
        from bangfu.site.web import acts  # noqa: F401, PLC0415 # pyright: ignore[reportUnusedImport]
