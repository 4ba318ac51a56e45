"""How far the reminders are behind, without their rows."""

from django.db import migrations

from bangfu.site.web.guard import script


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [("operations", "0001_figures"), ("notices", "0002_guard")]
    operations = [script("operations", "sweep")]
