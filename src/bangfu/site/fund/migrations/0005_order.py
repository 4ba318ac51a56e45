"""Money and projects move one after the other, and in the order of days."""

from django.db import migrations

from bangfu.site.web.guard import script


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [("fund", "0004_corrections")]
    operations = [script("fund", "order")]
