"""What an account's entries may name: the people, units and households it sees, and the places where it works."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Model, Q, QuerySet

from bangfu.site.ledger.draft import Draft
from bangfu.site.roster.codes import PREFECTURE, county_at
from bangfu.site.roster.models import Household, Organisation, Person, Place, Presence
from bangfu.site.web.models import Account
from bangfu.site.web.prepared import asked

MODELS: dict[str, type[Model]] = {
    "person": Person,
    "organisation": Organisation,
    "household": Household,
    "counterpart_person": Person,
    "counterpart_organisation": Organisation,
}


class Sight:
    """What an account sees of all that some drafts name, asked once for all of them, however many they are."""

    def __init__(self, account: Account, drafts: Iterable[Draft]) -> None:
        self.account, handed_in = account, list(drafts)
        self._seen = {model: _seen(model, handed_in) for model in set(MODELS.values())}
        codes = {draft.place for draft in handed_in if draft.place}
        self._places: dict[int, Place] = places(account).in_bulk(list(codes)) if codes else {}
        self._books: dict[tuple[str | None, str | None], int] = {}

    def sees(self, name: str, key: Any) -> bool:
        """Whether the account sees what a field names; of a place, whether it works there."""
        return key in (self._places if name == "place" else self._seen[MODELS[name]])

    def place(self, code: int | None) -> Place | None:
        """A place where the account works."""
        return self._places.get(code or 0)

    def area(self, place: int | None, household: str | None) -> int | None:
        """The place that decides who sees an entry; above the county everybody concerned sees it by who did it."""
        code = place or self._seen[Household].get(household or "")
        return code if code and code % PREFECTURE else None

    def book(self, area: int | None, person: str | None, organisation: str | None) -> int:
        """The county in whose book an entry stands: that of its place, else of the account, else where they are present."""
        if area is None and self.account.area is not None:
            area = self.account.area.code
        if area is not None:
            return county_at(area)
        if (person, organisation) not in self._books:
            self._books[person, organisation] = _book_of(person, organisation)
        return self._books[person, organisation]


def _seen(model: type[Model], drafts: list[Draft]) -> dict[str, int | None]:
    """The keys that the account sees of all that are named, and the place of each household."""
    fields = [name for name, of in MODELS.items() if of is model]
    keys = {key for draft in drafts for name in fields if (key := getattr(draft, name))}
    if not keys:
        return {}
    place = "place_id" if model is Household else "null::bigint"
    # Thousands of keys as one parameter, and no object of each; as in `bulk.standing`.
    query = f"select id, {place} from {model._meta.db_table} where id in (select unnest(%s::text[]))"
    return dict(asked(query, list(keys)))


def _book_of(person: str | None, organisation: str | None) -> int:
    who = Q(person=person, person__isnull=False) | Q(organisation=organisation, organisation__isnull=False)
    at = Presence.objects.filter(who).order_by(F("person").asc(nulls_last=True), "place")
    return county_at(at.values_list("place", flat=True).first() or 0)


def places(account: Account) -> QuerySet[Place]:
    """The places where an account works: its area, where its person and unit are present, and all above and below."""
    spans = Q()
    for low, high in _spans(account):
        spans |= Q(code__lte=high, last__gte=low)
    return Place.objects.filter(spans) if spans else Place.objects.none()


def _spans(account: Account) -> list[tuple[int, int]]:
    present = Place.objects.filter(code__in=presence(account).values("place")).values_list("code", "last")
    area = [(account.area.code, account.area.last)] if account.area else []
    return [*area, *present]


def presence(account: Account) -> QuerySet[Presence]:
    """Where the account's own person and unit are present."""
    own = Q(person=account.person_id, person__isnull=False)
    return Presence.objects.filter(own | Q(organisation=account.organisation_id, organisation__isnull=False))


def units(account: Account) -> QuerySet[Organisation]:
    """The units for which an account may record: its own, and those at work in the area of an office."""
    at_work = Q(pk=account.organisation_id, pk__isnull=False)
    if account.area and account.may("record_area"):
        here = Presence.objects.filter(place__range=(account.area.code, account.area.last))
        at_work |= Q(pk__in=here.values("organisation"))
    return Organisation.objects.filter(at_work)
