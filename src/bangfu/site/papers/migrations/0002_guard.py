"""Papers under guard: numbers come from a trigger alone, versions are only added, issued papers do not change."""

from django.db import migrations

from bangfu.site.web.guard import events, granted, guarded, script

HISTORIES = ("papers_seriesevent", "papers_paperversion")


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [("papers", "0001_initial"), ("roster", "0002_guard"), ("web", "0003_protection")]
    operations = [
        guarded(("papers_series", "papers_count", "papers_paper", "papers_paperrecipient", *HISTORIES)),
        events(HISTORIES),
        script("papers", "policies"),
        granted(
            {
                "papers_series": "select, insert, update (body, kinds)",
                "papers_paper": "select, insert, "
                "update (series_id, year, title, content, state, issued_by, issued_at, withdrawn_by, withdrawn_at, reason)",
                "papers_paperrecipient": "select, insert, delete",
            }
        ),
    ]
