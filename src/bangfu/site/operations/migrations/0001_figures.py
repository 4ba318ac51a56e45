"""Figures of the whole installation, without its rows."""

from django.db import migrations

from bangfu.site.web.guard import script


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [("duties", "0002_guard"), ("ledger", "0002_guard")]
    operations = [script("operations", "figures")]
