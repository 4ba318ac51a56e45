"""The sweep as it is, with a door to this machine and hardly a pause: `bangfu.site.notices.sweep` calls public hosts alone."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bangfu.site.settings")
django.setup()

from tests.site.notices.doors import door_to  # noqa: E402

from bangfu.site.notices.sweeping import run  # noqa: E402

if __name__ == "__main__":
    run(door_to(int(os.environ["KILLS_ROBOTS"])), pause=0.5)
