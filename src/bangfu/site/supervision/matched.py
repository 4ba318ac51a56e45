"""Who watches whom: the printed list of committees, today's lead units, and the special supervisor of each township."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from bangfu.facts.importing import preview_folder
from bangfu.facts.roster.defect import Defect
from bangfu.facts.roster.supervision import supervision_defects
from bangfu.facts.tongwei import HERE, RAW
from bangfu.site.clock import today
from bangfu.site.roster.codes import code_of
from bangfu.site.roster.holding import holding
from bangfu.site.roster.models import Place, Post
from bangfu.site.roster.places import places_of
from bangfu.site.supervision.planning import adopted
from bangfu.site.web.models import Account


@dataclass(frozen=True)
class Watched:
    """One township: the committee and lead unit of the printed list, and who holds the posts today."""

    place: Place
    committee: str
    listed: str
    leads: list[Post]
    supervisors: list[Post]


@dataclass(frozen=True)
class Matched:
    """All townships of an area, what the scheme wants, and what is wrong with the printed list."""

    rows: list[Watched]
    defects: tuple[Defect, ...]
    wanted: int  # special supervisors
    provisions: tuple[str, ...]


def matched_of(account: Account) -> Matched:
    """As the adopted schemes have it; a list that was printed for another county says nothing here."""
    schemes = list(adopted().values())
    places = list(places_of(account).filter(level="township").order_by("code"))
    listed = _printed() if any(s.matched for s in schemes) else {}
    engaged = [s.supervisors for s in schemes if s.supervisors]
    posts = holding(Post.objects.filter(place__in=places), today()).select_related("person", "organisation")
    leads = list(posts.filter(role="lead_unit"))
    supervisors = list(posts.filter(role__in=[e.role for e in engaged]))
    rows = [
        Watched(
            place,
            *listed.get(place.code, ("", "")),
            [p for p in leads if p.place_id == place.code],
            [p for p in supervisors if p.place_id == place.code],
        )
        for place in places
    ]
    shown = listed.keys() & {p.code for p in places}
    cited = [p.provision for s in schemes for p in (s.matched, s.supervisors) if p]
    return Matched(rows, _defects() if shown else (), sum(e.count for e in engaged), tuple(cited))


@cache
def _printed() -> dict[int, tuple[str, str]]:
    """Township → committee and lead unit."""
    with (HERE / "supervision.csv").open(encoding="utf-8", newline="") as file:
        return {code_of(r["place"]) or 0: (r["committee"], r["lead_unit"]) for r in csv.DictReader(file)}


@cache
def _defects() -> tuple[Defect, ...]:
    """What the printed list shows beside the printed lists of units: whoever would watch itself, above all."""
    found = preview_folder(RAW)
    [watching] = [p for p in found if p.layout.index("committee") is not None]
    defects = supervision_defects(watching, [p for p in found if p is not watching])
    return tuple(sorted(defects, key=lambda d: d.defect != "conflict_of_interest"))
