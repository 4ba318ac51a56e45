"""Making the notices of one account, in its own scope, with every unique key the database holds.

Whatever was told before stays as it was: several sweepers, or one that comes again, add nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Q

from bangfu.regulation.periods import period_holding
from bangfu.site.clock import now
from bangfu.site.duties.exempting import waiting
from bangfu.site.duties.models import Exemption, Snapshot
from bangfu.site.notices import finding, rectifying
from bangfu.site.notices.choices import choice_of, mail_is_set_up, quiet_of
from bangfu.site.notices.finding import Found
from bangfu.site.notices.models import Choice, Delivery, Kind, Line, Notice, Robot, Turn
from bangfu.site.notices.sources import SOURCES
from bangfu.site.web.models import Account

DECIDED = timedelta(days=14)  # a decision older than that was seen long ago
SHUT = {Exemption.State.APPROVED, Exemption.State.REFUSED, Exemption.State.ENDED}


@dataclass(frozen=True)
class Told:
    """Whom a notice is for, and how it may reach them."""

    account: Account
    choice: Choice
    moment: datetime
    robot: Robot | None = None

    @property
    def subject(self) -> str:
        """What makes a notice one of its kind and day."""
        return self.robot.pk if self.robot else self.account.pk

    def wants(self, kind: Kind) -> bool:
        """Whether anybody would read it."""
        return bool(self.robot) or kind in self.choice.on_site or self.mails(kind)

    def mails(self, kind: Kind) -> bool:
        """Whether it goes by mail."""
        return not self.robot and kind in self.choice.by_mail and mail_is_set_up()


def take_turn(account: Account, snapshot: Snapshot, moment: datetime) -> bool:
    """Everything there is to tell an account today; False where another sweeper is at it."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"notices {account.pk}"])
        [(mine,)] = cursor.fetchall()
    if not mine:
        return False
    person = Told(account, choice_of(account), moment)
    own, area = finding.own_of(account, snapshot), finding.area_of(account, snapshot)
    day = snapshot.as_of
    digest = {
        "": list(finding.weekly(own, day)),
        "area_": list(finding.weekly(area, day)) if area is not None else [],
    }
    _weekly(person, day, digest, _waiting(account))
    _dated(person, Kind.DUE_SOON, day, finding.soon(own, day))
    _dated(person, Kind.OVERDUE, day, [finding.over(own, day)])
    _decisions(person)
    for kind, source in SOURCES.items():
        for event in source.events(account, day):
            _notice(person, Kind(kind), event.day, about=event.about)
    standing = Robot.objects.filter(made_by=account.pk, ended_at=None)
    for robot in standing.select_related("place").defer("address", "secret"):
        _by_robot(Told(account, person.choice, moment, robot), snapshot)
    Turn.objects.update_or_create(account=account.pk, defaults={"day": day, "at": now(), "reason": ""})
    return True


def _by_robot(told: Told, snapshot: Snapshot) -> None:
    """A group hears what its unit owes; of an area it hears figures alone."""
    assert told.robot is not None
    rows, day = finding.of_robot(told.robot, snapshot), snapshot.as_of
    found = list(finding.weekly(rows, day))
    if told.robot.organisation_id is None:
        _weekly(told, day, {"": [], "area_": found}, {})
        return
    _weekly(told, day, {"": found}, {})
    _dated(told, Kind.DUE_SOON, day, finding.soon(rows, day))
    _dated(told, Kind.OVERDUE, day, [finding.over(rows, day)])


def _weekly(told: Told, day: date, sections: dict[str, list[Found]], waits: dict[str, int]) -> None:
    """The digest of a week, once: on Monday, or the first day on which the sweepers run after it."""
    figures = {
        f"{prefix}{f.section}": f.count for prefix, found in sections.items() for f in found if f.count
    }
    figures |= {name: count for name, count in waits.items() if count}
    if figures:
        monday = period_holding("week", day).start
        notice = _notice(told, Kind.DIGEST, monday, figures=figures)
        if notice is not None:
            _add_lines(notice, sections[""], monday)


def _waiting(account: Account) -> dict[str, int]:
    """What waits for a decision of this account."""
    return {"decisions": len(waiting(account)), "findings": rectifying.for_the_office(account)}


def _dated(told: Told, kind: Kind, day: date, sections: Iterable[Found]) -> None:
    """All duties of one day in one notice, each duty once for ever."""
    fresh = [Found(f.section, _untold(told, f), 0) for f in sections]
    if any(f.rows for f in fresh):
        notice = _notice(told, kind, day)
        if notice is not None:
            _add_lines(notice, fresh, None)


def _untold(told: Told, found: Found) -> list[finding.Verdict]:
    numbers = [v.number for v in found.rows]
    known = Line.objects.filter(subject=told.subject, section=found.section, number__in=numbers)
    before = set(known.values_list("number", "day"))
    return [v for v in found.rows if (v.number, v.period_end) not in before]


def _decisions(told: Told) -> None:
    asked = Exemption.objects.filter(asked_by=told.account.pk, state__in=SHUT)
    lately = told.moment - DECIDED
    ended = Q(state=Exemption.State.ENDED, end__gte=lately.date())  # keeps the moment of its approval
    for row in asked.filter(ended | Q(decided_at__gte=lately)):
        _notice(told, Kind.DECISION, row.start, about=f"{row.pk}:{row.state}")


def _notice(
    told: Told, kind: Kind, day: date, figures: dict[str, int] | None = None, about: str = ""
) -> Notice | None:
    """The notice with its deliveries; None where it was told before, or nobody wants it."""
    key = {"subject": told.subject, "kind": kind, "day": day, "about": about}
    if not told.wants(kind) or Notice.objects.filter(**key).exists():
        return None
    notice = Notice.objects.create(
        **key,
        account=told.account.pk,
        figures=figures or {},
        on_site=not told.robot and kind in told.choice.on_site,
        made_at=told.moment,
    )
    if told.robot or told.mails(kind):
        Delivery.objects.create(
            notice=notice,
            account=told.account.pk,
            robot=told.robot,
            not_before=quiet_of(Choice() if told.robot else told.choice).over(told.moment),
        )
    return notice


def _add_lines(notice: Notice, sections: Iterable[Found], day: date | None) -> None:
    Line.objects.bulk_create(
        Line(
            notice=notice,
            account=notice.account,
            subject=notice.subject,
            section=found.section,
            day=day or v.period_end,
            number=v.number,
            regulation=v.regulation,
            duty=v.duty,
            period_start=v.period_start,
            period_end=v.period_end,
            required=v.required,
            achieved=v.achieved,
            unit=v.unit,
        )
        for found in sections
        for v in found.rows
    )
