"""Steps of leaving, watching and coming back as accounts of county a take them, and what the database answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tests.site.acting import Doing
from tests.site.household.files import BARE, CHILD, FIRST, HEAD
from tests.site.world import OWN

from bangfu.site.exits import county, leaving
from bangfu.site.exits.bars import why_not
from bangfu.site.exits.models import Course, Draw, Move, Risk, Setting
from bangfu.site.exits.standing import on
from bangfu.site.household.filing import enter_incomes, file_version
from bangfu.site.roster.models import Household, Place

CLERK, CADRE, OFFICE, INSPECTOR = "township_clerk", "resident_cadre", "county_office", "inspector"
COUNTY = OWN.village // 10**6 * 10**6
HOUSEHOLD = BARE
LINE = 4_000_00  # cents a person and year; the household has two people
SEEN = {"education": "yes", "medical": "yes", "housing": "yes", "water": "yes"}
SAID = {"text": "入户看过，情况属实", "document": "示例〔2020〕1号"}
VERIFIED = ("verify_exit", "verify_again")
POSTED = 7


class Steps(Doing):
    """What somebody does as a household leaves, is watched or comes back."""

    def household(self) -> Household:
        return Household.objects.get(pk=HOUSEHOLD)

    def file(self, members: tuple[dict[str, Any], ...] = (HEAD, CHILD), **facts: str) -> None:
        """The file says of each guarantee that it is met, where nothing else is said."""
        draft = replace(FIRST, start=self.day, note="入户核实", facts={**SEEN, **facts}, members=members)
        self.by(CLERK, lambda user: file_version(user, self.household(), draft))

    def earn(self, cents: int, kind: str = "wage", stage: str = "actual") -> None:
        row = {"year": self.day.year, "kind": kind, "stage": stage, "cents": cents, "evidence": "流水"}
        self.by(CLERK, lambda user: enter_incomes(user, self.household(), [row]))

    def set(self, **said: Any) -> None:
        fields = {"line": LINE, "reaching": True, "notice_days": POSTED, "visit_days": 30} | said
        made = Setting(start=date(2019, 1, 1), document="示例〔2019〕2号", **fields)
        self.by(OFFICE, lambda user: county.set_for(user, Place.objects.get(pk=COUNTY), made))

    def ready(self) -> None:
        """A household that nothing stands against."""
        self.set()
        self.file()
        self.earn(2 * LINE)

    def begin(self, kind: str = "exit", who: str = CLERK) -> Course:
        return self.by(who, lambda user: leaving.begin(user, self.household(), kind, "稳定达标"))

    def move(self, course: Course, code: str, who: str = CLERK, **said: str) -> Move:
        needed = SAID | (SEEN if code in VERIFIED or code.startswith(("visit", "sample")) else {}) | said
        return self.by(who, lambda user: leaving.move(user, course, code, needed))

    def posted(self) -> Course:
        """An exit whose notice hangs."""
        course = self.begin()
        self.move(course, "verify_exit")
        self.move(course, "verify_again", CADRE)
        self.move(course, "appraise_exit")
        self.move(course, "post_exit")
        return course

    def heard(self) -> Course:
        """An exit whose notice has hung."""
        course = self.posted()
        self.day += timedelta(days=POSTED + 1)
        self.move(course, "end_exit_notice")
        return course

    def draw(self, who: str = INSPECTOR, total: int = 1) -> Draw:
        return self.by(who, lambda user: county.draw(user, Place.objects.get(pk=COUNTY), total, "日报标题"))

    def lifted(self) -> Course:
        """A household that left."""
        course = self.heard()
        self.draw()
        self.move(course, "sample_exit", INSPECTOR)
        self.move(course, "lift", OFFICE)
        return course

    def watch(self, kind: str = "sudden", who: str = CADRE) -> Risk:
        risk = Risk(kind=kind, causes=["illness"], on=self.day, ground="大病住院，支出大")
        return self.by(who, lambda user: leaving.open_risk(user, self.household(), risk))

    def standing(self) -> str | None:
        return self.by(OFFICE, lambda _: on(HOUSEHOLD, self.day))

    def bars(self) -> set[str]:
        return {bar.code for bar in self.by(OFFICE, lambda _: why_not(HOUSEHOLD, self.day))}

    def strike(self, who: str = OFFICE) -> None:
        self.by(who, lambda user: leaving.strike(user, self.household(), "全家迁出"))

    def fall(self) -> Course:
        """A household that left and came back."""
        course = self.begin("revert", CADRE)
        self.move(course, "visit_revert", housing="no")
        self.move(course, "revert", OFFICE, judged="房屋垮塌")
        return course

    def begun(self, start: str) -> None:
        """The household was taken in on a day."""
        with self.acting(OFFICE):
            found = self.household()
            found.start = date.fromisoformat(start)
            found.save(update_fields=["start"])
