"""What a phone needs to record without a network: the own kinds, places, households and people, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from bangfu.facts.tables import LEVELS
from bangfu.regulation.vocabulary import RESIDENT_CADRES
from bangfu.site.clock import today
from bangfu.site.ledger import reach
from bangfu.site.ledger.draft import REFERENCES
from bangfu.site.ledger.kinds import kinds_for
from bangfu.site.ledger.models import Entry
from bangfu.site.roster.models import Household, Organisation, Pairing, Person, Post
from bangfu.site.web.masking import masked
from bangfu.site.web.models import Account

MOST = 600  # people or units; whoever sees more looks for them in the form
MOST_HOUSEHOLDS = 1500
RECENT = 10


def data_for(account: Account) -> dict[str, Any]:
    """Everything for one account, small enough for a slow network."""
    day, person = today(), account.person
    people = Person.objects.exclude(pk=account.person_id)
    return {
        "account": account.id,
        "language": account.language,
        "large_type": account.large_type,
        "today": day.isoformat(),
        "person": {"id": person.id, "name": person.name} if person else None,
        "kinds": [kind.as_dict() for kind in kinds_for(account, day)],
        "places": _places(account),
        "households": list(_households(account, day)),
        "people": _named(people),
        "organisations": _named(Organisation.objects.all()),
        "recent": [_entry(e) for e in _recent(account)],
    }


def _places(account: Account) -> list[dict[str, str]]:
    """Villages before what lies above them."""
    places = sorted(reach.places(account), key=lambda p: (-LEVELS.index(p.level), p.code))
    return [{"code": str(p.code), "name": p.name, "level": p.level} for p in places]


def _named(rows: QuerySet[Any]) -> list[dict[str, str]]:
    return [{"id": i, "name": n, "key": k} for i, n, k in rows.values_list("id", "name", "key")[:MOST]]


def _on(day: date) -> Q:
    """What holds on a day."""
    return (Q(start=None) | Q(start__lte=day)) & (Q(end=None) | Q(end__gte=day))


def _households(account: Account, day: date) -> Iterable[dict[str, str]]:
    """Those paired with the account's person, and those of the own village or township; names only where known."""
    helped = set(
        Pairing.objects.filter(_on(day), person=account.person_id).values_list("household", flat=True)
    )
    posts = Post.objects.filter(_on(day), person=account.person_id, role__in=RESIDENT_CADRES)
    own = set(posts.values_list("place", flat=True)) if account.person_id else set[int]()
    near = Q(pk__in=helped) | Q(place__in=own)
    if account.area and account.area.level in ("village", "township"):
        near |= Q(place__code__range=(account.area.code, account.area.last))
    rows = Household.objects.filter(_on(day), near).order_by("place", "id")
    for h in sorted(rows[:MOST_HOUSEHOLDS], key=lambda h: h.pk not in helped):
        known = h.pk in helped or h.place_id in own
        told = {"id": h.pk, "label": h.head if known else masked(h.head, "name"), "place": str(h.place_id)}
        yield told | ({"key": h.key} if known else {})


def _recent(account: Account) -> QuerySet[Entry]:
    own = Q(person=account.person_id) if account.person_id else Q(organisation=account.organisation_id)
    entries = Entry.objects.filter(own, withdraws=False, corrected_by=None)
    return entries.order_by("-on", "-seq")[:RECENT]


def _entry(entry: Entry) -> dict[str, Any]:
    told = {
        name: getattr(entry, name) for name in ("id", "kind", "on", "until", "note", "location", "made_at")
    }
    references = {name: getattr(entry, f"{name}_id") for name in REFERENCES}
    place = {"place": str(entry.place_id) if entry.place_id else None}
    return told | references | place
