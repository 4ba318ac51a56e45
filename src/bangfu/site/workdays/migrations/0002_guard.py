"""The calendar under guard: everybody reads it, those who keep a county's rules set their own days."""

from django.db import migrations

from bangfu.site.web.guard import events, granted, guarded, script

TABLES = ("workdays_day", "workdays_dayevent")


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [("workdays", "0001_initial"), ("duties", "0002_guard"), ("web", "0003_protection")]
    operations = [
        guarded(TABLES),
        events(["workdays_dayevent"]),
        granted({"workdays_day": "select, insert, update, delete"}),
        script("workdays", "policies"),
    ]
