"""Cases under guard: what they say of themselves follows from their steps, which the rules of `moves.toml` allow."""

from django.db import migrations

from bangfu.site.cases.machine import as_sql
from bangfu.site.web.guard import events, granted, guarded, script

TABLES = ("cases_case", "cases_cause", "cases_step")
HISTORY = ("cases_caseevent",)


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [("cases", "0001_initial"), ("rectification", "0002_guard")]
    operations = [
        guarded((*TABLES, *HISTORY), judge=""),
        events(HISTORY),
        script("cases", "measures"),
        script("cases", "moves"),
        migrations.RunSQL(as_sql(), migrations.RunSQL.noop),
        script("cases", "recalls"),
        script("cases", "policies"),
        granted(dict.fromkeys(TABLES, "select, insert")),
    ]
