"""An entry costs what it needs: one index for each thing it names, none for what it does not, and a quicker question."""

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
    """Foreign keys without an index of their own, and `sql/adding.sql`."""

    dependencies = [("ledger", "0003_entry_by_day"), ("roster", "0003_change")]
    operations = [
        *(
            migrations.RemoveIndex("entry", f"ledger_entr_{name}_idx")
            for name in ("person__fd121e", "organis_994b62", "househo_939bb0")
        ),
        *(
            migrations.AlterField(
                "entry",
                name,
                models.ForeignKey(
                    db_index=False, null=True, on_delete=PROTECT, related_name=related, to=f"roster.{model}"
                ),
            )
            for name, (model, related) in NAMED.items()
        ),
        *(
            migrations.AddIndex(
                "entry",
                models.Index(
                    condition=models.Q((name, None), _negated=True), fields=[name, "on"], name=f"entry_{name}"
                ),
            )
            for name in NAMED
        ),
        script("ledger", "adding"),
    ]
