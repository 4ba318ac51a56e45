"""Causes can be added: the policy of findings no longer asks for causes."""

from django.db import migrations

from bangfu.site.web.guard import script


class Migration(migrations.Migration):
    """See `sql/findings.sql`."""

    dependencies = [("cases", "0002_guard")]
    operations = [script("cases", "findings")]
