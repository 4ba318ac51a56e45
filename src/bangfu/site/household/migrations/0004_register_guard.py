"""The register under guard: what stands is kept by triggers, slips open by a door, the owner's functions blank and take back."""

from django.db import migrations

from bangfu.site.web.guard import granted, guarded, script

ADDED = ("cardissue", "platformentry", "benefitcheck", "comparison", "lead", "leadanswer", "keeping", "correctionanswer",
    "accessslip")  # fmt: skip
READ = ("standing", "blanking", "correctionslip")
OWN = ("intake", "staged")


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [("household", "0003_register"), ("roster", "0004_proposing"), ("tips", "0001_initial")]
    operations = [
        guarded([f"household_{name}" for name in (*ADDED, *READ, *OWN)], judge=""),
        *(script("household", name) for name in ("standing", "register", "privacy", "owner")),
        granted({f"household_{name}": "select, insert" for name in ADDED}),
        granted({f"household_{name}": "select" for name in READ}),
        granted({f"household_{name}": "select, insert, update, delete" for name in OWN}),
    ]
