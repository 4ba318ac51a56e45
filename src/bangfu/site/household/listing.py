"""The register as a list: which households stand in it on a day, with what their files say on that day as it is known now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from bangfu.site.household.models import BenefitCheck, Standing
from bangfu.site.household.words import codes
from bangfu.site.roster.holding import on as on_register
from bangfu.site.roster.models import Household, Place
from bangfu.site.roster.search import is_chinese, normal

SHOWN = ("version", "persons", "causes", "unmet", "unasked")
ORDER = ("place_id", "key", "pk")  # as an index of the roster has them


@dataclass(frozen=True)
class Asked:
    """What of the register is wanted; empty means all. `unmet` may be `any`."""

    day: date
    text: str = ""
    cause: str = ""
    unmet: str = ""
    state: str = "now"
    place: Place | None = None


def standing_on(day: date, place: Place | None = None) -> QuerySet[Household]:
    """The households in view, each beside the version that stands on a day: `now`, its fields under `SHOWN`."""
    stands = FilteredRelation("stretches", condition=Q(stretches__start__lte=day, stretches__until__gt=day))
    rows = Household.objects.annotate(now=stands)
    if place is not None:
        rows = rows.filter(place__gte=place.code, place__lte=place.last)
    return rows


def standing_in(place: Place, day: date) -> QuerySet[Standing]:
    """What stands on a day of the households of a place, as it is known now."""
    return Standing.objects.filter(
        place__gte=place.code, place__lte=place.last, start__lte=day, until__gt=day
    )


def unfiled(day: date) -> Q:
    """Of households those of which no file stands on a day."""
    return Q(~Exists(Standing.objects.filter(household=OuterRef("pk"), start__lte=day, until__gt=day)))


def listed(asked: Asked) -> QuerySet[Household]:
    """What was asked for, by village and name, with what is shown of each."""
    return shown(found(asked))


def shown(rows: QuerySet[Household]) -> QuerySet[Household]:
    """Households of `standing_on` with the fields `SHOWN`, their village and township."""
    fields: dict[str, Any] = {name: F(f"now__{name}") for name in SHOWN}
    return rows.annotate(**fields).select_related("place", "place__parent")


def found(asked: Asked) -> QuerySet[Household]:
    """The same with nothing beside it, to be counted and paged through."""
    rows = standing_on(asked.day, asked.place).filter(_state(asked))
    if asked.text:
        rows = rows.filter(_meant(asked.text.strip()))
    if asked.cause:
        rows = rows.filter(now__causes__contains=[asked.cause])
    if asked.unmet:
        one = Q(now__unmet__contains=[asked.unmet])
        rows = rows.filter(Q(now__unmet__len__gt=0) if asked.unmet == "any" else one)
    return rows.order_by(*ORDER)


def _state(asked: Asked) -> Q:
    if asked.state == "left":
        return Q(end__lt=asked.day)
    held = on_register(asked.day)
    return held & unfiled(asked.day) if asked.state == "no_file" else held


def _meant(text: str) -> Q:
    """By the name of the head or of a member, by pinyin or first letters, by village or id."""
    if is_chinese(text):
        villages = list(
            Place.objects.filter(name__contains=text, level="village").values_list("pk", flat=True)
        )
        return Q(now__names__contains=text) | Q(head__contains=text) | Q(place__in=villages)
    letters = normal(text)
    found = Q(now__letters__contains=letters) | Q(key__contains=letters) if letters else Q()
    return found | Q(pk=text)


def benefits_of(households: list[str]) -> dict[str, dict[str, BenefitCheck]]:
    """The last check of each benefit of each household."""
    rows = BenefitCheck.objects.filter(household__in=households).order_by("on", "recorded_at", "pk")
    found: dict[str, dict[str, BenefitCheck]] = {pk: {} for pk in households}
    for row in rows:
        found[row.household_id][row.kind] = row
    return {pk: {c: of[c] for c in codes("benefit") if c in of} for pk, of in found.items()}
