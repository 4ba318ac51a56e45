"""Programs propose changes of the roster."""

from django.db import migrations

from bangfu.site.web.guard import script


class Migration(migrations.Migration):
    """See `sql/proposing.sql`."""

    dependencies = [("roster", "0003_change")]
    operations = [script("roster", "proposing")]
