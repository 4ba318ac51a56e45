"""What an entry names is asked when it comes in, and stays; six foreign keys asked the first of each row once more."""

from django.db import migrations, models
from django.db.models.deletion import PROTECT

from bangfu.site.web.guard import script

NAMED = {
    "person": ("person", "entries"),
    "organisation": ("organisation", "entries"),
    "place": ("place", "+"),
    "household": ("household", "entries"),
    "counterpart_person": ("person", "+"),
    "counterpart_organisation": ("organisation", "+"),
}


class Migration(migrations.Migration):
    """References without a constraint, and `sql/named.sql`."""

    dependencies = [("ledger", "0004_lean"), ("roster", "0004_proposing")]
    operations = [
        *(
            migrations.AlterField(
                "entry",
                name,
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    null=True,
                    on_delete=PROTECT,
                    related_name=related,
                    to=f"roster.{model}",
                ),
            )
            for name, (model, related) in NAMED.items()
        ),
        script("ledger", "named"),
    ]
