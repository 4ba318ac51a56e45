"""`python -m tests.site.upgrade.make FOLDER`: the backup of a small made-up county at work, for the tests of later releases.

Run it with the sources of the release that the backup is to be of. FOLDER must be new; its keys are put beside it.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests.site.browser.small_county import small_county

from bangfu.facts.case import Case
from bangfu.site.demo.county import STANDS_ON


def main(folder: Path) -> None:
    """Found, judge, tell, back up."""
    from bangfu.site.postgres import Cluster

    home = Path(tempfile.mkdtemp(prefix="bangfu-release-"))
    try:
        with Cluster(home / "postgres") as cluster:
            os.environ |= {
                "DJANGO_SETTINGS_MODULE": "bangfu.site.settings",
                "DATABASE_URL": cluster.url("bangfu_owner"),
                "BANGFU_HOME": str(home),
                "BANGFU_TODAY": STANDS_ON.isoformat(),
            }
            _work(cluster.url("bangfu_judge"))
            _photo(home)
            from bangfu.site.operations.backup.making import make

            made = make(cluster.url("bangfu_owner"), home, folder)
            shutil.copyfile(home / "keys.json", folder.parent / f"{folder.name}-keys.json")
        print(made.head, made.manifest.contents.rows)
    finally:
        shutil.rmtree(home)


def _work(judge_url: str) -> None:
    from bangfu.site.demo import prepare

    prepare.main(_county)
    from bangfu.site.duties.judge.judge import Judge

    judge = Judge(judge_url, lambda: STANDS_ON)
    judge.open()
    judge._connection().close()
    _rows()


def _county() -> Case:
    """Two townships of the demo county, with one entry of four: the folder is kept with the sources."""
    whole = small_county()
    entries = whole["activities"]
    few = entries.take(list(range(0, entries.num_rows, 4)))
    return Case(whole.name, {**whole.tables, "activities": few})


def _rows() -> None:
    """Something in the tables that a year of work alone leaves empty; then what everybody is told."""
    from datetime import timedelta

    from django.db import transaction

    from bangfu.site.api.models import Token
    from bangfu.site.attendance.models import Leave
    from bangfu.site.clock import now
    from bangfu.site.duties.models import Exemption
    from bangfu.site.notices import sweeping
    from bangfu.site.notices.models import Answer, Choice, Feed
    from bangfu.site.roster.models import Post
    from bangfu.site.web.models import Account, Act

    cadre = Account.objects.get(role="resident_cadre")
    day, at = STANDS_ON, now()
    with transaction.atomic():
        place = Post.objects.filter(person_id=cadre.person_id).values_list("place_id", flat=True).first()
        about = {
            "person_id": cadre.person_id,
            "place_id": place,
            "start": day,
            "end": day + timedelta(days=2),
        }
        asked = {"reason": "made up", "asked_by": cadre.pk, "asked_at": at}
        Leave.objects.create(**about, **asked, decider="township_clerk")
        Exemption.objects.create(**about, **asked)
        Token.objects.create(account=cadre, name="made up", hash="0" * 64, made_at=at, until=day)
        Choice.objects.create(account=cadre.pk, by_mail=["digest"], address="cadre@example.org")
        Feed.objects.create(account=cadre.pk, token="0" * 64, made_at=at)
        Answer.objects.create(account=cadre.pk, week=day, at=at, person_id=cadre.person_id)
        Act.objects.create(kind=Act.Kind.SIGN_IN, account=cadre.pk, at=at, subject=cadre.username, address="")
    sweeping.make()


def _photo(home: Path) -> None:
    photo = home / "files" / "photos" / "made-up.jpg"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"a made-up picture")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
