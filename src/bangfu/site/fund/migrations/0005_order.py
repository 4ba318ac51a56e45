"""Money and projects move one after the other, and in the order of days."""

from django.db import migrations

from bangfu.site.web.guard import script


class Migration(migrations.Migration):
    """See `sql/`. `moving` stands in the guard as well; here it reaches sites that were founded before."""

    dependencies = [("fund", "0004_corrections")]
    operations = [script("fund", "moving"), script("fund", "order")]
