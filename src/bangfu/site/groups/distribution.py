"""Where the households of a township live, on any day: per village how many, why, of which kind, helped by whom.

Derived from register, files and pairings, never typed; its sums are those of the register on the day (GI-15).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

from django.db.models import Count, QuerySet

from bangfu.regulation.vocabulary import HOUSEHOLD_KINDS
from bangfu.site.exits import standing
from bangfu.site.household.listing import standing_in
from bangfu.site.roster.holding import holding, on
from bangfu.site.roster.models import Household, Pairing, Person, Place

SCATTERED = "scattered"


@dataclass
class Row:
    """One village."""

    village: Place
    households: int = 0
    people: int = 0
    causes: Counter[str] = field(default_factory=Counter[str])  # the main one; "" without a file
    kinds: Counter[str] = field(default_factory=Counter[str])
    standings: Counter[str] = field(default_factory=Counter[str])  # on the register, lifted, come back …
    helpers: Counter[str] = field(default_factory=Counter[str])  # by name
    unhelped: int = 0

    def counters(self, other: Row) -> list[tuple[Counter[str], Counter[str]]]:
        """What is counted by code, beside the same of another."""
        names = ("causes", "kinds", "standings", "helpers")
        return [(getattr(self, name), getattr(other, name)) for name in names]


@dataclass(frozen=True)
class Distribution:
    """All villages of a township on a day."""

    place: Place
    day: date
    rows: list[Row]

    @property
    def total(self) -> Row:
        """All of them together."""
        whole = Row(self.place)
        for row in self.rows:
            whole.households += row.households
            whole.people += row.people
            whole.unhelped += row.unhelped
            for mine, theirs in whole.counters(row):
                mine.update(theirs)
        return whole

    @property
    def digest(self) -> str:
        """What changes whenever a printed map would show something else; the day alone changes nothing."""
        said = [
            (
                r.village.pk,
                r.households,
                r.people,
                _of(r.causes),
                _of(r.kinds),
                _of(r.standings),
                _of(r.helpers),
                r.unhelped,
            )
            for r in self.rows
        ]
        return digest_of(said)


def digest_of(said: object) -> str:
    """A short mark of what a sheet shows."""
    return blake2b(repr(said).encode(), digest_size=16).hexdigest()


def register(place: Place, day: date, kind: str = "") -> QuerySet[Household]:
    """The households of the register below a place on a day; of one kind where one is given."""
    wanted = [kind] if kind in HOUSEHOLD_KINDS else list(HOUSEHOLD_KINDS)
    here = Household.objects.filter(place__code__range=(place.code, place.last), kinds__overlap=wanted)
    return holding(here, day)


def distribution(place: Place, day: date, kind: str = "") -> Distribution:
    """The households of a township by village, as of a day."""
    villages = Place.objects.filter(level="village", code__range=(place.code, place.last))
    rows = {v.pk: Row(v) for v in villages}
    found = register(place, day, kind)
    known = found.values_list("pk", "place_id", "kinds")
    at = {pk: rows.setdefault(where, Row(Place(pk=where))) for pk, where, _ in known if where is not None}
    helpers, stood = _helpers(found, day), standing.of_all(day, at)
    for pk, where, kinds in known:
        if where is None:
            continue
        row = at[pk]
        row.households += 1
        row.kinds.update(k for k in kinds if k in HOUSEHOLD_KINDS)
        row.standings[stood.get(pk, "")] += 1
        row.helpers.update(helpers.get(pk, ()))
        row.unhelped += pk not in helpers
    _from_files(place, day, at)
    return Distribution(place, day, list(rows.values()))


def _helpers(households: QuerySet[Household], day: date) -> dict[str, list[str]]:
    linked = holding(Pairing.objects.filter(household__in=households.values("pk")), day)
    pairs = list(linked.values_list("household_id", "person_id"))
    names = dict(Person.objects.filter(pk__in={person for _, person in pairs}).values_list("pk", "name"))
    found: dict[str, list[str]] = defaultdict(list)
    for household, person in pairs:
        found[household].append(names.get(person) or person)
    return found


def _from_files(place: Place, day: date, at: dict[str, Row]) -> None:
    files = standing_in(place, day).values_list("household_id", "causes", "persons")
    told = {household: (causes, people) for household, causes, people in files}
    for pk, row in at.items():
        causes, people = told.get(pk, ([], 0))
        row.causes[causes[0] if causes else ""] += 1
        row.people += people


def townships_with(places: Iterable[Place], day: date) -> dict[int, int]:
    """How many scattered households each township has: those that have some must have a group (一/p1/a)."""
    by_village = Household.objects.filter(on(day), kinds__contains=[SCATTERED]).order_by()
    counted: Counter[int] = Counter()
    for village, number in by_village.values_list("place_id").annotate(Count("pk")):
        counted[(village or 0) // 1000 * 1000] += number
    return {place.pk: counted[place.pk] for place in places}


def _of(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items())
