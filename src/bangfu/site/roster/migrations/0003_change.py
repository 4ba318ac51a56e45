"""Changes of many rows at once, under guard."""

from django.db import migrations, models

import bangfu.site.roster.models
from bangfu.site.web.guard import granted, guarded, script


class Migration(migrations.Migration):
    """See `sql/changes.sql`."""

    dependencies = [
        ("roster", "0002_guard"),
    ]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=bangfu.site.roster.models.new_id,
                        max_length=64,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("import", "Import"),
                            ("handover", "Handover"),
                            ("allocation", "Allocation"),
                            ("move", "Move"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("prepared", "Prepared"), ("applied", "Applied"), ("undone", "Undone")],
                        default="prepared",
                        max_length=16,
                    ),
                ),
                ("account", models.CharField(max_length=64)),
                ("area", models.BigIntegerField(null=True)),
                ("title", models.CharField(blank=True, default="", max_length=200)),
                ("reason", models.TextField(blank=True, default="")),
                ("counts", models.JSONField(default=dict)),
                ("plan", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField()),
                ("applied_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("-made_at",),
                "indexes": [models.Index(fields=["kind", "made_at"], name="roster_chan_kind_0b9577_idx")],
            },
        ),
        guarded(["roster_change"]),
        script("roster", "changes"),
        granted({"roster_change": "select, insert, update"}),
    ]
