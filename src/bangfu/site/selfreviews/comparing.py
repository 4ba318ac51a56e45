"""What the ledger tells of what a body says. It marks where the two differ, and says nothing about why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse

from bangfu.paper.model import Tally
from bangfu.site.duties.days import live
from bangfu.site.duties.models import Snapshot
from bangfu.site.duties.narrowing import of_day
from bangfu.site.roster.models import Place
from bangfu.site.selfreviews.drawing import FOR_AN_AREA
from bangfu.site.selfreviews.models import Answer, Reply

Claim = Answer.Claim
Counted = Mapping[str, Mapping[str, int]]  # duty → status → how many


@dataclass(frozen=True)
class Beside:
    """The verdicts on a question's duties, beside what was said."""

    claim: str
    tally: Tally

    @property
    def due(self) -> int:
        """How many verdicts say whether it was done."""
        return self.tally.met + self.tally.open + self.tally.unmet

    @property
    def lacking(self) -> int:
        """Those not done: missed, and still to be done."""
        return self.tally.open + self.tally.unmet

    @property
    def says_more(self) -> bool:
        """Said to be met, while the ledger has some open or unmet."""
        return self.claim == Claim.MET and self.lacking > 0

    @property
    def says_less(self) -> bool:
        """Said to be met in part or not, while the ledger has all of it met."""
        return self.claim in (Claim.PARTLY, Claim.NOT) and self.due > 0 and not self.lacking


def beside(claim: str, duties: Iterable[str], counted: Counted) -> Beside:
    """What was counted of some duties, beside a claim."""
    total: Counter[str] = Counter()
    for duty in duties:
        total.update(counted.get(duty, {}))
    return Beside(claim, Tally(**total))


def counted_of(reply: Reply, duties: Iterable[str], snapshot: Snapshot) -> dict[str, dict[str, int]]:
    """The verdicts of a day on some duties, the body's own and those of its area, by duty and status."""
    own = Q(organisation=reply.organisation_id)
    if reply.role in FOR_AN_AREA:
        place = Place.objects.get(pk=reply.area)
        own |= Q(area__range=(place.code, place.last))
    rows = of_day(snapshot).filter(own, regulation=reply.review.regulation, duty__in=set(duties)).order_by()
    found: dict[str, dict[str, int]] = {}
    for duty, status, number in rows.values_list("duty", "status").annotate(Count("pk")):
        found.setdefault(duty, {})[status] = number
    return found


def counted_then(reply: Reply, duties: Iterable[str]) -> Counted:
    """What was kept when it was handed in; where nothing had been judged yet, what is known now."""
    if reply.counted_on is not None:
        return reply.counted
    snapshot = live()
    return counted_of(reply, duties, snapshot) if snapshot else {}


def verdicts_url(reply: Reply, duty: str) -> str:
    """The list of the verdicts behind a count, those not done."""
    where = {"place": reply.area} if reply.role in FOR_AN_AREA else {"unit": reply.organisation_id}
    asked = {"duty": f"{reply.review.regulation}:{duty}", **where, "status": ["unmet", "open"]}
    return f"{reverse('duties')}?{urlencode(asked, doseq=True)}"
