"""Costs, forms and complaints under guard: rows are only added, and who complained is known to nobody else."""

from django.db import migrations

from bangfu.site.burden.machine import as_sql
from bangfu.site.web.guard import granted, guarded, script

TABLES = tuple(
    f"burden_{name}" for name in ("cost", "form", "column", "move", "filling", "complaint", "reply")
)


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [
        ("burden", "0001_initial"),
        ("duties", "0002_guard"),
        ("rectification", "0003_standing"),
        ("roster", "0005_household_order"),
        ("web", "0001_initial"),
    ]
    operations = [
        guarded(TABLES, judge=""),
        *(script("burden", name) for name in ("moves", "complaints", "policies")),
        migrations.RunSQL(as_sql(), migrations.RunSQL.noop),
        granted(dict.fromkeys(TABLES, "select, insert")),
        granted({"burden_rule": "select"}),
    ]
