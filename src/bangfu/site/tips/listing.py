"""The list of tips: what an account sees, what is late, and what was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import QueryDict

from bangfu.site.clock import today
from bangfu.site.roster.codes import township_at
from bangfu.site.roster.models import Place
from bangfu.site.tips.deadlines import Limits
from bangfu.site.tips.models import Desk, State, Tip, Way, Word
from bangfu.site.web.models import Account

DONE = (State.CLOSED, State.DUPLICATE, State.DECLINED)


@dataclass(frozen=True)
class Chosen:
    """What the list is narrowed to; what makes no sense narrows nothing."""

    state: str
    way: str
    place: int | None
    overdue: bool

    @classmethod
    def of(cls, query: QueryDict) -> Chosen:
        """As the address says; without a state, what is still to be done."""
        state, way, place = (query.get(k, "") for k in ("state", "way", "place"))
        return cls(
            state if state in {*State.values, "all"} else "",
            way if way in Way.values else "",
            int(place) if place.isascii() and place.isdigit() and len(place) == 12 else None,
            query.get("overdue") == "1",
        )


@dataclass(frozen=True)
class Row:
    """A tip of the list, with its last day."""

    tip: Tip
    due: date | None

    @property
    def late(self) -> bool:
        """Whether that day is over."""
        return self.due is not None and self.due < today()


def in_view() -> QuerySet[Tip]:
    """Every tip that the account sees, the oldest first."""
    rows = Tip.objects.select_related("place__parent", "body")
    fresh = Word.objects.filter(tip=OuterRef("pk"), kind=Word.Kind.MORE, at__gt=OuterRef("moved_at"))
    return rows.annotate(more=Exists(fresh)).order_by("received_on", "pk")


def narrowed(chosen: Chosen, known: Limits) -> QuerySet[Tip]:
    """Those that are meant."""
    rows = in_view()
    if chosen.state == "":
        rows = rows.exclude(state__in=DONE)
    elif chosen.state != "all":
        rows = rows.filter(state=chosen.state)
    if chosen.way:
        rows = rows.filter(arrival__way=chosen.way)
    if chosen.place and (place := Place.objects.filter(pk=chosen.place).first()):
        rows = rows.filter(place__code__range=(place.code, place.last))
    return rows.filter(known.overdue(today())) if chosen.overdue else rows


def is_with(account: Account, tip: Tip) -> bool:
    """Whether this account has to answer a tip that it sees."""
    if tip.desk == Desk.INSPECTION_OFFICE:
        return account.may("supervise")
    if not account.may("answer"):
        return False
    if tip.desk == Desk.UNIT:
        return tip.body_id == account.organisation_id
    if tip.desk == Desk.TOWNSHIP:
        return account.area_id == township_at(tip.place_id)
    return tip.desk == account.role


def ways_of(tips: list[Tip]) -> None:
    """Let each tip know how it came, where whoever asks may know."""
    known = dict(Tip.objects.filter(pk__in=[t.pk for t in tips]).values_list("pk", F("arrival__way")))
    for tip in tips:
        tip.way = known.get(tip.pk) or ""  # type: ignore[attr-defined]
