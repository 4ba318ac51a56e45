"""Sheets under guard: hidden from the inspected until handed in and opened, answered whole, never changed."""

from django.db import migrations

from bangfu.site.web.guard import granted, guarded, script

TABLES = ("checklists_sheet", "checklists_answer", "checklists_handing")


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [("checklists", "0001_initial"), ("supervision", "0002_guard"), ("duties", "0002_guard")]
    operations = [
        guarded(TABLES, judge=""),
        script("checklists", "policies"),
        granted(dict.fromkeys(TABLES, "select, insert")),
    ]
