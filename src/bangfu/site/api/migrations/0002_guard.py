"""Tokens under guard: seen by their owner alone, ended with their account."""

from django.db import migrations

from bangfu.site.web.guard import guarded, script


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [("api", "0001_initial"), ("web", "0004_acts_of_tokens")]
    operations = [guarded(["api_token"]), script("api", "tokens")]
