"""How the load lies on the units: villages, households and cadres of each, and the villages with none or several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet

from bangfu.regulation.vocabulary import RESIDENT_CADRES
from bangfu.site.roster.allocation import Step, Village
from bangfu.site.roster.changes import Op
from bangfu.site.roster.holding import holding
from bangfu.site.roster.models import Household, Organisation, Place, Post, new_id
from bangfu.site.roster.places import places_of
from bangfu.site.roster.rows import ROSTER, Texts, place_said, standing
from bangfu.site.web.models import Account

ROLE = "assisting_unit"


@dataclass(frozen=True)
class Load:
    """What lies on one unit."""

    unit: Organisation
    villages: int
    households: int
    cadres: int


@dataclass(frozen=True)
class Balance:
    """All of an area on a day: loads from the heaviest, villages with no unit, villages with several."""

    loads: list[Load]
    bare: list[Place]
    shared: list[tuple[Place, list[Organisation]]]
    villages: dict[int, Place]
    held: dict[int, list[str]]


def balance_of(account: Account, day: date) -> Balance:
    """How the load lies in an account's area."""
    villages = {p.code: p for p in places_of(account).filter(level="village").select_related("parent")}
    held: dict[int, list[str]] = {code: [] for code in villages}
    for code, unit in _assisting(villages, day).values_list("place_id", "organisation_id"):
        if unit is not None:
            held[code].append(unit)
    units = {o.pk: o for o in Organisation.objects.all()}
    bare = [p for code, p in villages.items() if not held[code]]
    shared = [(villages[c], [units[u] for u in us if u in units]) for c, us in held.items() if len(us) > 1]
    return Balance(_loads(held, units, villages, day), bare, shared, villages, held)


def _assisting(villages: Collection[int], day: date) -> QuerySet[Post]:
    return holding(Post.objects.filter(role=ROLE, place__in=villages), day).order_by("place", "pk")


def _loads(
    held: dict[int, list[str]], units: dict[str, Organisation], villages: Collection[int], day: date
) -> list[Load]:
    homes = holding(Household.objects.filter(place__in=villages), day).order_by()
    living = dict(homes.values_list("place_id").annotate(Count("pk")))
    sent = holding(Post.objects.filter(role__in=RESIDENT_CADRES, place__in=villages), day).order_by()
    cadres = dict(sent.values_list("organisation_id").annotate(Count("person", distinct=True)))
    mine: dict[str, list[int]] = defaultdict(list)
    for code, here in held.items():
        for unit in here:
            mine[unit].append(code)
    loads = [
        Load(units[u], len(codes), sum(living.get(c, 0) for c in codes), cadres.get(u, 0))
        for u, codes in mine.items()
        if u in units
    ]
    return sorted(loads, key=lambda x: (-x.villages, -x.households, x.unit.key))


def sees_whole_loads(account: Account) -> bool:
    """Whether the account sees all villages that a unit has in the county; a township sees only its own."""
    return account.area is not None and account.area.level not in ("township", "village")


def villages_to_allocate(balance: Balance) -> list[Village]:
    """The villages as the proposal wants them; a village with a unit nobody here sees is left alone."""
    return [
        Village(
            str(code),
            str(place.parent.code) if place.parent else "",
            "poor_village" in place.tags,
            tuple(balance.held[code]),
        )
        for code, place in balance.villages.items()
    ]


def ops_for(steps: Iterable[Step], on: date, day: date) -> list[Op]:
    """The accepted steps as posts: the old one ends the day before, the new one begins."""
    ops: list[Op] = []
    last = (on - timedelta(days=1)).isoformat()
    for step in steps:
        posts = _assisting([int(step.village)], day).filter(organisation=step.old)
        for id_, row in standing("posts", posts.values_list("pk", flat=True)).items():
            ops.append(Op("posts", id_, row, {**row, "end": last}))
        if step.new:
            post: Texts = dict.fromkeys(ROSTER["posts"].columns, "")
            place = place_said(int(step.village))
            post |= {
                "id": new_id(),
                "role": ROLE,
                "organisation": step.new,
                "place": place,
                "start": on.isoformat(),
            }
            ops.append(Op("posts", post["id"], None, post))  # pyright: ignore[reportArgumentType]
    return ops
