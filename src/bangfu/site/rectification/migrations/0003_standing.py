"""What a proposal asks of a finding: how grave, found at which level, of bad influence or not, and since when it stands."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from bangfu.site.rectification.machine import standing_as_sql
from bangfu.site.web.guard import granted, script


class Migration(migrations.Migration):
    """See `sql/standing.sql` and `sql/stood.sql`."""

    dependencies = [
        ("rectification", "0002_guard"),
        ("roster", "0004_proposing"),
        ("supervision", "0002_guard"),
        ("web", "0005_roles_of_supervision"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="finding",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="finding",
            name="update_update",
        ),
        migrations.AddField(
            model_name="finding",
            name="bad_influence",
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name="finding",
            name="confirmed_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="finding",
            name="level",
            field=models.CharField(
                choices=[
                    ("county", "County"),
                    ("prefecture", "Prefecture"),
                    ("province", "Province"),
                    ("central", "Central"),
                ],
                default="county",
                max_length=16,
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="severity",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="findingevent",
            name="bad_influence",
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name="findingevent",
            name="confirmed_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="findingevent",
            name="level",
            field=models.CharField(
                choices=[
                    ("county", "County"),
                    ("prefecture", "Prefecture"),
                    ("province", "Province"),
                    ("central", "Central"),
                ],
                default="county",
                max_length=16,
            ),
        ),
        migrations.AddField(
            model_name="findingevent",
            name="severity",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="finding",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "rectification_findingevent" ("bad_influence", "body_id", "campaign_id", "clause", "confirmed_on", "county_id", "deadline", "ended_on", "fed_back_on", "found_on", "id", "kind", "leader_id", "level", "made_at", "made_by", "number", "opinion", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "regulation", "reopened", "repeats_id", "row", "severity", "sheet", "similar_to_id", "source", "state", "text", "year") VALUES (NEW."bad_influence", NEW."body_id", NEW."campaign_id", NEW."clause", NEW."confirmed_on", NEW."county_id", NEW."deadline", NEW."ended_on", NEW."fed_back_on", NEW."found_on", NEW."id", NEW."kind", NEW."leader_id", NEW."level", NEW."made_at", NEW."made_by", NEW."number", NEW."opinion", NEW."organisation_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."place_id", NEW."regulation", NEW."reopened", NEW."repeats_id", NEW."row", NEW."severity", NEW."sheet", NEW."similar_to_id", NEW."source", NEW."state", NEW."text", NEW."year"); RETURN NULL;',
                    hash="766a7b6da1c0b0f30a07c5828afc4b29d3d4d947",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b720f",
                    table="rectification_finding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="finding",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "rectification_findingevent" ("bad_influence", "body_id", "campaign_id", "clause", "confirmed_on", "county_id", "deadline", "ended_on", "fed_back_on", "found_on", "id", "kind", "leader_id", "level", "made_at", "made_by", "number", "opinion", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "regulation", "reopened", "repeats_id", "row", "severity", "sheet", "similar_to_id", "source", "state", "text", "year") VALUES (NEW."bad_influence", NEW."body_id", NEW."campaign_id", NEW."clause", NEW."confirmed_on", NEW."county_id", NEW."deadline", NEW."ended_on", NEW."fed_back_on", NEW."found_on", NEW."id", NEW."kind", NEW."leader_id", NEW."level", NEW."made_at", NEW."made_by", NEW."number", NEW."opinion", NEW."organisation_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place_id", NEW."regulation", NEW."reopened", NEW."repeats_id", NEW."row", NEW."severity", NEW."sheet", NEW."similar_to_id", NEW."source", NEW."state", NEW."text", NEW."year"); RETURN NULL;',
                    hash="8a44862aba4025302dac44470f1600a9db03387e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fe28b",
                    table="rectification_finding",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("severity__isnull", True), ("severity__range", (1, 3)), _connector="OR"),
                name="a_severity_of_three",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["", "county", "prefecture", "province", "central"])),
                name="found_at_a_level",
            ),
        ),
        script("rectification", "standing"),
        migrations.RunSQL(standing_as_sql(), migrations.RunSQL.noop),
        script("rectification", "stood"),
        granted({"rectification_finding": "update (level, severity, bad_influence, source)"}),
    ]
