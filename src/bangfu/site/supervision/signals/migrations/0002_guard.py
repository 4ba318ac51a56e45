"""Looks under guard: added only, seen by those who inspect."""

from django.db import migrations

from bangfu.site.web.guard import granted, guarded, script


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [("signals", "0001_initial"), ("ledger", "0002_guard")]
    operations = [
        guarded(("signals_look",)),
        script("supervision/signals", "policies"),
        granted({"signals_look": "select, insert"}),
    ]
