"""What hangs on the wall of a group and what a contact cadre carries: made from what is on file, with a mark of what it shows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from bangfu.site.groups.distribution import digest_of, distribution
from bangfu.site.groups.models import Group, Member, Note
from bangfu.site.groups.words import RULES, WORDS, notes_of
from bangfu.site.household.listing import standing_in
from bangfu.site.household.models import Version
from bangfu.site.household.reading import of_all
from bangfu.site.ledger.models import Entry
from bangfu.site.roster.holding import holding
from bangfu.site.roster.models import Household, Pairing, Person, Place

RANKS = WORDS.codes("role")
LATELY = 5  # entries about a household in a handbook


@dataclass(frozen=True)
class Board:
    """What hangs on the wall (三(一)/j-q): people, and each text in force or None where there is none."""

    people: list[Member]
    texts: list[tuple[str, Note | None]]

    @property
    def lacking(self) -> list[str]:
        """What the board has to show and nobody has written."""
        return [kind for kind, note in self.texts if note is None]

    @property
    def digest(self) -> str:
        """What changes whenever a printed board would show something else."""
        people = [(m.person_id, str(m.person), m.role, m.duties, m.phone, m.post) for m in self.people]
        return digest_of((people, [(kind, note and note.text) for kind, note in self.texts]))


@dataclass(frozen=True)
class Helped:
    """One household in a handbook."""

    household: Household
    version: Version | None
    since: date | None
    entries: list[Entry]


@dataclass(frozen=True)
class Handbook:
    """What a contact cadre carries: the households, what holds of each, what was done last."""

    person: Person
    day: date
    helped: list[Helped]


def members(group: Group, day: date) -> list[Member]:
    """Who belongs to a group on a day, leaders first."""
    found = holding(Member.objects.filter(group=group).select_related("person", "unit"), day)  # type: ignore[type-var]
    return sorted(found, key=lambda m: (RANKS.index(m.role), m.start, m.pk))


def texts(group: Group, day: date, whose: str = "group") -> dict[tuple[str, str], Note]:
    """What is on file on a day by kind and of whom: the latest of each."""
    rows: QuerySet[Note] = Note.objects.filter(group=group, kind__in=notes_of(whose), start__lte=day)
    found: dict[tuple[str, str], Note] = {}
    for note in rows.order_by("start", "at", "pk"):
        found[note.kind, note.unit_id or note.person_id or ""] = note
    return found


def board(group: Group, day: date) -> Board:
    """The board of a day."""
    written = texts(group, day)
    wanted = (*(kind for kind in notes_of("group") if kind not in RULES), *RULES)
    return Board(members(group, day), [(kind, written.get((kind, ""))) for kind in wanted])


def handbook(person: Person, day: date, place: Place | None = None) -> Handbook:
    """The handbook of a cadre, of one township or of all."""
    linked = holding(Pairing.objects.filter(person=person).select_related("household__place"), day)
    if place is not None:
        linked = linked.filter(place__code__range=(place.code, place.last))
    pairs = list(linked.order_by("household__place", "household"))
    homes = Household.objects.filter(pk__in=[pair.household.pk for pair in pairs])
    versions = {v.household_id: v for v in of_all(homes, day)}
    helped = [
        Helped(pair.household, versions.get(pair.household.pk), pair.start, _lately(pair.household, day))
        for pair in pairs
    ]
    return Handbook(person, day, helped)


def contacts(place: Place, day: date) -> list[Person]:
    """The contact cadres of a township: whoever is linked to a household there."""
    linked = holding(Pairing.objects.filter(place__code__range=(place.code, place.last)), day)
    return list(
        Person.objects.filter(pk__in=linked.values("person"))
        .select_related("organisation")
        .order_by("key", "pk")
    )


def digest_now(group: Group, item: str, day: date, person: Person | None = None) -> str:
    """The mark of a sheet as it would be printed on a day."""
    if item == "board":
        return board(group, day).digest
    if item == "map":
        return distribution(group.place, day).digest
    return handbook_marks(group.place, day).get(person.pk, "") if person else ""


def handbook_marks(place: Place, day: date) -> dict[str, str]:
    """The mark of each contact cadre's handbook: it changes with the households and their files; what is done every week
    leaves it as it is.
    """
    linked = holding(Pairing.objects.filter(place__code__range=(place.code, place.last)), day)
    versions = dict(standing_in(place, day).values_list("household_id", "version_id"))
    held: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for person, household in linked.order_by("household").values_list("person_id", "household_id"):
        held[person].append((household, versions.get(household, "")))
    return {person: digest_of(rows) for person, rows in held.items()}


def _lately(household: Household, day: date) -> list[Entry]:
    rows = Entry.objects.filter(household=household, on__lte=day, withdraws=False, corrected_by=None)
    return list(rows.order_by("-on", "-seq")[:LATELY])
