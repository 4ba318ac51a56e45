"""What hangs names a household by surname, group and number of people, also on a site that was founded before."""

from django.db import migrations

from bangfu.site.web.guard import script


class Migration(migrations.Migration):
    """See `sql/lists.sql`."""

    dependencies = [("identification", "0002_guard")]
    operations = [script("identification", "lists")]
