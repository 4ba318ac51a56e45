"""Days without a helper are worked out for all households together; the edition of what lists of gaps rest on."""

from __future__ import annotations

from django.db import migrations

from bangfu.site.web.guard import script


class Migration(migrations.Migration):
    """See `sql/helpers.sql`, `sql/edition.sql`."""

    dependencies = [("measures", "0002_guard"), ("exits", "0003_seen")]
    operations = [script("measures", "helpers"), script("measures", "edition")]
