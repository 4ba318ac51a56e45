"""Steps of identification as accounts of county a take them: by the app's own functions, by pages, by programs' forms."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.test import Client, override_settings
from tests.site.acting import Acting
from tests.site.deeds import send
from tests.site.world import OWN, TODAY

from bangfu.site.identification import confirming, screening, telling
from bangfu.site.identification.models import Notice, Roll, Scheme, Screening
from bangfu.site.identification.watching import Danger
from bangfu.site.roster.models import Place

COUNTY, TOWNSHIP, VILLAGE = OWN.village // 10**6 * 10**6, OWN.village // 1000 * 1000, OWN.village
CLERK, OFFICE, LEADER = "township_clerk", "county_office", "county_leader"
GUANGDONG, WATCH = "guangdong-2016-98", "watch"
COUNTS = {"looks": 4, "priorities": 5, "ins": 6, "outs": 7}
DAYS = 7


def items(name: str, count: int | None = None) -> list[str]:
    return [f"{name}第{n}条" for n in range(1, (COUNTS[name] if count is None else count) + 1)]


@contextmanager
def later(days: int) -> Generator[date]:
    """The site so many days after the day on which the world stands."""
    day = TODAY + timedelta(days)
    with override_settings(BANGFU_TODAY=day.isoformat()):
        yield day


@dataclass
class Steps:
    """What somebody does in the county."""

    acting: Acting
    browser: Callable[[str], Client]

    def scheme(self, template: str = GUANGDONG, **fields: Any) -> Scheme:
        """One that is set in full, but for what is said otherwise."""
        lists = {name: items(name) for name in COUNTS} if template == GUANGDONG else {}
        known: dict[str, Any] = {
            "start": date(2020, 2, 1),
            "steps": ["民主评议", "镇级审核"],
            "notice_days": DAYS,
            "screen_days": 15,
        }
        with self.acting(OFFICE) as user:
            return telling.set_scheme(
                user, Scheme(county_id=COUNTY, template=template, **(known | lists | fields))
            )

    def roll(self, head: str = "赵新户", people: int = 1, who: str = CLERK, place: int = VILLAGE) -> Roll:
        with self.acting(who) as user:
            [made] = telling.enrol(user, [Roll(place_id=place, head=head, people=people)])
            return made

    def begun(self, template: str = GUANGDONG, roll: Roll | None = None, who: str = CLERK) -> Screening:
        roll = roll or self.roll()
        with self.acting(who) as user:
            scheme = screening.scheme_of(VILLAGE, template) or Scheme(pk="")
            return screening.begin(user, roll, scheme)

    def say(self, found: Screening, ins: str = "yes", outs: str = "no", who: str = CLERK) -> Screening:
        with self.acting(who) as user:
            for name in COUNTS:
                for number in range(1, len(found.scheme.items(name)) + 1):
                    said = {"ins": ins, "outs": outs}.get(name, "yes")
                    screening.say(user, found, (name, number), said if number == 1 else "no", "入户看过")
        return found

    def move(
        self, found: Screening, code: str, who: str = CLERK, text: str = "已核", **more: Any
    ) -> Screening:
        with self.acting(who) as user:
            screening.move(user, found, code, text, **more)
        return found

    def take(self, found: Screening, *numbers: int, on: date = TODAY, who: str = CLERK) -> Screening:
        with self.acting(who) as user:
            for number in numbers:
                screening.take_step(user, found, number, on=on, body="村民代表会议", found="通过")
        return found

    def post(self, found: Screening, who: str = CLERK) -> Notice:
        with self.acting(who) as user:
            return screening.post(user, VILLAGE, [found], "村公告栏")

    def posted(self, *numbers: int) -> Screening:
        """One that the lists take in, posted, with these steps recorded."""
        self.scheme()
        found = self.say(self.begun())
        self.move(found, "appraise")
        self.take(found, *numbers)
        self.post(found)
        return found

    def confirm(self, found: Screening, who: str = OFFICE, danger: Danger | None = None) -> str:
        with self.acting(who) as user:
            fresh = Screening.objects.select_related("roll", "scheme").get(pk=found.pk)
            return confirming.confirm(user, fresh, "公示无异议", danger).household_id or ""

    def confirmed(self) -> tuple[Screening, str]:
        found = self.posted(1, 2)
        with later(DAYS):
            return found, self.confirm(found)

    def poor(self, acting_as: str = OFFICE) -> None:
        """The village is a poor one from today on."""
        with self.acting(acting_as):
            Place.objects.filter(pk=VILLAGE).update(tags=["poor_village"])

    def page(self, who: str, desk: str, pk: object, what: str, **fields: Any) -> tuple[int, str]:
        """The status and words of the answer to a form on a page."""
        answer = self.browser(who).post(f"/identify/{desk}/{pk}/{what}/", fields)
        return answer.status_code, answer.content.decode()

    def program(self, who: str, desk: str, pk: object, what: str, **fields: Any) -> list[str]:
        """The codes with which the form is refused that a program fills in; none where it is done."""
        return send(who, desk, pk, what, fields)[1]
