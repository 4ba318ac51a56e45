"""The studio under guard: drafts of the own area, versions decided by a second person, adoption by the database."""

from django.db import migrations

from bangfu.site.web.guard import events, granted, guarded, script

GRANTS = {
    "studio_document": "select, insert",
    "studio_draft": "select, insert, update (head, who, words, readings, closed)",
    "studio_provision": "select, insert, update (clause, settled, state, words, changed_by, changed_at)",
    "studio_version": "select, insert, update (state, decided_by, decided_at, decision)",
    "studio_trial": "select, insert, update (worked_at, told)",
}
HISTORY = tuple(f"studio_{name}event" for name in ("draft", "provision", "version"))


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [
        ("studio", "0001_initial"),
        ("duties", "0003_verdict_by_due"),
        ("rectification", "0002_guard"),
    ]
    operations = [
        guarded((*GRANTS, *HISTORY), judge=""),
        events(HISTORY),
        script("studio", "states"),
        script("studio", "policies"),
        script("studio", "trials"),
        granted(GRANTS),
    ]
