"""What the demo's inspectors found: told, answered and moved on by the accounts that people sign in with."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from bangfu.regulation.vocabulary import RESIDENT_CADRES
from bangfu.site.clock import moment, today
from bangfu.site.ledger.models import Entry
from bangfu.site.rectification.drafting import Draft, draft
from bangfu.site.rectification.models import Finding, Practice
from bangfu.site.rectification.moving import Proof, move
from bangfu.site.roster.models import Organisation, Person, Place, Post
from bangfu.site.supervision.models import Campaign
from bangfu.site.web.middleware.scope import enter
from bangfu.site.web.models import Account

TOLD = tomllib.loads((Path(__file__).parent / "findings.toml").read_text(encoding="utf-8"))
REGULATION = "tongwei-2018-59"
CADRE = "resident_cadre"
MAKERS = {"i": "inspector", "o": "inspection_office", "b": "township_clerk", "u": "unit_contact"}


def find(county: Place) -> None:
    """All of them; those that the demo's township answers lie in it, the others all over the county."""
    villages = list(Place.objects.filter(level="village", code__range=(county.code, county.last)))
    clerk = Account.objects.select_related("area").get(username=MAKERS["b"])
    own = [v for v in villages if clerk.area and clerk.area.code <= v.code <= clerk.area.last]
    runs = Campaign.objects.exclude(opened_at=None).first()
    for told in TOLD["finding"]:
        there = own if told["moves"] or "about" in told else villages
        _find(told, there[told["village"] % len(there)], runs)
    for told in TOLD["practice"]:
        _praise(told, villages[told["village"] % len(villages)], runs)


@dataclass(frozen=True)
class About:
    """Where something was found, of whom, and which unit answers for it; without one the township does."""

    village: Place
    person: Person | None = None
    organisation: Organisation | None = None


def _find(told: dict[str, Any], village: Place, runs: Campaign | None) -> None:
    day = today() - timedelta(days=told["before"])
    about = _about(told.get("about", ""), village)
    with transaction.atomic():
        account = _acting("i")
        more = {name: told[name] for name in ("kind", "severity", "source") if name in told}
        written = Draft(
            place=about.village, regulation=told.get("regulation", REGULATION), clause=told["clause"], text=told["text"],
            found_on=day, opinion=told["opinion"], leader=_leader(about.village), campaign=runs,
            person=about.person, organisation=about.organisation, **more,
        )  # fmt: skip
        found = draft(account, written)
        move(
            account,
            found,
            "feed_back",
            deadline=day + timedelta(days=told["given"]),
            on=day + timedelta(days=2),
        )
    for at, said in enumerate(told["moves"], 3):
        _move(found, said, day + timedelta(days=at * 4))


def _move(found: Finding, said: str, on: date) -> None:
    code, maker, text = said.split(":", 2)
    with transaction.atomic():
        account = _acting(maker)
        later = on + timedelta(days=30) if code in ("ask_extension", "return") else None
        move(account, found, code, text, later, _proof(found) if code == "report" else None, on)


def _proof(found: Finding) -> Proof:
    """The last thing that the township wrote down."""
    assert found.body is not None
    rows = Entry.objects.filter(area__range=(found.body.code, found.body.last), withdraws=False)
    return Proof(entries=list(rows.order_by("-on", "-seq")[:1]))


def _leader(village: Place) -> Person | None:
    """The party secretary of the township."""
    post = Post.objects.filter(
        role="township_party_secretary", place=village.parent, person__isnull=False
    ).first()
    return post.person if post else Person.objects.order_by("pk").first()


def _about(what: str, village: Place) -> About:
    """Whom a finding names: see the head of `findings.toml`."""
    posts = Post.objects.filter(role__in=RESIDENT_CADRES, person__isnull=False).order_by("start", "pk")
    if what == "cadre":  # whoever was sent to live in the village first
        post = posts.select_related("person").filter(place=village).first()
        return About(village, post.person if post else None)
    if what == "account":
        account = Account.objects.select_related("area", "person").get(username=CADRE)
        return About(account.area or village, account.person)
    if what == "sent":
        post = posts.select_related("person", "place").filter(organisation=_unit()).first()
        return About(post.place or village, post.person, _unit()) if post else About(village)
    return About(village, organisation=_unit() if what == "unit" else None)


def _unit() -> Organisation | None:
    """The unit whose contact signs in."""
    return Account.objects.select_related("organisation").get(username=MAKERS["u"]).organisation


def _praise(told: dict[str, Any], village: Place, runs: Campaign | None) -> None:
    with transaction.atomic():
        words = {name: told[name] for name in ("title", "text", "publicity")}
        made = Practice.objects.create(
            place=village,
            campaign=runs,
            made_by=_acting("i").pk,
            made_at=moment() - timedelta(days=told["before"]),
            state="drafted",
            **words,
        )
        _acting("o")
        Practice.objects.filter(pk=made.pk).update(state="commended")


def _acting(maker: str) -> Account:
    account = enter(Account.objects.get(username=MAKERS[maker]).pk)
    assert account is not None
    return account
