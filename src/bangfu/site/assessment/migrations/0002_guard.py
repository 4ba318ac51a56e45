"""Assessments under guard: what is entered stays, who answered is nobody's to know, what is worked out is copied whole.

The process that judges has no right to any of it.
"""

from django.db import migrations

from bangfu.site.web.guard import granted, guarded, script

ADDED = ("survey", "cell", "slip", "check", "figure", "weight", "withdrawal")
WORKED = ("outcome", "line")
READ = ("publication", "published")


def _rights(names: tuple[str, ...], what: str) -> dict[str, str]:
    return {f"assessment_{name}": what for name in names}


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [
        ("assessment", "0001_initial"),
        ("duties", "0002_guard"),
        ("ledger", "0002_guard"),
        ("supervision", "0002_guard"),
        ("web", "0005_roles_of_supervision"),
        ("workdays", "0002_guard"),
    ]
    operations = [
        guarded([f"assessment_{name}" for name in (*ADDED, *WORKED, *READ, "answer", "wish")], judge=""),
        script("assessment", "policies"),
        script("assessment", "surveys"),
        script("assessment", "working"),
        granted({
            **_rights(ADDED, "select, insert"),
            **_rights(WORKED, "select, insert, delete"),
            **_rights(READ, "select"),
            # not the whole table: what wrote a row, and where it lies, is nobody's to ask
            "assessment_answer": 'select (id, cell_id, "on", answer)',
            "assessment_wish": "select, delete",
        }),
    ]  # fmt: skip
