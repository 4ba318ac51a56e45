"""Findings under guard: their state follows from their moves, which the rules of `moves.toml` allow."""

from django.db import migrations

from bangfu.site.rectification.machine import as_sql
from bangfu.site.web.guard import events, granted, guarded, script

TABLES = tuple(f"rectification_{name}" for name in ("finding", "move", "evidence", "practice"))
HISTORIES = ("rectification_findingevent", "rectification_practiceevent")
DRAFTED = (
    "place_id, body_id, organisation_id, person_id, campaign_id, regulation, clause, kind, found_on, text, opinion, "
    "leader_id, deadline, repeats_id"
)


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [("rectification", "0001_initial"), ("supervision", "0002_guard")]
    operations = [
        guarded((*TABLES, *HISTORIES), judge=""),
        events(HISTORIES),
        script("rectification", "moves"),
        migrations.RunSQL(as_sql(), migrations.RunSQL.noop),
        script("rectification", "policies"),
        granted(
            {
                "rectification_finding": f"select, insert, update ({DRAFTED})",
                "rectification_move": "select, insert",
                "rectification_evidence": "select, insert",
                "rectification_practice": "select, insert, update (title, text, publicity, state)",
            }
        ),
    ]
