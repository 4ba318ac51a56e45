"""Leaving and watching under guard: rows are only added, and what a household is follows from its courses."""

from django.db import migrations

from bangfu.site.exits.bars import as_sql as bars
from bangfu.site.exits.machine import as_sql as moves
from bangfu.site.web.guard import granted, guarded, script

TABLES = tuple(
    f"exits_{name}" for name in ("standing", "risk", "course", "move", "objection", "setting", "draw", "lot")
)
RULES = ("exits_rule", "exits_bar", "exits_guarantee", "exits_riskof")  # of no county and nobody


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [
        ("exits", "0001_initial"),
        ("duties", "0002_guard"),
        ("household", "0002_guard"),
        ("rectification", "0003_standing"),
        ("web", "0001_initial"),
    ]
    operations = [
        guarded(TABLES, judge=""),
        *(script("exits", name) for name in ("bars", "moves", "standing", "watch", "policies")),
        migrations.RunSQL(moves(), migrations.RunSQL.noop),
        migrations.RunSQL(bars(), migrations.RunSQL.noop),
        granted(dict.fromkeys(TABLES, "select, insert")),
        granted(dict.fromkeys(RULES, "select")),
    ]
