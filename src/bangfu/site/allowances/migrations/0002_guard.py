"""Payments and rates under guard; of served decisions, what whoever pays must know."""

from django.db import migrations

from bangfu.site.web.guard import events, granted, guarded, script

TABLES = ("allowances_payment", "allowances_rate")
HISTORY = ("allowances_rateevent",)


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [
        ("allowances", "0001_initial"),
        ("cases", "0002_guard"),
        ("accountability", "0001_edition"),
    ]
    operations = [
        guarded((*TABLES, *HISTORY), judge=""),
        events(HISTORY),
        script("allowances", "policies"),
        script("allowances", "cancelled"),
        script("allowances", "edition"),
        granted(
            {"allowances_payment": "select, insert", "allowances_rate": 'select, insert, update ("end")'}
        ),
    ]
