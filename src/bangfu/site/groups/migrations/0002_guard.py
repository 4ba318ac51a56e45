"""Groups under guard: one at a time, one leader, nobody from where they may not come."""

from django.db import migrations

from bangfu.site.groups.words import as_sql
from bangfu.site.web.guard import events, granted, guarded, script

ADDED = ("note", "check", "copy", "assessment", "review")
GRANTS = {
    "groups_group": "select, insert, update (ended_on, document, head_count, head_count_by, ways, office)",
    "groups_member": 'select, insert, update ("end", post, duties, phone, fixed, reason)',
    "groups_team": 'select, insert, update ("end")',
    **dict.fromkeys((f"groups_{name}" for name in ADDED), "select, insert"),
}
HISTORY = tuple(f"groups_{name}event" for name in ("group", "member", "team"))


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [("groups", "0001_initial"), ("household", "0002_guard"), ("fund", "0002_guard")]
    operations = [
        guarded((*GRANTS, *HISTORY), judge=""),
        events(HISTORY),
        *(script("groups", name) for name in ("standing", "keeping", "policies")),
        migrations.RunSQL(as_sql(), migrations.RunSQL.noop),
        granted(GRANTS),
    ]
