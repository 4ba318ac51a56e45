"""Files of households under guard: added to by who keeps the roster there, never changed, whole from the beginning."""

from django.db import migrations

from bangfu.site.web.guard import granted, guarded, script

TABLES = ("household_version", "household_member", "household_income")


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [("household", "0001_initial"), ("rectification", "0003_standing")]
    operations = [
        guarded(TABLES, judge=""),
        script("household", "versions"),
        script("household", "policies"),
        granted(dict.fromkeys(TABLES, "select, insert")),
    ]
