"""Duties under guard: verdicts are written by the judge alone, exemptions decided by a second person."""

from django.db import migrations

from bangfu.site.web.guard import events, granted, guarded, script

RECORDS = ("duties_adoption", "duties_exemption")


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [("duties", "0001_initial"), ("roster", "0002_guard"), ("ledger", "0002_guard")]
    operations = [
        guarded((*RECORDS, *(f"{t}event" for t in RECORDS))),
        guarded(("duties_snapshot", "duties_verdict"), judge="select, insert, update, delete"),
        events(f"{t}event" for t in RECORDS),
        script("duties", "policies"),
        granted(
            {
                "duties_adoption": "select, insert, update, delete",
                "duties_exemption": 'select, insert, update (state, "end", decided_by, decided_at, decision)',
                "duties_snapshot": "select",
                "duties_verdict": "select",
            }
        ),
    ]
