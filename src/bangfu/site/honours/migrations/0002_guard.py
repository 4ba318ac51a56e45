"""What was given and attested under guard: added by those to whom it is left, taken back by a row more, never changed."""

from django.db import migrations

from bangfu.site.web.guard import granted, guarded, script

TABLES = ("honours_grant", "honours_attestation", "honours_withdrawal")


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [("honours", "0001_initial"), ("cases", "0002_guard"), ("accountability", "0001_edition")]
    operations = [
        guarded(TABLES, judge=""),
        script("honours", "policies"),
        granted(dict.fromkeys(TABLES, "select, insert")),
    ]
