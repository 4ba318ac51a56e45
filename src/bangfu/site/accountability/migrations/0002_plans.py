"""Proposals rest on the plans of a year as well: they are worked out anew when one is closed."""

from django.db import migrations

from bangfu.site.web.guard import script


class Migration(migrations.Migration):
    """See `sql/edition.sql`."""

    dependencies = [("accountability", "0001_edition"), ("fund", "0002_guard")]
    operations = [script("accountability", "edition")]
