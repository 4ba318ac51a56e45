"""`python -m tests.site.kills.county`: the small county with people who record, programs, and everybody told by mail and robot."""

from __future__ import annotations

import json
import os
import random
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.site.browser.small_county import small_county

from bangfu.site.demo.prepare import main

PHONES, PROGRAMS = 4, 2
CAST = "cast.json"
ADDRESS = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1"


def _cast() -> dict[str, Any]:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from bangfu.site.api.models import Token
    from bangfu.site.api.tokens import MARK
    from bangfu.site.clock import now, today
    from bangfu.site.notices.models import Choice, Kind, Robot
    from bangfu.site.roster.holding import on
    from bangfu.site.roster.models import Person
    from bangfu.site.web.ciphers import sm3
    from bangfu.site.web.models import Account

    def session(account: Account) -> str:
        made = SessionStore()
        made[SESSION_KEY], made[BACKEND_SESSION_KEY] = account.pk, "bangfu.site.web.signin.backend.Backend"
        made[HASH_SESSION_KEY] = account.get_session_auth_hash()
        made.set_expiry(timezone.now() + timedelta(days=1))
        made.create()
        return made.session_key or ""

    helpers = (
        Person.objects.filter(on(today(), "pairings__"), pairings__household__isnull=False)
        .distinct()
        .order_by("pk")
    )
    free = helpers.exclude(pk__in=Account.objects.exclude(person=None).values("person"))[:PHONES]
    phones = [
        Account.objects.create(
            username=f"phone-{n}", password=f"phone-{n}", name=p.name, role="responsible_helper", person=p
        )
        for n, p in enumerate(free)
    ]
    office = Account.objects.get(username="county_office")
    secrets = [f"{MARK}program-{n}" for n in range(PROGRAMS)]
    for n, secret in enumerate(secrets):
        plain = {"name": f"program {n}", "hash": sm3(secret.encode()), "may_record": True, "made_at": now()}
        Token.objects.create(account=office, until=today() + timedelta(days=30), **plain)
    hours = {"quiet_from": "00:00", "quiet_until": "00:00", "quiet_on_rest_days": False}
    for account in Account.objects.exclude(role__in=("system_admin", "security_admin", "audit_admin")):
        plain = {"by_mail": list(Kind.values), "address": f"{account.username}@example.gov.cn", **hours}
        Choice.objects.create(account=account.pk, **plain)
    robot = {"make": "wecom", "name": "群", "address": ADDRESS, "secret": "", "made_at": now()}
    made = Robot.objects.create(made_by=office.pk, place=office.area, **robot)
    pairs = [(p, h) for p, h in helpers.values_list("pk", "pairings__household") if h]
    random.Random(0).shuffle(pairs)
    about = {"office": office.pk, "robot": made.pk, "pairs": pairs[:200]}
    about["reader"] = session(office)
    return {"phones": [session(a) for a in phones], "programs": secrets, **about}


if __name__ == "__main__":
    main(small_county)
    file = Path(os.environ["BANGFU_HOME"]) / CAST
    if not file.exists():
        file.write_text(json.dumps(_cast()), encoding="utf-8")
