"""The register under guard: months are only confirmed anew, leave is decided by whom its length asks for."""

from django.db import migrations

from bangfu.site.web.guard import events, granted, guarded, script

HISTORIES = ("attendance_tierevent", "attendance_leaveevent")


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [("attendance", "0001_initial"), ("ledger", "0002_guard"), ("web", "0003_protection")]
    operations = [
        guarded(("attendance_confirmation", "attendance_tier", "attendance_leave", *HISTORIES)),
        events(HISTORIES),
        script("attendance", "policies"),
        granted(
            {
                "attendance_confirmation": "select, insert",
                "attendance_tier": "select, insert, update, delete",
                "attendance_leave": "select, insert, "
                "update (state, decided_by, decided_at, decision, returned_on, entry)",
            }
        ),
    ]
