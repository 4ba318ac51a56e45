"""The log of acts, limits, and what no single administrator may do alone."""

import bangfu.site.roster.models
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from bangfu.site.web.guard import granted, guarded, script

# The audit reads every history by its days.
HISTORIES = (
    "web_account",
    "roster_place",
    "roster_organisation",
    "roster_person",
    "roster_post",
    "roster_household",
    "roster_pairing",
    "duties_adoption",
    "duties_exemption",
)
BY_DAY = "\n".join(f"create index on {name}event (pgh_created_at, pgh_id);" for name in HISTORIES)


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0002_guard"),
        ("roster", "0003_change"),
        ("duties", "0002_guard"),
    ]

    operations = [
        migrations.CreateModel(
            name="Act",
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
                            ("sign_in", "Sign In"),
                            ("sign_in_failed", "Sign In Failed"),
                            ("sign_out", "Sign Out"),
                            ("export", "Export"),
                            ("lock_released", "Lock Released"),
                            ("second_factor_reset", "Second Factor Reset"),
                            ("sessions_ended", "Sessions Ended"),
                        ],
                        max_length=32,
                    ),
                ),
                ("account", models.CharField(blank=True, default="", max_length=64)),
                ("at", models.DateTimeField(db_index=True)),
                ("subject", models.CharField(blank=True, default="", max_length=100)),
                ("reason", models.TextField(blank=True, default="")),
                ("address", models.CharField(blank=True, default="", max_length=64)),
                ("details", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ("-at", "-id"),
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="act",
            trigger=pgtrigger.compiler.Trigger(
                name="never_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="078d5a55e2df08d7a89f94d7334a9fbb0fcfe436",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_never_changed_0eb21",
                    table="web_act",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="act",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="raise exception 'pgtrigger: cannot empty %', tg_table_name;",
                    hash="1c6da554ea6e96e0a72c0c9abd03110286ad9a08",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_57119",
                    table="web_act",
                    when="BEFORE",
                ),
            ),
        ),
        guarded(["web_act"]),
        granted({"web_act": "select, insert", "axes_accessattemptexpiration": "select, delete"}),
        script("web", "protect"),
        migrations.RunSQL(BY_DAY, migrations.RunSQL.noop),
        migrations.RunSQL("revoke all on axes_accesslog from bangfu_app", migrations.RunSQL.noop),
    ]
