"""Two counties with the same kinds of rows, each marked: a mark that is seen where it should not be tells whose row leaked.

County a has two sides in two townships, with a unit each: `own`, the side of its township's and units' accounts, and
`near`, which only those see who see the county. County b is `far`: nobody of county a may learn that it is there.
"""

from __future__ import annotations

import io
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image
from tests.site import (
    world_assessments,
    world_burden,
    world_cases,
    world_exits,
    world_findings,
    world_fund,
    world_groups,
    world_honours,
    world_households,
    world_identification,
    world_measures,
    world_money,
    world_papers,
    world_register,
    world_reviews,
    world_sheets,
    world_studio,
    world_tips,
)

from bangfu.site.api.models import Token
from bangfu.site.attendance.models import Confirmation, Leave, Tier
from bangfu.site.clock import SHANGHAI
from bangfu.site.disclosure.models import Setting
from bangfu.site.duties.models import Adoption, Exemption, Snapshot, Verdict
from bangfu.site.ledger.draft import Draft, draft_of
from bangfu.site.ledger.photos import add
from bangfu.site.ledger.recording import correct, record
from bangfu.site.notices.models import Answer, Choice, Delivery, Feed, Line, Notice, Robot, Turn
from bangfu.site.roster.changes import Op
from bangfu.site.roster.models import Change, Household, Organisation, Pairing, Person, Place, Post
from bangfu.site.roster.rows import standing
from bangfu.site.supervision.models import Assignment, Briefing, Campaign, Drawn, Member, Stage, Team, Tie
from bangfu.site.supervision.models import Draw as DrawRow
from bangfu.site.web.ciphers import sm3
from bangfu.site.web.middleware.scope import enter
from bangfu.site.web.models import Account, Unmasking
from bangfu.site.web.roles import ROLES

TODAY = date(2020, 4, 15)
MOMENT = datetime(2020, 4, 15, 8, tzinfo=SHANGHAI)
START = date(2019, 1, 1)
SECONDS = ("inspector", "inspection_office")  # of whom one alone decides nothing
REGULATIONS = ("gansu-2019-33", "tongwei-2018-59")


@dataclass(frozen=True)
class Side:
    """One side: what its rows are called, and what every text of them holds."""

    name: str
    county: str
    mark: str
    village: int
    number: int  # of its verdict
    secret: str  # stands in its ID, phone and account numbers

    def id(self, kind: str) -> str:
        """The id of the one row of a kind."""
        return f"99-{self.name}-{kind}"

    def text(self, words: str) -> str:
        """Words that bear the mark."""
        return f"{self.mark}{words}"


OWN = Side("own", "a", "焱燚", 990001100201, 711000111, "51515151")
NEAR = Side("near", "a", "磊淼", 990001200201, 722000222, "62626262")
FAR = Side("far", "b", "鑫垚", 990002100201, 733000333, "73737373")
SIDES = {side.name: side for side in (OWN, NEAR, FAR)}
HIDDEN = "密查"  # stands in what nobody may know of before it is opened
LEVELS = {"county": 10**6, "township": 10**3, "village": 1}


def fill_common() -> None:
    """What belongs to no county: the regulations and the day's snapshot."""
    for regulation in REGULATIONS:
        Adoption.objects.create(regulation=regulation, adopted_on=START, adopted_by="99-a-county_office")
    Snapshot.objects.create(as_of=TODAY, live=True, made_at=MOMENT)


def fill_county(name: str) -> None:
    """Everything of one county."""
    sides = [side for side in SIDES.values() if side.county == name]
    for side in sides:
        _roster(side)
    if OWN in sides:  # one document is county a's own, so that it may change it
        Adoption.objects.filter(pk=REGULATIONS[0]).update(place=_place(OWN, "county"))
    _accounts(name, sides[0])
    _shown(sides[0])
    for side in sides:
        _work(side)
        _decisions(side)
        _changes(side)
        world_tips.fill(side, MOMENT)
        _robot(side)
        world_findings.fill(side, MOMENT)
        world_cases.fill(side, MOMENT)
        world_households.fill(side, MOMENT)
        world_groups.fill(side, MOMENT)
        world_honours.fill(side, MOMENT)
        world_reviews.fill(side, MOMENT)
        world_money.fill(side, MOMENT, _office(side, "财政"))
        _inspection(side)
        world_sheets.fill(side, TODAY, MOMENT)
        world_papers.fill(side, MOMENT, _office(side, "督发"))
        world_studio.fill(side, MOMENT)
    world_fund.fill(sides, MOMENT)
    world_register.fill(sides, MOMENT)
    world_measures.fill(sides, MOMENT)
    world_exits.fill(sides, MOMENT)
    world_identification.fill(sides, MOMENT)
    world_burden.fill(sides, MOMENT)
    world_assessments.fill(sides, TODAY, MOMENT)
    _notices(sides[0])
    world_tips.limit(sides[0], MOMENT)


def _shown(side: Side) -> None:
    """County a shows its assistance to the public; county b has a number to call, and shows nothing."""
    Setting.objects.create(
        county=_place(side, "county"),
        is_open=side is OWN,
        shows_projects=False,
        hotline=f"0999-{side.number}",
        licence=_office(side, "许可"),
    )


def _office(side: Side, word: str) -> str:
    """A place or an office: within their county they are no secret."""
    return side.text(word) if side is FAR else f"{side.name}{word}"


def _place(side: Side, level: str) -> Place:
    step = LEVELS[level]
    code = side.village // step * step
    levels = list(LEVELS)
    above = levels[levels.index(level) - 1] if level != "county" else None
    word = {"county": "县", "township": "镇", "village": "村"}[level]
    fields = {"last": code + step - 1, "name": _office(side, word), "level": level}
    fields["parent"] = _place(side, above) if above else None
    return Place.objects.get_or_create(code=code, defaults=fields)[0]


def _roster(side: Side) -> None:
    county, township, village = (_place(side, level) for level in LEVELS)
    unit = Organisation.objects.create(
        id=side.id("organisation"),
        name=_office(side, "局"),
        key=side.id("unitkey"),
        level="county",
        place=county,
    )
    town = Organisation.objects.create(
        id=side.id("town"), name=_office(side, "镇政府"), level="township", place=township
    )
    helper, cadre, _ = (
        Person.objects.create(
            id=side.id(kind), name=side.text(word), key=side.id(f"{kind}key"), organisation=of,
            phone=f"139{side.secret}", id_number=f"99010119{side.secret}0X",
        )
        for kind, word, of in (("person", "助", unit), ("cadre", "驻", unit), ("clerk", "文", town))
    )  # fmt: skip
    household = Household.objects.create(
        id=side.id("household"), place=village, head=side.text("户主"), key=side.id("headkey"), start=START,
        kinds=["registered"], phone=f"138{side.secret}", id_number=f"99010219{side.secret}0X",
        bank_account=f"6222{side.secret}",
    )  # fmt: skip
    Pairing.objects.create(id=side.id("pairing"), person=helper, household=household, start=START)
    posts = (
        ("post", "first_secretary", cadre, unit, village),
        ("assists", "assisting_unit", None, unit, village),
        ("leads", "unit_leader", helper, unit, None),
        ("governs", "township_government", None, town, township),
    )
    for kind, role, person, of, place in posts:
        Post.objects.create(
            id=side.id(kind), role=role, person=person, organisation=of, place=place, start=START
        )


def _accounts(county: str, side: Side) -> None:
    """One account of each role, and one that helps on the side."""
    all_, township, village = (_place(side, level) for level in LEVELS)
    person, cadre, clerk = (Person.objects.get(pk=side.id(k)) for k in ("person", "cadre", "clerk"))
    unit, town = (Organisation.objects.get(pk=side.id(k)) for k in ("organisation", "town"))
    seats: dict[str, tuple[Place | None, Person | None, Organisation | None]] = {
        "resident_cadre": (village, cadre, None),
        "responsible_helper": (None, person, None),
        "unit_contact": (None, None, unit),
        "unit_leader": (None, None, unit),
        "township_clerk": (township, clerk, town),
        "township_leader": (township, None, town),
    }
    for role, kind in ROLES.items():
        area, who, of = seats.get(role, (None if kind.is_administrator else all_, None, None))
        Account.objects.create(
            id=f"99-{county}-{role}", username=f"{county}-{role}", name=side.text(role) if kind.sees != "none" else "", role=role, area=area,
            person=who, organisation=of, is_active=True,
        )  # fmt: skip
        if kind.sees != "none":
            Token.objects.create(
                id=f"99-{county}-{role}", account_id=f"99-{county}-{role}", name=side.text("对接"),
                hash=sm3(secret_of(role, county).encode()), may_record=True, until=date(2020, 12, 31), made_at=MOMENT,
            )  # fmt: skip
    for role in SECONDS:
        name = f"{county}-second_{role}"
        Account.objects.create(id=f"99-{name}", username=name, role=role, area=all_)
    Account.objects.create(
        id=f"99-{county}-waiting", username=f"waiting-{county}", role="inspector", area=all_, is_active=False
    )


def secret_of(role: str, county: str = "a") -> str:
    """The token of an account."""
    return f"bangfu_{county}_{role}"


def _draft(side: Side, kind: str, **fields: object) -> Draft:
    visit = {"kind": "household_visit", "on": "2020-04-10", "household": side.id("household")}
    return draft_of(
        {"id": side.id(kind), **visit, "person": side.id("person"), "note": side.text("记"), **fields}
    )


def _work(side: Side) -> None:
    """A visit that was put right, with a photo, and the verdict on it."""
    with transaction.atomic():
        account = enter(f"99-{side.county}-county_office")
        assert account is not None
        first = record(account, _draft(side, "wrong", on="2020-04-09")).entry
        entry = correct(account, first, _draft(side, "entry"), side.text("写错")).entry
        add(account, entry, side.id("photo"), _picture(side))
    for kind, number, who in (
        ("responsible_helper", side.number, {"person_id": side.id("person")}),
        ("assisting_unit", side.number + 1, {"organisation_id": side.id("organisation")}),
    ):
        Verdict.objects.create(
            snapshot=Snapshot.objects.get(), number=number, regulation="gansu-2019-33", clause="十(四)",
            duty="helper-household-visits", role=kind, period_start=date(2020, 1, 1), period_end=date(2020, 12, 31),
            required=side.number, achieved=1, unit="times", status="open", **who,
        )  # fmt: skip


def _picture(side: Side) -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (8, 8), (side.number % 255, 9, 9)).save(content, "PNG")
    return SimpleUploadedFile("p.png", content.getvalue(), "image/png")


def _decisions(side: Side) -> None:
    """An exemption that waits, one that was approved, and a look at something masked."""
    asker = f"99-{side.county}-county_leader"
    for kind, state in (("exemption", "asked"), ("approved", "approved")):
        Exemption.objects.create(
            id=side.id(kind), regulation="gansu-2019-33", duty="helper-household-visits", state=state,
            person_id=side.id("person"), start=date(2020, 3, 1), end=date(2020, 9, 30), reason=side.text("因病"),
            asked_by=asker, asked_at=MOMENT, decided_by="" if state == "asked" else f"99-{side.county}-county_office",
            decision="" if state == "asked" else side.text("同意"),
        )  # fmt: skip
    _attendance(side)
    Unmasking.objects.create(
        account=f"99-{side.county}-county_office", at=MOMENT, table="household", row=side.id("household"),
        field="head", reason=side.text("核对"), area=side.village,
    )  # fmt: skip


def _attendance(side: Side) -> None:
    """Leave that waits, and a month that was confirmed."""
    county = side.village // 10**6 * 10**6
    Tier.objects.get_or_create(county_id=county, days=3, role="township_leader")
    cadre = {"person_id": side.id("cadre"), "place_id": side.village}
    Leave.objects.create(
        id=side.id("leave"), **cadre, start=date(2020, 4, 20), end=date(2020, 4, 21), reason=side.text("探亲"),
        decider="township_leader", asked_by=f"99-{side.county}-resident_cadre", asked_at=MOMENT,
    )  # fmt: skip
    Confirmation.objects.create(
        id=side.id("confirmation"), **cadre, month=date(2020, 3, 1), totals={}, confirmed_at=MOMENT,
        confirmed_by=f"99-{side.county}-county_office",
    )  # fmt: skip


def _changes(side: Side) -> None:
    """A prepared change of each kind."""
    [post] = standing("posts", [side.id("post")]).values()
    op = Op("posts", post["id"], post, {**post, "end": "2021-12-31"})
    for kind in Change.Kind.values:
        Change.objects.create(
            id=side.id(kind), kind=kind, account=f"99-{side.name}-clerk", title=side.text(kind),
            area=side.village // 1000 * 1000, reason=side.text("因"), counts={"posts": {"new": 0, "changed": 1}},
            plan={"ops": [asdict(op)], "from": side.id("cadre"), "to": side.id("person"), "on": "2022-01-01"}, made_at=MOMENT,
        )  # fmt: skip


def _robot(side: Side) -> None:
    """A group of the side's unit."""
    Robot.objects.create(
        id=side.id("robot"), make="wecom", name=side.text("群"), organisation_id=side.id("organisation"),
        address=f"https://qyapi.weixin.qq.com/{side.secret}", made_by=f"99-{side.county}-county_office", made_at=MOMENT,
    )  # fmt: skip


def _inspection(side: Side) -> None:
    """An inspection that nobody knows of yet but the office: its team is gone tomorrow, its households are drawn."""
    office, town = f"99-{side.county}-inspection_office", side.village // 1000 * 1000
    county, helper = side.village // 10**6 * 10**6, side.id("person")
    campaign = Campaign.objects.create(
        id=side.id("campaign"), place_id=county, regulation="tongwei-2018-59", kind="special", title=side.text(HIDDEN),
        start=TODAY, end=date(2020, 6, 30), made_by=office, made_at=MOMENT,
    )  # fmt: skip
    Stage.objects.create(
        id=side.id("stage"),
        campaign=campaign,
        number=1,
        name=side.text(HIDDEN + "布置"),
        start=TODAY,
        end=TODAY,
    )
    Briefing.objects.create(
        id=side.id("briefing"), campaign=campaign, on=TODAY, people=side.text(HIDDEN + "组员"), content="责任清单", made_by=office,
        made_at=MOMENT,
    )  # fmt: skip
    team = Team.objects.create(id=side.id("team"), campaign=campaign, name=side.text(HIDDEN + "一组"))
    Member.objects.create(id=side.id("member"), team=team, person_id=side.id("clerk"), leads=True)
    Assignment.objects.create(
        id=side.id("assignment"), team=team, place_id=town, reason=side.text(HIDDEN + "轮到")
    )
    Tie.objects.create(
        id=side.id("tie"), person_id=helper, county_id=county, place_id=town, reason=side.text("亲属")
    )
    draw = DrawRow.objects.create(
        id=side.id("draw"), campaign=campaign, level="household", subject=side.text(HIDDEN + "抽户"), method="bangfu-sm3-lots-1",
        strata=[{"name": "", "members": [side.id("household")], "wanted": 1}], secret="5e" * 32, commitment="c0" * 32,
        fixed_by=office, fixed_at=MOMENT, word=side.text(HIDDEN + "词"), taken=[[side.id("household")]], drawn_by=office, drawn_at=MOMENT,
    )  # fmt: skip
    Drawn.objects.create(
        draw=draw, stratum="", number=1, place_id=side.village, household_id=side.id("household")
    )


def _notices(side: Side) -> None:
    """What the office was told and by mail, and what the helper chose and answered."""
    office, helper = (f"99-{side.county}-{role}" for role in ("county_office", "responsible_helper"))
    notice = Notice.objects.create(
        id=side.id("notice"), account=office, subject=office, kind="digest", day=date(2020, 4, 13),
        figures={"area_week": side.number}, made_at=MOMENT,
    )  # fmt: skip
    Line.objects.create(
        notice=notice, account=office, subject=office, section="week", day=notice.day, number=side.number,
        regulation="gansu-2019-33", duty="helper-household-visits", period_start=date(2020, 1, 1),
        period_end=date(2020, 12, 31), required=side.number, achieved=1, unit="times",
    )  # fmt: skip
    Delivery.objects.create(
        id=side.id("delivery"), notice=notice, account=office, state="failed", reason="mail_refused",
        not_before=MOMENT, done_at=MOMENT,
    )  # fmt: skip
    Choice.objects.create(account=helper, address=f"{side.name}@example.gov.cn")
    Feed.objects.create(account=helper, token=side.id("token"), made_at=MOMENT)
    Turn.objects.create(account=helper, day=TODAY, at=MOMENT, reason="Tampered")
    Answer.objects.create(
        id=side.id("answer"), account=helper, week=notice.day, at=MOMENT, person_id=side.id("person")
    )
