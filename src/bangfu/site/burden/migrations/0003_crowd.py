"""A complaint tells role and township only where enough people share them."""

from django.db import migrations

from bangfu.site.web.guard import script


class Migration(migrations.Migration):
    """See `sql/crowd.sql`."""

    dependencies = [("burden", "0002_guard")]
    operations = [script("burden", "crowd")]
