"""Corrections under guard: asked by whom they are about, answered once by who keeps the roster."""

from django.db import migrations

from bangfu.site.web.guard import events, granted, guarded, script

HISTORY = ("personal_correctionevent",)


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [("personal", "0001_initial"), ("roster", "0002_guard"), ("web", "0003_protection")]
    operations = [
        guarded(("personal_correction", *HISTORY), judge=""),
        events(HISTORY),
        script("personal", "policies"),
        granted({"personal_correction": "select, insert, update (state, answer, answered_by, answered_at)"}),
    ]
