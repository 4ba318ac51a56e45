"""Rows of leaving and watching are seen as their household is, asked row by row where few are wanted."""

from __future__ import annotations

from django.db import migrations

from bangfu.site.web.guard import script


class Migration(migrations.Migration):
    """See `sql/seen.sql`."""

    dependencies = [("exits", "0002_guard"), ("roster", "0005_household_order")]
    operations = [script("exits", "seen")]
