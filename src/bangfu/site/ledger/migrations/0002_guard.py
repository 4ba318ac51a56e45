"""The ledger under guard: chained, only added to, seen by area, unit and person."""

from django.db import migrations

from bangfu.site.web.guard import granted, guarded, script


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [("ledger", "0001_initial"), ("roster", "0002_guard")]
    operations = [
        script("ledger", "chain"),
        guarded(("ledger_entry", "ledger_book", "ledger_photo")),
        script("ledger", "policies"),
        granted(
            {"ledger_entry": "select, insert", "ledger_photo": "select, insert", "ledger_book": "select"}
        ),
    ]
