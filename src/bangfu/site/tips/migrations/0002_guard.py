"""Tips under guard: cases change by moves alone, and who sent one is behind a door that writes down who opens it."""

from django.db import migrations

from bangfu.site.web.guard import granted, guarded, script

TABLES = ("tip", "arrival", "word", "sender", "move", "limit")


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [
        ("tips", "0001_initial"),
        ("disclosure", "0002_guard"),
        ("web", "0005_roles_of_supervision"),
    ]
    operations = [
        guarded([f"tips_{name}" for name in TABLES], judge=""),
        *(script("tips", name) for name in ("policies", "steps", "doors", "published")),
        granted(
            {
                "tips_tip": "select, update (finding)",
                "tips_arrival": "select",
                "tips_word": "select, insert",
                "tips_move": "select, insert",
                "tips_limit": "select, insert",
            }
        ),
    ]
