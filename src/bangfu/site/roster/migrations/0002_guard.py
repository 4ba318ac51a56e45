"""The roster under guard: scope, presence, no two of the same at once, who sees and changes what."""

from django.db import migrations

from bangfu.site.web.guard import events, granted, guarded, script

ROWS = ("place", "organisation", "person", "post", "household", "pairing")
TABLES = tuple(f"roster_{name}" for name in ROWS)


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [("roster", "0001_initial")]
    operations = [
        script("roster", "scope"),
        script("roster", "presence"),
        script("roster", "guard"),
        guarded((*TABLES, "roster_presence", *(f"{t}event" for t in TABLES))),
        events(f"{t}event" for t in TABLES),
        script("roster", "policies"),
        granted(dict.fromkeys(TABLES, "select, insert, update, delete") | {"roster_presence": "select"}),
    ]
