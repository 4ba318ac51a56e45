"""Households in the order of lists, and who helps them found once: a page of a county's is read from an index instead of sorted."""

from __future__ import annotations

from django.db import migrations, models

from bangfu.site.web.guard import script


class Migration(migrations.Migration):
    """See `sql/helped.sql`."""

    dependencies = [("roster", "0004_proposing")]
    operations = [
        migrations.AddIndex(
            "household", models.Index(fields=["place", "key", "id"], name="household_in_order")
        ),
        script("roster", "helped"),
    ]
