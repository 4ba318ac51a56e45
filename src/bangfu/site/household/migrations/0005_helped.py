"""What stands is seen as its household is, by the same short question."""

from __future__ import annotations

from django.db import migrations

from bangfu.site.web.guard import script


class Migration(migrations.Migration):
    """See `sql/helped.sql`."""

    dependencies = [("household", "0004_register_guard"), ("roster", "0005_household_order")]
    operations = [script("household", "helped")]
