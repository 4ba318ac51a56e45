"""Identification under guard: states follow from moves, what anybody sends comes through functions that only take."""

from django.db import migrations

from bangfu.site.identification import machine, templates
from bangfu.site.web.guard import granted, guarded, script

GRANTS = {
    "identification_roll": "select, insert, update (left_why)",
    "identification_report": "select, insert, update (answer)",
    "identification_notice": "select, insert, update (removed_by)",
    "identification_objection": "select, update (answer)",
    **dict.fromkeys(
        (
            "identification_scheme", "identification_screening", "identification_answer", "identification_person",
            "identification_steprecord", "identification_move", "identification_noticeline",
        ),
        "select, insert",
    ),
}  # fmt: skip


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [
        ("identification", "0001_initial"), ("household", "0002_guard"), ("disclosure", "0002_guard"),
        ("rectification", "0003_standing"),
    ]  # fmt: skip
    operations = [
        guarded(tuple(GRANTS), judge=""),
        *(
            script("identification", name)
            for name in ("schemes", "reports", "lists", "moves", "screenings", "notices", "policies")
        ),
        migrations.RunSQL(machine.as_sql(), migrations.RunSQL.noop),
        migrations.RunSQL(templates.as_sql(), migrations.RunSQL.noop),
        granted(GRANTS),
    ]
