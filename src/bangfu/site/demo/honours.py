"""What was given in the demo county, and what somebody attested: one thing to a cadre who was barred afterwards."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from bangfu.site.cases.models import Case
from bangfu.site.clock import today
from bangfu.site.demo.acting import acting
from bangfu.site.honours.entering import attest, grant
from bangfu.site.roster.holding import holding
from bangfu.site.roster.models import Place, Post

TOLD = tomllib.loads((Path(__file__).parent / "honours.toml").read_text(encoding="utf-8"))
OFFICE = "organization_department"
GIVER = "虚构的县表彰办公室"


def give(county: Place) -> None:
    """All of it; whom the county does not have is left out."""
    with acting(OFFICE) as account:
        for told in TOLD["grant"]:
            if who := _who(told["who"], county):
                words = {
                    name: told[name]
                    for name in ("kind", "level", "issuer", "comprehensive", "year", "number")
                }
                grant(account, words | who | {"granted_on": _day(told), "granted_by": GIVER})
        for told in TOLD["attestation"]:
            if who := _who(told["who"], county):
                words = {name: told[name] for name in ("condition", "holds", "evidence")}
                attest(account, words | who | {"on": _day(told)})


def _day(told: dict[str, Any]) -> Any:
    return today() - timedelta(days=told["before"])


def _who(told: Any, county: Place) -> dict[str, Any]:
    """Somebody whom a decision bars today, or who serves in a role today."""
    if told == "barred":
        case = Case.objects.filter(measure="award_bar", person__isnull=False).first()
        return {"person_id": case.person_id} if case else {}
    posts = Post.objects.filter(role=told["role"], place__code__range=(county.code, county.last))
    post = holding(posts, today()).order_by("place", "pk")[told["nth"] :].first()
    if post is None:
        return {}
    return {"person_id": post.person_id} if post.person_id else {"organisation_id": post.organisation_id}
