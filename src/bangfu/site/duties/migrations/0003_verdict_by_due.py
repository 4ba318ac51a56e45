"""Lists begin with what is due last; the order comes from an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One index."""

    dependencies = [("duties", "0002_guard")]
    operations = [
        migrations.AddIndex(
            "verdict", models.Index(fields=["snapshot", "period_end", "number"], name="verdict_by_due")
        )
    ]
