"""One sweep in a process of its own, to run beside others and to be killed: `python -m tests.site.notices.sweeper PORT`."""

from __future__ import annotations

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bangfu.site.settings")
django.setup()

from tests.site.notices.doors import door_to  # noqa: E402

from bangfu.site.notices.sweeping import sweep  # noqa: E402

print("ready", flush=True)
sys.stdin.readline()
sweep(door_to(int(sys.argv[1])))
