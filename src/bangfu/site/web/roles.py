"""The kinds of people who sign in: what each may do, how far each sees, and where each lands.

`may` are the words that the database asks for (`may('roster')` in the policies); `sees` is how wide entries and
verdicts are shown: one's own, the own unit's, those of the account's area, or none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Sees = Literal["own", "unit", "area", "none"]


@dataclass(frozen=True)
class SiteRole:
    """One kind of account."""

    code: str
    zh: str
    en: str
    sees: Sees
    home: str
    may: frozenset[str] = frozenset()

    @property
    def is_administrator(self) -> bool:
        """Whether a second factor is compulsory."""
        return self.home == "admin"


def _role(code: str, zh: str, en: str, sees: Sees, home: str, may: str = "") -> SiteRole:
    return SiteRole(code, zh, en, sees, home, frozenset(may.split()))


# record: for oneself · record_unit: for people of the own unit · record_area: for anybody in the area
# roster: change posts, people, pairings · ask: ask for an exemption · approve: decide one
# leave: decide on leave
# publish: decide what the public sees of the county
# supervise: plan inspections, draw, decide on findings, issue papers · inspect: inspect, write findings, verify
# answer: answer for the own township or unit · receive: take tips from the public, and know who sent them
# assess: set the weights of a year, enter figures, publish a ranking
# oversee: read the papers that were issued for the area, and what is proposed to follow there
# weigh: look at what is proposed to follow, and prepare cases of it
# decide: decide cases, for the area or the own unit · review: hear appeals
# allowances: read what people are due and were paid · pay: enter payments, for the county or as the unit that pays
# commend: ask who may be proposed for what, and read a year's lists · grant: enter what was given, and attest
# funds: read plans, projects and money · plan: write plans, propose projects · fund: decide on projects, allot and pay
# help: write down what a household wants, needs and got, as who helps it · households: keep files, screenings, plans, groups
# confirm: decide who is taken in, who leaves, whose risk is over
# regulations: draft what a document demands, hand it in · adopt: review what another handed in, and adopt it
# robots: have a group robot told of the own unit or area
# unmask: see personal data in full, with a reason · export: take tables away
# accounts, security, audit: the three administrators, none of whom sees the work
ROLES: dict[str, SiteRole] = {
    r.code: r
    for r in (
        _role(
            "resident_cadre",
            "驻村干部（第一书记）",
            "resident cadre",
            "own",
            "person",
            "record ask export allowances help",
        ),
        _role(
            "responsible_helper",
            "帮扶责任人",
            "responsible helper",
            "own",
            "person",
            "record ask export help",
        ),
        _role(
            "unit_contact",
            "帮扶单位联络员",
            "unit contact",
            "unit",
            "unit",
            "record record_unit ask export answer allowances pay",
        ),
        _role(
            "unit_leader",
            "帮扶单位负责人",
            "unit leader",
            "unit",
            "unit",
            "record record_unit ask export robots answer decide allowances pay",
        ),
        _role(
            "township_clerk",
            "乡镇工作人员",
            "township clerk",
            "area",
            "area",
            "record record_area roster ask unmask export answer funds plan help households",
        ),
        _role(
            "township_leader",
            "乡镇领导",
            "township leader",
            "area",
            "area",
            "record ask leave export robots answer funds",
        ),
        _role(
            "county_office",
            "县帮扶办",
            "county assistance office",
            "area",
            "area",
            "record record_area roster ask approve leave unmask export regulations publish robots answer weigh assess"
            " allowances pay commend grant funds fund households confirm adopt",
        ),
        _role(
            "organization_department",
            "组织部",
            "organization department",
            "area",
            "area",
            "record roster ask approve leave unmask export answer decide allowances commend grant",
        ),
        _role("inspector", "督查人员", "inspector", "area", "area", "record unmask export inspect funds"),
        _role(
            "inspection_office",
            "监督督查办",
            "inspection office",
            "area",
            "area",
            "record unmask export inspect supervise weigh allowances commend funds",
        ),
        _role("tip_reception", "信访受理员", "reception of tips", "area", "area", "receive"),
        _role(
            "county_leader",
            "县领导",
            "county leader",
            "area",
            "area",
            "record export robots oversee decide review allowances commend funds adopt",
        ),
        _role("provincial_analyst", "省级分析人员", "provincial analyst", "area", "area", "export"),
        _role("system_admin", "系统管理员", "system administrator", "none", "admin", "accounts"),
        _role("security_admin", "安全管理员", "security administrator", "none", "admin", "security"),
        _role("audit_admin", "审计管理员", "audit administrator", "none", "admin", "audit"),
    )
}
CHOICES = [(r.code, r.zh) for r in ROLES.values()]
