"""The process that works out what takes long, years of assessments and trials of drafts: `python -m bangfu.site.slow` runs until it is ended.

It sleeps until somebody wants something. Any number may run.
"""

from __future__ import annotations

import logging
import os
import time

import django
import psycopg

PAUSE, AWAY = 30.0, 2.0  # seconds: at most between two looks; before trying a database again that is away


def main() -> None:
    """As the site's own role (DATABASE_URL)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bangfu.site.settings")
    django.setup()
    from django.db import DatabaseError, InterfaceError, connection

    from bangfu.site.assessment.working import work_all
    from bangfu.site.studio.trying import try_all

    log = logging.getLogger(__name__)
    while True:
        try:
            with connection.cursor() as cursor:
                cursor.execute("listen assessment")
                cursor.execute("listen studio")
            work_all()
            try_all()
            for _ in connection.connection.notifies(timeout=PAUSE, stop_after=1):
                pass
        except (DatabaseError, InterfaceError, psycopg.Error, OSError):
            log.warning("the database is away", exc_info=True)
            connection.close()
            time.sleep(AWAY)


if __name__ == "__main__":
    main()
