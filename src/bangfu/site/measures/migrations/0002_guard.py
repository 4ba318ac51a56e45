"""What is done for households under guard: who sees one reads it, who helps one writes it, and helpers leave no gap."""

from django.db import migrations

from bangfu.site.web.guard import events, granted, guarded, script

GRANTS = {
    "measures_wish": "select, insert",
    "measures_difficulty": "select, insert, update (handler_id, outcome, closed_on)",
    "measures_plan": "select, insert, update (adopted_on)",
    "measures_measure": "select, insert, update (responsible_id, state, result)",
    "measures_decision": "select, insert",
    "measures_setting": "select, insert",
}
HISTORY = tuple(f"measures_{name}event" for name in ("plan", "measure", "difficulty", "setting"))


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [
        ("measures", "0001_initial"),
        ("household", "0002_guard"),
        ("duties", "0002_guard"),
        ("exits", "0002_guard"),
    ]
    operations = [
        guarded((*GRANTS, *HISTORY, "measures_bond"), judge=""),
        events(HISTORY),
        *(script("measures", name) for name in ("plans", "spoken", "contact", "policies")),
        granted(GRANTS),
    ]
