"""By what the site knows that proposals have to be worked out anew."""

from django.db import migrations

from bangfu.site.web.guard import script


class Migration(migrations.Migration):
    """See `sql/edition.sql`."""

    dependencies = [("rectification", "0003_standing"), ("roster", "0004_proposing")]
    operations = [script("accountability", "edition")]
