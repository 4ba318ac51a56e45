"""The latest entries are found by their day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One index."""

    dependencies = [("ledger", "0002_guard")]
    operations = [
        migrations.AddIndex("entry", models.Index(fields=["on", "seq"], name="ledger_entr_on_0f0b3e_idx")),
    ]
