"""How some households of the demo township left, fell back and are watched, all of it made up and told as it would be entered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from bangfu.site.demo.acting import acting_on
from bangfu.site.demo.county import STANDS_ON
from bangfu.site.exits import county as rules
from bangfu.site.exits import leaving
from bangfu.site.exits.models import Course, Risk, Setting
from bangfu.site.household.filing import Draft, enter_incomes, file_version
from bangfu.site.roster.models import Household, Pairing, Place
from bangfu.site.web.models import Account
from bangfu.site.web.money import cents

CLERK, OFFICE, INSPECTOR, HELPER = "township_clerk", "county_office", "inspector", "responsible_helper"
CADRE = "resident_cadre"
LINE, POSTED, EVERY = Decimal(4000), 7, 60  # yuan a person and year; days
SEEN = {"education": "yes", "medical": "yes", "housing": "yes", "water": "yes"}
DOCUMENT = "示例〔2020〕8号"
SAID = {  # what is written at each step, in the words of an official
    "verify_exit": "看了粮食、住房、水电和务工工资单，与档案一致（示例）。",
    "verify_again": "另找邻居和村医核对，情况属实（示例）。",
    "appraise_exit": "村民代表二十一人到会，都同意（示例）。",
    "post_exit": "贴在村务公开栏和村口（示例）。",
    "end_exit_notice": "公示期满，没有意见（示例）。",
    "sample_exit": "现场看房、看工资流水，没有发现不实（示例）。",
    "visit_revert": "房屋已不能住，暂住村部（示例）。",
}
FILED = STANDS_ON - timedelta(days=100)
BEGUN = STANDS_ON - timedelta(days=90)
HEARD = BEGUN + timedelta(days=POSTED + 1)


@dataclass(frozen=True)
class Steps:
    """What is done for one household; `second`: who verifies after the township."""

    household: Household
    second: str

    def file(self, earned: int, housing: str = "yes", kind: str = "wage") -> None:
        """A file with two people, and what they earned this year, in yuan."""
        people = (
            {"name": self.household.head or "示例户主", "relation": "head", "ability": "full", "will": "yes"},
            {"name": "示例家人", "relation": "spouse", "ability": "partial", "will": "yes"},
        )
        draft = Draft(
            FILED,
            "verified",
            "入户核实（示例）",
            {"address": f"{self.household.place}二组", "causes": ["skill"], **SEEN, "housing": housing},
            people,
        )
        row = {
            "year": FILED.year,
            "kind": kind,
            "stage": "actual",
            "cents": cents(Decimal(earned)),
            "evidence": "示例流水",
        }
        with acting_on(CLERK, FILED) as user:
            file_version(user, self.household, draft)
            enter_incomes(user, self.household, [row])

    def begin(self, day: date = BEGUN) -> Course:
        """An exit that was proposed."""
        with acting_on(CLERK, day) as user:
            return leaving.begin(user, self.household, "exit", "收入稳定，三保障都落实（示例）。")

    def posted(self, day: date = BEGUN) -> Course:
        """One whose notice hangs."""
        course = self.begin(day)
        for who, code in (
            (CLERK, "verify_exit"),
            (self.second, "verify_again"),
            (CLERK, "appraise_exit"),
            (CLERK, "post_exit"),
        ):
            _move(course, code, who, day)
        return course

    def heard(self) -> Course:
        """One whose notice has hung."""
        course = self.posted()
        _move(course, "end_exit_notice", CLERK, HEARD)
        return course


def fill(county: Place) -> None:
    """Households at every stage: left, fell back, objected to, held up by a bar, watched."""
    chosen = _chosen()[:6]
    if len(chosen) < 6:
        return
    with acting_on(CLERK, FILED):
        for number, steps in enumerate(chosen):  # those who leave were taken in some years before
            steps.household.start = date(STANDS_ON.year - 4 + number % 3, 3, 1)
            steps.household.save(update_fields=["start"])
    made = Setting(
        start=FILED, line=cents(LINE), reaching=True, notice_days=POSTED, visit_days=EVERY, many=3, document="示例：县级规定（虚构）"
    )  # fmt: skip
    with acting_on(OFFICE, FILED) as user:
        rules.set_for(user, county, made)
    for steps, earned in zip(chosen[:4], (12_600, 9_840, 10_300, 8_750), strict=True):
        steps.file(earned)
    courses = [steps.heard() for steps in chosen[:3]]
    with acting_on(INSPECTOR, HEARD) as user:
        taken = rules.draw(user, county, 2, "示例日报头条：春耕备耕有序推进").lots.filter(taken=True)  # type: ignore[attr-defined]
        ids = set(taken.values_list("course", flat=True))
    for course in courses:
        if course.pk in ids:
            _move(course, "sample_exit", INSPECTOR, HEARD)
    for course in courses:
        _move(course, "lift", OFFICE, HEARD + timedelta(days=1))
    _object(chosen[3].posted(STANDS_ON - timedelta(days=3)))
    chosen[4].file(9_900, housing="no")
    chosen[5].file(11_000, kind="transfer")
    _fall(chosen[0])
    _watch(chosen[1], "unstable", "主要务工的人受伤，收入断了（示例）。")
    _watch(chosen[4], "sudden", "暴雨冲坏房屋，暂住亲戚家（示例）。")


def _chosen() -> list[Steps]:
    """Households of the demo township whose helper, or cadre, has an account as well, and of whom nothing is filed yet."""
    town = Account.objects.get(username=CLERK).area
    found: list[Steps] = []
    for username in (HELPER, CADRE):
        one = Account.objects.get(username=username)
        helped = Household.objects.filter(place__parent=town, end=None, versions=None)
        if username == HELPER:
            helped = helped.filter(pk__in=Pairing.objects.filter(person=one.person).values("household"))
        else:
            helped = helped.filter(place=one.area)
        known = {steps.household.pk for steps in found}
        found += [Steps(each, username) for each in helped.order_by("pk")[:6] if each.pk not in known]
    return found


def _object(course: Course) -> None:
    with acting_on(CLERK, STANDS_ON - timedelta(days=2)) as user:
        leaving.object_to(user, course, "这户大儿子在外打工，听说收入没有算全（示例）。")


def _fall(steps: Steps) -> None:
    """A household that had left lost its house, and is on the register again."""
    day = STANDS_ON - timedelta(days=20)
    with acting_on(CLERK, day) as user:
        course = leaving.begin(user, steps.household, "revert", "山体滑坡，房屋成危房（示例）。")
    _move(course, "visit_revert", steps.second, day, housing="no")
    _move(course, "revert", OFFICE, day + timedelta(days=2), judged="现场核实，住房没有保障（示例）。")


def _watch(steps: Steps, kind: str, ground: str) -> None:
    day = STANDS_ON - timedelta(days=15)
    with acting_on(CLERK, day) as user:
        leaving.open_risk(user, steps.household, Risk(kind=kind, causes=["accident"], on=day, ground=ground))


def _move(course: Course, code: str, who: str, day: date, **said: str) -> None:
    looks = SEEN if code in {"verify_exit", "verify_again", "sample_exit", "visit_revert"} else {}
    with acting_on(who, day) as user:
        text = {"text": SAID[code]} if code in SAID else {"document": DOCUMENT}
        leaving.move(user, course, code, text | looks | said)
