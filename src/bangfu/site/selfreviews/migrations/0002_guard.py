"""Self-reviews under guard: issued once, answered while open, handed in, returned; the database holds the states."""

from django.db import migrations

from bangfu.site.web.guard import events, granted, guarded, script

HISTORIES = ("selfreviews_replyevent", "selfreviews_answerevent")
TABLES = ("selfreviews_selfreview", "selfreviews_question", "selfreviews_reply", "selfreviews_answer")


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [("selfreviews", "0001_initial"), ("ledger", "0002_guard"), ("web", "0003_protection")]
    operations = [
        guarded((*TABLES, *HISTORIES)),
        events(HISTORIES),
        script("selfreviews", "states"),
        script("selfreviews", "policies"),
        granted(
            {
                "selfreviews_selfreview": "select, insert",
                "selfreviews_question": "select, insert",
                "selfreviews_reply": "select, insert, update (state, handed_in_by, handed_in_at, counted, counted_on,"
                " returned_by, returned_at, reason)",
                "selfreviews_answer": "select, insert, update (claim, words, evidence)",
            }
        ),
    ]
