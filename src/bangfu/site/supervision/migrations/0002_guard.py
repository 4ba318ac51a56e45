"""Inspections under guard: hidden from the inspected until they are opened; a draw stays as it was fixed."""

from django.db import migrations

from bangfu.site.web.guard import events, granted, guarded, script

PLANNED = ("campaign", "stage", "team", "member", "assignment", "tie")
TABLES = tuple(f"supervision_{name}" for name in (*PLANNED, "briefing", "draw", "drawn"))
HISTORIES = tuple(f"supervision_{name}event" for name in PLANNED)
WRITTEN = "select, insert, update, delete"


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [("supervision", "0001_initial"), ("ledger", "0004_lean"), ("web", "0003_protection")]
    operations = [
        guarded((*TABLES, *HISTORIES), judge=""),
        events(HISTORIES),
        script("supervision", "policies"),
        granted(
            {
                "supervision_campaign": "select, insert, update",
                "supervision_stage": WRITTEN,
                "supervision_team": WRITTEN,
                "supervision_member": WRITTEN,
                "supervision_assignment": "select, insert, delete, update (reason, inspected_on, entry)",
                "supervision_tie": "select, insert, update (reason, ended)",
                "supervision_briefing": "select, insert",
                "supervision_draw": "select, insert, "
                "update (word, taken, drawn_by, drawn_at, opened_by, opened_at)",
                "supervision_drawn": "select, insert",
            }
        ),
    ]
