"""The choice under guard: made by the county's office alone, read by the public through two functions."""

from django.db import migrations

from bangfu.site.web.guard import events, granted, guarded, script

TABLES = ("disclosure_setting", "disclosure_settingevent")


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [("disclosure", "0001_initial"), ("web", "0003_protection")]
    operations = [
        guarded(TABLES),
        migrations.RunSQL(f"revoke all on {', '.join(TABLES)} from bangfu_judge", migrations.RunSQL.noop),
        events(["disclosure_settingevent"]),
        granted({"disclosure_setting": "select, insert, update"}),
        script("disclosure", "policies"),
    ]
