"""What a phone needs to record without a network: the own kinds, places, households and people, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from bangfu.facts.tables import LEVELS
from bangfu.site.clock import today
from bangfu.site.ledger import reach
from bangfu.site.ledger.chain import REFERENCES
from bangfu.site.ledger.choosing import near
from bangfu.site.ledger.kinds import LATELY, for_others, kinds_for, mine
from bangfu.site.ledger.models import Entry
from bangfu.site.roster.models import Organisation, Person
from bangfu.site.web.models import Account

MOST = 600  # people or units; whoever sees more looks for them in the form
RECENT = 10


def data_for(account: Account) -> dict[str, Any]:
    """Everything for one account, small enough for a slow network."""
    day, person = today(), account.person
    people = Person.objects.exclude(pk=account.person_id)
    return {
        "account": account.id,
        "language": get_language(),
        "large_type": account.large_type,
        "today": day.isoformat(),
        "name": account.name,
        "person": {"id": person.id, "name": person.name} if person else None,
        "kinds": [kind.as_dict(for_others(account)) for kind in kinds_for(account, day)],
        "places": _places(account),
        "households": list(_households(account, day)),
        "people": _named(people),
        "organisations": _named(Organisation.objects.all()),
        "units": _named(reach.units(account)) if for_others(account) else [],
        "recent": [_entry(e) for e in _recent(account)],
    }


def _places(account: Account) -> list[dict[str, str]]:
    """Where the account and its unit are at work first, villages before what lies above them."""
    own = set(reach.presence(account).values_list("place", flat=True))
    places = sorted(reach.places(account), key=lambda p: (p.code not in own, -LEVELS.index(p.level), p.code))
    return [{"code": str(p.code), "name": p.name, "level": p.level} for p in places]


def _named(rows: QuerySet[Any]) -> list[dict[str, str]]:
    return [{"id": i, "name": n, "key": k} for i, n, k in rows.values_list("id", "name", "key")[:MOST]]


def _households(account: Account, day: date) -> Iterator[dict[str, str]]:
    for row in near(account, day):
        household = row.household
        told = {"id": household.pk, "place": str(household.place_id)}
        known = {"label": row.label, "key": household.key}
        yield told | (known if row.known else {"label": f"{row.label} {household.pk}"})


def _recent(account: Account) -> QuerySet[Entry]:
    own = mine(account) or Q(recorded_by=account.id, on__gte=today() - LATELY)
    entries = Entry.objects.filter(own, withdraws=False, corrected_by=None)
    return entries.order_by("-on", "-seq")[:RECENT]


def _entry(entry: Entry) -> dict[str, Any]:
    told = {
        name: getattr(entry, name) for name in ("id", "kind", "on", "until", "note", "location", "made_at")
    }
    references = {name: getattr(entry, f"{name}_id") for name in REFERENCES}
    place = {"place": str(entry.place_id) if entry.place_id else None}
    return told | references | place
