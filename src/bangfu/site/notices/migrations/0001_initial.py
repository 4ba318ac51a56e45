"""The tables of notices."""

import bangfu.site.notices.models
import bangfu.site.roster.models
import bangfu.site.web.sealed
import datetime
import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("roster", "0003_change"),
    ]

    operations = [
        migrations.CreateModel(
            name="Choice",
            fields=[
                ("account", models.CharField(max_length=64, primary_key=True, serialize=False)),
                (
                    "on_site",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16),
                        blank=True,
                        default=bangfu.site.notices.models.every_kind,
                        size=None,
                    ),
                ),
                (
                    "by_mail",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16), blank=True, default=list, size=None
                    ),
                ),
                ("address", bangfu.site.web.sealed.SealedField(blank=True, default="")),
                ("quiet_from", models.TimeField(default=datetime.time(20, 0))),
                ("quiet_until", models.TimeField(default=datetime.time(8, 0))),
                ("quiet_on_rest_days", models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name="Feed",
            fields=[
                ("account", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("token", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Turn",
            fields=[
                ("account", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, default="", max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
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
                ("account", models.CharField(max_length=64)),
                ("subject", models.CharField(max_length=64)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("digest", "Digest"),
                            ("due_soon", "Due Soon"),
                            ("overdue", "Overdue"),
                            ("decision", "Decision"),
                        ],
                        max_length=16,
                    ),
                ),
                ("day", models.DateField()),
                ("about", models.CharField(blank=True, default="", max_length=80)),
                ("figures", models.JSONField(default=dict)),
                ("on_site", models.BooleanField(default=True)),
                ("made_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("-made_at", "-id"),
                "indexes": [
                    models.Index(fields=["account", "made_at"], name="notice_by_account"),
                    models.Index(
                        condition=models.Q(("on_site", True), ("read_at", None)),
                        fields=["account"],
                        name="notice_unread",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("subject", "kind", "day", "about"), name="notice_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Line",
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
                ("account", models.CharField(max_length=64)),
                ("subject", models.CharField(max_length=64)),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("week", "Week"),
                            ("month", "Month"),
                            ("missed", "Missed"),
                            ("due_7", "Due 7"),
                            ("due_1", "Due 1"),
                            ("overdue", "Overdue"),
                        ],
                        max_length=16,
                    ),
                ),
                ("day", models.DateField()),
                ("number", models.BigIntegerField()),
                ("regulation", models.CharField(max_length=100)),
                ("duty", models.CharField(max_length=100)),
                ("period_start", models.DateField()),
                ("period_end", models.DateField()),
                ("required", models.FloatField(null=True)),
                ("achieved", models.FloatField()),
                ("unit", models.CharField(max_length=32)),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="notices.notice"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Robot",
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
                    "make",
                    models.CharField(choices=[("wecom", "Wecom"), ("dingtalk", "Dingtalk")], max_length=16),
                ),
                ("name", models.CharField(max_length=60)),
                ("address", bangfu.site.web.sealed.SealedField(default="")),
                ("secret", bangfu.site.web.sealed.SealedField(blank=True, default="")),
                ("made_by", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("ended_by", models.CharField(blank=True, default="", max_length=64)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="roster.organisation"
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="roster.place"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Delivery",
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
                ("account", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("sending", "Sending"),
                            ("sent", "Sent"),
                            ("failed", "Failed"),
                            ("unknown", "Unknown"),
                        ],
                        default="waiting",
                        max_length=16,
                    ),
                ),
                ("not_before", models.DateTimeField()),
                ("claim", models.CharField(blank=True, default="", max_length=64)),
                ("claimed_at", models.DateTimeField(null=True)),
                ("tries", models.IntegerField(default=0)),
                ("done_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, default="", max_length=64)),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="notices.notice"
                    ),
                ),
                (
                    "robot",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="notices.robot"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Answer",
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
                ("account", models.CharField(max_length=64)),
                ("week", models.DateField()),
                ("at", models.DateTimeField()),
                ("area", models.BigIntegerField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="roster.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="roster.person"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("account", "week"), name="answered_once")],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="answer",
            trigger=pgtrigger.compiler.Trigger(
                name="never_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="43d0e6de28abddf8c8bd5c8a7bd84ccbd2ba0e95",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_never_changed_83f2a",
                    table="notices_answer",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="answer",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="raise exception 'pgtrigger: cannot empty %', tg_table_name;",
                    hash="fce68408969bc3a5b30c7548fafe6494c86c6c96",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_e13b3",
                    table="notices_answer",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.UniqueConstraint(
                fields=("subject", "section", "day", "number"), name="duty_told_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="robot",
            constraint=models.CheckConstraint(
                condition=models.Q(("organisation", None), ("place", None), _connector="XOR"),
                name="robot_of_one",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("state", "waiting")), fields=["not_before"], name="delivery_waiting"
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("state", "sending")), fields=["claimed_at"], name="delivery_claimed"
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("state__in", ("failed", "unknown"))),
                fields=["done_at"],
                name="delivery_troubled",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                fields=("notice", "robot"), name="delivered_once", nulls_distinct=False
            ),
        ),
    ]
