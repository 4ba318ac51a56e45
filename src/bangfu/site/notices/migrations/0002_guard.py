"""Notices under guard: each account sees its own, and what was sent is moved on by functions alone."""

from django.db import migrations

from bangfu.site.web.guard import granted, guarded, script

TABLES = ("notice", "line", "robot", "delivery", "choice", "feed", "answer", "turn")


class Migration(migrations.Migration):
    """See `sql/guard.sql`."""

    dependencies = [("notices", "0001_initial"), ("web", "0003_protection")]
    operations = [
        guarded(f"notices_{name}" for name in TABLES),
        script("notices", "guard"),
        granted(
            {
                "notices_notice": "select, insert, update (read_at)",
                "notices_line": "select, insert",
                "notices_robot": "select, insert, update (ended_by, ended_at)",
                "notices_delivery": "select, insert",
                "notices_choice": "select, insert, update",
                "notices_feed": "select, insert, update, delete",
                "notices_answer": "select, insert",
                "notices_turn": "select, insert, update",
            }
        ),
    ]
