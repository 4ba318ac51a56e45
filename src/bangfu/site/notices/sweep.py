"""The sweep as a process: `python -m bangfu.site.notices.sweep` runs until it is ended. Any number may run at once."""

from __future__ import annotations

import os

import django


def main() -> None:
    """As the site's own role (DATABASE_URL)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bangfu.site.settings")
    django.setup()
    from bangfu.site.notices.robots import Door
    from bangfu.site.notices.sweeping import run

    run(Door())


if __name__ == "__main__":
    main()
