"""Programs read the cases that their account reads."""

from django.db import migrations

from bangfu.site.web.guard import script


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [("cases", "0002_guard")]
    operations = [script("cases", "programs")]
