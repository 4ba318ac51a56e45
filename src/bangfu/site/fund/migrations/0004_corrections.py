"""What is corrected while a project is being written, papers kept with it, and what the public may learn of it."""

from django.db import migrations

from bangfu.site.web.guard import granted, guarded, script

GRANTS = {
    "fund_project": "update (name, purpose, budget, for_village)",
    "fund_attachment": "select, insert",
}


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [("fund", "0003_attachment"), ("disclosure", "0003_projects")]
    operations = [
        guarded(("fund_attachment",), judge=""),
        script("fund", "corrections"),
        script("fund", "notice"),
        granted(GRANTS),
    ]
