"""Accounts under guard, and what the site's role may do with the tables of the packages it uses."""

from django.db import migrations

from bangfu.site.web.guard import events, granted, guarded, script

USED = {
    "django_session": "select, insert, update, delete",
    "django_migrations": "select",
    "django_content_type": "select",
    "axes_accessattempt": "select, insert, update, delete",
    "axes_accesslog": "select, insert, update",
    "otp_totp_totpdevice": "select, insert, update",
}


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [
        ("web", "0001_initial"),
        ("duties", "0002_guard"),
        ("contenttypes", "__latest__"),
        ("sessions", "__latest__"),
        ("axes", "__latest__"),
        ("otp_totp", "__latest__"),
    ]
    operations = [
        guarded(("web_account", "web_accountevent", "web_unmasking")),
        events(["web_accountevent"]),
        script("web", "policies"),
        granted({"web_account": "select, insert, update", "web_unmasking": "select, insert", **USED}),
    ]
