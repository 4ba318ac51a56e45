"""The six things that a group should have (三(一)/h-t): which it has, since when, and what is missing. They warn, no more (G25)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bangfu.site.groups import sheets
from bangfu.site.groups.distribution import register
from bangfu.site.groups.models import Check, Copy, Group
from bangfu.site.groups.words import HAVES, VERIFYING
from bangfu.site.household.models import Version
from bangfu.site.roster.models import Person
from bangfu.site.web.named import name_of

YES, OLD, NO, UNKNOWN = "met", "open", "unmet", "judgement"
NAMED = 3  # people of a kind, then their number


@dataclass(frozen=True)
class Have:
    """One of the six: `state` as verdicts are coloured; `missing` says what is to be done, where something is."""

    item: str
    state: str
    missing: str = ""
    on: date | None = None
    who: str = ""
    evidence: str = ""


def six(group: Group, day: date) -> list[Have]:
    """How a group stands on a day. What nobody looked at is unknown, never passed."""
    checks = _latest_checks(group, day)
    found = [_have(group, item, day) for item in HAVES]
    return [_seen(have, checks.get(have.item)) for have in found]


def _have(group: Group, item: str, day: date) -> Have:
    made = {"office": _office, "staff": _staff, "files": _files, "handbook": _handbooks}
    return made[item](group, day) if item in made else _posted(group, item, day)


def _office(group: Group, day: date) -> Have:
    if not group.office:
        return Have("office", NO, _("没有登记办公地址"))
    return Have("office", UNKNOWN, _("还没有人到现场核对"), evidence=group.office)


def _staff(group: Group, day: date) -> Have:
    fixed = [m for m in sheets.members(group, day) if m.fixed]
    if not fixed:
        return Have("staff", NO, _("组员里没有固定工作人员"))
    return Have(
        "staff", YES, on=min(m.start for m in fixed), evidence="、".join(str(m.person) for m in fixed)
    )


def _files(group: Group, day: date) -> Have:
    homes = register(group.place, day)
    number = homes.count()
    verified = Version.objects.filter(household__in=homes.values("pk"), why__in=VERIFYING, start__lte=day)
    done = verified.order_by().values("household").distinct().count()
    said = _("%(done)s户有核查记录，共%(all)s户") % {"done": done, "all": number}
    if done < number:
        return Have("files", NO, _("还有%(n)s户没有核查记录") % {"n": number - done}, evidence=said)
    return Have("files", YES, evidence=said)


def _posted(group: Group, item: str, day: date) -> Have:
    last = _copies(group, item, day).first()
    if last is None:
        return Have(item, NO, _("还没有打印上墙"))
    told = Have(item, YES, "", last.posted_on, last.who, last.where)  # type: ignore[attr-defined]
    if last.digest != sheets.digest_now(group, item, day):
        return replace(told, state=OLD, missing=_("上墙以后内容有变，请重新打印"))
    return told


def _handbooks(group: Group, day: date) -> Have:
    people = sheets.contacts(group.place, day)
    last: dict[str, Copy] = {}
    for copy in _copies(group, "handbook", day):
        last.setdefault(copy.person_id or "", copy)
    without = [p for p in people if p.pk not in last]
    marks = sheets.handbook_marks(group.place, day)
    old = [p for p in people if p.pk in last and last[p.pk].digest != marks.get(p.pk)]
    said = _("%(n)s人已领手册，共%(all)s人") % {"n": len(people) - len(without), "all": len(people)}
    if not people:
        return Have("handbook", UNKNOWN, _("还没有联系干部"))
    if without:
        return Have("handbook", NO, _("还没有手册：%(who)s") % {"who": _some(without)}, evidence=said)
    if old:
        return Have("handbook", OLD, _("手册要换新：%(who)s") % {"who": _some(old)}, evidence=said)
    return Have("handbook", YES, evidence=said)


def _some(people: list[Person]) -> str:
    named = "、".join(str(p) for p in people[:NAMED])
    return _("%(named)s等%(n)s人") % {"named": named, "n": len(people)} if len(people) > NAMED else named


def _copies(group: Group, item: str, day: date) -> QuerySet[Copy]:
    rows = Copy.objects.filter(group=group, item=item, posted_on__lte=day)
    return rows.annotate(who=name_of("by")).order_by("-posted_on", "-at", "pk")


def _latest_checks(group: Group, day: date) -> dict[str, Check]:
    found: dict[str, Check] = {}
    for check in Check.objects.filter(group=group, on__lte=day).annotate(who=name_of("by")):
        found.setdefault(check.item, check)
    return found


def _seen(have: Have, check: Check | None) -> Have:
    """What somebody saw with their own eyes: that a thing is not there outweighs any paper; that it is, an open question."""
    if check is None or (have.on and check.on < have.on):
        return have
    seen = replace(have, on=check.on, who=check.who, evidence=check.evidence)  # type: ignore[attr-defined]
    if not check.has:
        return replace(seen, state=NO, missing=have.missing or _("核对时没有"))
    return replace(seen, state=YES, missing="") if have.state == UNKNOWN else seen
