"""The process that works years out: `python -m bangfu.site.assessment.serve` runs until it is ended.

It sleeps until somebody opens a year that was not worked out yet. Any number may run.
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

    log = logging.getLogger(__name__)
    while True:
        try:
            with connection.cursor() as cursor:
                cursor.execute("listen assessment")
            work_all()
            for _ in connection.connection.notifies(timeout=PAUSE, stop_after=1):
                pass
        except (DatabaseError, InterfaceError, psycopg.Error, OSError):
            log.warning("the database is away", exc_info=True)
            connection.close()
            time.sleep(AWAY)


if __name__ == "__main__":
    main()
