"""A case can rest on the plan of a year that was closed unfulfilled."""

from django.db import migrations

from bangfu.site.web.guard import script


class Migration(migrations.Migration):
    """See `sql/plans.sql`."""

    dependencies = [("cases", "0003_programs"), ("fund", "0002_guard")]
    operations = [script("cases", "plans")]
