"""`python -m bench.phones.county`: the demo county with as many helpers' accounts as BENCH_PHONES says, all signed in.

Each phone is somebody who looks after households; where there are more phones than helpers, some have two. The sessions
are those of people who signed in before their network went: a sign-in costs its fiftieth of a second of hashing apart.
"""

from __future__ import annotations

import json
import os
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path

from bangfu.site.demo.prepare import main

CAST = "phones.json"


def _phones(wanted: int) -> list[dict[str, str]]:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from bangfu.site.clock import today
    from bangfu.site.roster.holding import on
    from bangfu.site.roster.models import Pairing
    from bangfu.site.web.models import Account

    found = Pairing.objects.filter(on(today()), household__isnull=False).order_by("person", "household")
    first = dict(found.values_list("person", "household"))
    made: list[dict[str, str]] = []
    for n, (person, household) in enumerate(islice(cycle(first.items()), wanted)):
        account = Account.objects.create(username=f"phone-{n}", role="responsible_helper", person_id=person)
        session = SessionStore()
        session[SESSION_KEY], session[BACKEND_SESSION_KEY] = (
            account.pk,
            "bangfu.site.web.signin.backend.Backend",
        )
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session.set_expiry(timezone.now() + timedelta(days=1))
        session.create()
        made.append({"session": session.session_key or "", "person": person, "household": household})
    return made


if __name__ == "__main__":
    main()
    file = Path(os.environ["BANGFU_HOME"]) / CAST
    if not file.exists():
        file.write_text(json.dumps(_phones(int(os.environ["BENCH_PHONES"]))), encoding="utf-8")
