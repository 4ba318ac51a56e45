"""What fills the lines of a form of villages: places, posts, pairings, units."""

from __future__ import annotations

from django.db.models import Count

from bangfu.regulation.vocabulary import RESIDENT_CADRES
from bangfu.site.burden.sources.batch import PAPER, Batch, Fill, Value, joined
from bangfu.site.burden.sources.counted import DUTIES
from bangfu.site.clock import today
from bangfu.site.roster.holding import on
from bangfu.site.roster.models import Household


def _place(step: int) -> Fill:
    return lambda batch: batch.names_at({row.pk: row.pk for row in batch.rows}, step)


def _households(batch: Batch) -> dict[str | int, Value]:
    rows = Household.objects.filter(on(today()), **batch.near("place")).order_by()
    found = dict(rows.values_list("place").annotate(Count("pk")))
    return {key: found.get(key, 0) for key in batch.keys}


def _helpers(batch: Batch) -> dict[str | int, Value]:
    told = {(each.place_id, each.person_id) for each in batch.pairings}  # type: ignore[attr-defined]
    return {key: sum(1 for place, _person in told if place == key) for key in batch.keys}


def _holders(roles: tuple[str, ...], attribute: str = "name") -> Fill:
    """Who holds one of these posts there."""

    def fill(batch: Batch) -> dict[str | int, Value]:
        held = [post for post in batch.posts if post.role in roles and post.person]
        texts = [(post.place_id, str(getattr(post.person, attribute))) for post in held]
        return joined(
            (key, batch.secret(text, "phone") if attribute == "phone" else text) for key, text in texts
        )

    return fill


def _unit(batch: Batch) -> dict[str | int, Value]:
    held = [post for post in batch.posts if post.role == "assisting_unit" and post.organisation]
    return joined((post.place_id, str(post.organisation)) for post in held)


VILLAGES: dict[str, Fill] = {
    **PAPER,
    **DUTIES,
    "county": _place(10**6),
    "township": _place(10**3),
    "village": _place(1),
    "village_code": lambda batch: {row.pk: row.pk for row in batch.rows},
    "households": _households,
    "helpers": _helpers,
    "first_secretary": _holders(("first_secretary",)),
    "first_secretary_phone": _holders(("first_secretary",), "phone"),
    "team": _holders(RESIDENT_CADRES),
    "assisting_unit": _unit,
}
