"""Draws on the site: a list of the roster fixed and committed to, drawn with a word, opened for whoever doubts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import now, today
from bangfu.site.roster.holding import holding
from bangfu.site.roster.models import Household, Place
from bangfu.site.supervision.models import Campaign, Draw, Drawn
from bangfu.site.supervision.months import moved
from bangfu.site.supervision.planning import require_running
from bangfu.site.supervision.sampling import document
from bangfu.site.supervision.sampling.draw import Stratum
from bangfu.site.web.models import Account
from bangfu.site.web.words import word


@dataclass(frozen=True)
class Wanted:
    """What is to be drawn, how many, and of what."""

    level: str
    total: int
    within: Place
    strata: str = ""  # "township", "kind", or all in one
    least: int = 1
    months: int = 0  # households drawn in so many months before are left out


def fix(account: Account, campaign: Campaign, wanted: Wanted) -> Draw:
    """Fix a draw: its commitment stands from now on. Raises `BangfuError`."""
    require_running(campaign)
    lately = _drawn_lately(wanted)
    made = document.prepared(
        _subject(wanted, len(lately)), list(_members(wanted, lately)), wanted.total, wanted.least
    )
    return Draw.objects.create(
        campaign=campaign,
        level=wanted.level,
        subject=made.subject,
        method=made.method,
        strata=[asdict(s) for s in made.strata],
        secret=made.secret,
        commitment=made.commitment,
        fixed_by=account.pk,
        fixed_at=now(),
    )


def draw(account: Account, fixed: Draw, said: str) -> None:
    """Draw with a word that nobody knew when it was fixed. Raises `BangfuError`: done already, no word."""
    require_running(fixed.campaign)
    done = document.carried_out(as_document(fixed), said[:200])
    with transaction.atomic():
        fixed.word, fixed.taken = done.word, [list(taken) for taken in done.taken]
        fixed.drawn_by, fixed.drawn_at = account.pk, now()
        fixed.save(update_fields=["word", "taken", "drawn_by", "drawn_at"])
        places = _places_of(fixed)
        for stratum, taken in zip(done.strata, done.taken, strict=True):
            for number, member in enumerate(taken, 1):
                Drawn.objects.create(
                    draw=fixed,
                    stratum=stratum.name,
                    number=number,
                    place_id=places[member],
                    household_id=member if fixed.level == Draw.Level.HOUSEHOLD else None,
                )


def open_up(account: Account, drawn: Draw) -> None:
    """Show the secret, so that anybody can draw again. Raises `BangfuError` before it was drawn."""
    if drawn.taken is None:
        raise BangfuError(Problem("draw_not_taken", value=drawn.subject))
    if drawn.opened_at is None:
        drawn.opened_by, drawn.opened_at = account.pk, now()
        drawn.save(update_fields=["opened_by", "opened_at"])


def as_document(row: Draw) -> document.Draw:
    """A draw in the form that `bangfu sample verify` reads."""
    strata = tuple(Stratum(s["name"], tuple(s["members"]), s["wanted"]) for s in row.strata)
    taken = tuple(tuple(part) for part in row.taken or ())
    return document.Draw(row.method, row.subject, strata, row.secret, row.commitment, row.word, taken)


def _members(wanted: Wanted, lately: set[str]) -> Iterator[tuple[str, str]]:
    """Stratum and id of everything that can be drawn."""
    if wanted.level == Draw.Level.HOUSEHOLD:
        for home in _homes(wanted).select_related("place__parent"):
            if home.pk not in lately:
                kind = word("household_kind", home.kinds[0]) if home.kinds else _("其他")
                yield _stratum(wanted, home.place, kind), home.pk
        return
    for place in _inside(wanted.within).filter(level=wanted.level).select_related("parent"):
        kind = _("贫困村") if "poor_village" in place.tags else _("其他")
        yield _stratum(wanted, place, kind), str(place.pk)


def _stratum(wanted: Wanted, place: Place | None, kind: str) -> str:
    if wanted.strata == "kind":
        return kind
    if wanted.strata != "township" or place is None:
        return ""
    above = place.parent if place.level == "village" else place
    return f"{above.name} {above.code // 1000}" if above else ""


def _subject(wanted: Wanted, left_out: int) -> str:
    """What is drawn, in words that are committed to: who was left out stands there, too."""
    levels = {"township": _("乡镇"), "village": _("村"), "household": _("户")}
    said = _("%(where)s的%(what)s，%(day)s") % {
        "where": wanted.within.name, "what": levels[wanted.level], "day": today().isoformat(),
    }  # fmt: skip
    if not wanted.months or wanted.level != Draw.Level.HOUSEHOLD:
        return said
    told = ngettext(
        "不含近 %(months)s 个月抽过的 %(n)s 户", "不含近 %(months)s 个月抽过的 %(n)s 户", left_out
    )
    return f"{said}（{told % {'months': wanted.months, 'n': left_out}}）"


def _drawn_lately(wanted: Wanted) -> set[str]:
    if not wanted.months or wanted.level != Draw.Level.HOUSEHOLD:
        return set()
    since: date = moved(today(), -wanted.months)
    found = Drawn.objects.filter(household__in=_homes(wanted).values("pk"), draw__drawn_at__date__gte=since)
    return set(found.order_by().values_list("household", flat=True).distinct())


def _homes(wanted: Wanted) -> QuerySet[Household]:
    span = (wanted.within.code, wanted.within.last)
    return holding(Household.objects.filter(place__code__range=span), today()).order_by("pk")


def _inside(place: Place) -> QuerySet[Place]:
    return Place.objects.filter(code__range=(place.code, place.last))


def _places_of(row: Draw) -> dict[str, int]:
    """Where each member is."""
    members = [m for s in row.strata for m in s["members"]]
    if row.level == Draw.Level.HOUSEHOLD:
        homes = Household.objects.filter(pk__in=members)
        return {pk: place for pk, place in homes.values_list("pk", "place_id") if place}
    return {m: int(m) for m in members}
