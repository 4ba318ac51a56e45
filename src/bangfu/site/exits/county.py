"""What a county sets, and the draw over those whose notice is over."""

from __future__ import annotations

from dataclasses import asdict

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import moment, today
from bangfu.site.exits.keeping import kept
from bangfu.site.exits.models import Course, Draw, Lot, Setting
from bangfu.site.roster.models import Place
from bangfu.site.supervision.sampling.document import carried_out, prepared
from bangfu.site.web.models import Account

WAITS = "exit_heard"


def set_for(user: Account, county: Place, setting: Setting) -> Setting:
    """Set what holds in a county from a day on. Raises `BangfuError`."""
    setting.county, setting.made_by, setting.made_at = county, user.pk, moment()
    with kept():
        setting.save(force_insert=True)
    return setting


def setting_of(county: int) -> Setting | None:
    """What a county set last, as of today."""
    rows = Setting.objects.filter(county=county, start__lte=today())
    return rows.order_by("-start", "-made_at", "-pk").first()


def waiting(county: Place) -> list[Course]:
    """The courses of a county whose notice is over and that no draw was held over yet."""
    rows = Course.objects.filter(household__place__code__range=(county.code, county.last), lot=None)
    return list(rows.filter(state=WAITS).select_related("household__place").order_by("pk"))


def draw(user: Account, county: Place, total: int, word: str) -> Draw:
    """Draw `total` of those that wait, township by township; where that is all of them, all are taken.

    The number that decides is made at this moment, and `word` (of a watcher, of the day's newspaper) is added to it; the document
    holds both, so that everybody can do the draw again. Raises `BangfuError`.
    """
    courses = waiting(county)
    if not courses:
        raise BangfuError(Problem("exit_nothing_to_draw"))
    document, taken = None, {course.pk for course in courses}
    if total < len(courses):
        members = [(str(course.household.place.parent_id or ""), course.pk) for course in courses]  # type: ignore[union-attr]
        drawn = carried_out(prepared(f"{county} {today()}", members, total), word)
        document, taken = asdict(drawn), {pk for part in drawn.taken for pk in part}
    made = Draw(county=county, on=today(), document=document, by=user.pk, at=moment())
    with kept():
        made.save(force_insert=True)
        for course in courses:
            Lot(draw=made, course=course, taken=course.pk in taken).save(force_insert=True)
    return made
