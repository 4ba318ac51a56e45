"""What a regulation demands, as data: the shape of a pack (see docs/pack-format.md).

A pack is one TOML file per document: a head (`[regulation]`) and one `[[provision]]` per atomic provision, in the
document's own order and numbering. A provision says what it is (`kind`) and carries the table of the same name that
tells how it works: a `duty` is judged from the ledger, a `requirement` from the roster, the others are read by the
module that carries them out. Nothing here knows a place, a year or a number: those stand in the packs.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator

Kind = Literal[
    "duty", "requirement", "milestone", "procedure", "checklist", "evaluation", "consequence", "liability",
    "incentive", "entitlement", "statement", "scope", "repeal",
]  # fmt: skip
PeriodName = Literal["day", "week", "half_month", "month", "2_months", "quarter", "half_year", "year"]
Each = Literal[
    "bearer",  # one line per bearer, whatever the places
    "place",  # one per place of the bearer's posts
    "household",  # one per household paired with the bearer (bearer: responsible_helper)
    "village",  # one per village in which the bearer has a paired household (bearer: responsible_helper)
    "cadre",  # one per resident cadre dispatched by the bearing unit (counterpart: the cadre)
    "cadre_in_place",  # one per resident cadre posted at or below the bearer's place (counterpart: the cadre)
    "helper",  # one per responsible helper who belongs to the bearing unit (counterpart: the helper)
    "first_secretary",  # one per first secretary of the bearer's village (counterpart: the secretary)
    "liaison_leader",  # one per county liaison leader of the bearer's village (counterpart: the leader)
    "dispatching_unit",  # one per unit that dispatched the bearer (counterpart: the unit)
    "lead_unit",  # one per lead unit of the townships where the bearing unit assists (counterpart: that unit)
    "township_government",  # one per township above the bearer's places (counterpart: its government)
    "county_government",  # one per county above the bearer's places (counterpart: its government)
    "township_in_place",  # one per township at or below the bearer's place (place: the township)
    "unit_in_place",  # one per unit assisting at or below the bearer's place (counterpart: the unit)
    "group_in_place",  # one per township assistance group at or below the bearer's place (counterpart: the group)
]
Where = Literal[
    "anywhere",  # the place of the entry does not matter
    "own_place",  # at or below the place of the post (of the line's place where there is one line per place)
    "own_places",  # at or below any place of the bearer's posts in these roles
    "unit_villages",  # in a village assisted by the bearer's unit on that day
    "exact_place",  # recorded at the place itself, not at one below it
]
By = Literal[
    "bearer",  # entries of the bearer (the person; for a unit, entries of the organisation)
    "leaders",  # entries of the unit's leaders, one by one
    "heads",  # entries of any head of the unit: the Party and the administrative head both qualify (D11)
    "bearer_or_chief",  # entries of the township or county body, or of the chief team leader of that place
    "anyone_in_place",  # entries by the bearing body, by another body of the same level and place, or unsigned
    "anyone",  # whoever recorded it
]
Measure = Literal[
    "times",  # different days on which such an act began
    "days",  # different days covered
    "workdays",  # different official workdays covered
    "items",  # as times, named 件
    "person_times",  # as times for each person, added up (人次)
    "targets",  # different targets reached, see `of`
]
Of = Literal[
    "poor_households",  # households registered or scattered, of the bearer's village
    "households",  # all households listed in the bearer's village
    "households_outside_poor_villages",  # households of the bearer's township whose village is not tagged poor
    "poor_villages",  # villages tagged poor_village at or below the bearer's place
    "assisting_units",  # provincial and central units assisting at or below the bearer's place
    "official_workdays",  # the official workdays of the period
]
Base = Literal[
    "any",  # every target that existed on a day of the period counts in the base
    "throughout",  # only targets there at the start of the period and still at its end
]
PartPeriod = Literal[
    "full_over_half",  # in post under half the period: exempt; otherwise the full number, marked (D19)
    "pro_rata",  # the base of a share shrinks to the days in post (D19)
    "judgement",  # the pro-rata figure is shown; short of the full number is for a person (D19)
]


def _fraction(value: object) -> Fraction:
    """Read an exact threshold: an integer or a text such as "2/3" or "30%"."""
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        raise ValueError("write a whole number, or a fraction as text such as '2/3' or '30%'")
    try:
        found = (
            Fraction(value[:-1]) / 100 if isinstance(value, str) and value.endswith("%") else Fraction(value)
        )
    except ZeroDivisionError as e:
        raise ValueError("a share of nothing is no number") from e
    if not 0 < found <= 1_000_000:
        raise ValueError("write more than nothing and no more than a million")
    return found


Exact = Annotated[
    Fraction,
    BeforeValidator(_fraction, json_schema_input_type=int | str),
    PlainSerializer(lambda f: int(f) if f.denominator == 1 else f"{f}", return_type=int | str),
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Title(_Strict):
    """A short name in both languages."""

    zh: str
    en: str


Level = Literal["central", "province", "prefecture", "county", "township", "village"]
Code = Annotated[str, Field(pattern=r"^[a-z_][a-z0-9_]*$")]


class Filter(_Strict):
    """Which holders of the bearer's role the rule reaches; what is left out does not narrow."""

    organisation_level: list[Level] = []
    place_level: list[Level] = []
    # a tag of the place, or "!tag" for places without it
    place_tag: str | None = Field(default=None, pattern=r"^!?[a-z][a-z0-9_]*$")


def _in_order(days: tuple[str, str]) -> bool:
    """Whether two MM-DD are days of every year, the first not after the second."""
    try:
        first, last = (date.fromisoformat(f"2001-{day}") for day in days)
    except ValueError:
        return False
    return first <= last


class Alternative(_Strict):
    """A second reading of the same duty. Where the two readings disagree the verdict is `judgement`."""

    where: Where | None = None
    of: Of | None = None
    note: Title


class DutyRule(_Strict):
    """A measurable duty: who does what, at least how often, per which period, for each of whom."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: Title
    only: Filter = Filter()
    who: Literal["each", "unit"] = "each"
    each: Each = "bearer"
    counts: list[Code] = Field(min_length=1)
    by: By = "bearer"
    where: Where = "anywhere"
    receives: Literal["nobody", "cadre", "counterpart"] = "nobody"
    measure: Measure = "times"
    of: Of | None = None
    at_least: Exact | None = None  # none: the text sets no number, the verdict is `judgement`
    or_all: bool = False  # where fewer targets exist than asked, all of them are enough (D04)
    base: Base = "any"
    per: PeriodName
    within: tuple[str, str] | None = None  # "MM-DD", "MM-DD": the part of the year in which it is due
    grace: Literal["next_period"] | None = None  # may still be done in the following period (M06)
    short_workweek: bool = False  # weeks with fewer workdays than asked are for a person (D08)
    part_period: PartPeriod | None = None  # none: the pack's own reading
    basis: Literal["stated", "implied", "assumed"] = "stated"
    readings: list[str] = []
    note: Title | None = None
    alternative: Alternative | None = None

    @model_validator(mode="after")
    def _sense(self) -> DutyRule:
        if self.measure == "targets" and self.of is None:
            raise ValueError("a duty that measures targets must say of which (`of`)")
        if self.of == "official_workdays" and self.measure not in ("days", "workdays"):
            raise ValueError("a share of official workdays is measured in days")
        if self.within and (self.per != "year" or not _in_order(self.within)):
            raise ValueError("`within` names two days of a year, MM-DD, in order, and `per` must be year")
        if self.at_least is not None and self.at_least.denominator > 1 and self.of is None:
            raise ValueError("a share needs its base (`of`)")
        if self.or_all and self.measure != "targets":
            raise ValueError("`or_all` is about targets")
        if self.part_period == "pro_rata" and self.of != "official_workdays":
            raise ValueError("only a share of official workdays can be counted pro rata")
        return self

    @property
    def is_share(self) -> bool:
        """Whether the threshold is a share of a base (0..1) and not a number."""
        return self.at_least is not None and self.of is not None and self.at_least <= 1


class RequirementRule(_Strict):
    """A standing condition. `post` and the household checks are judged from the roster; `record` waits for its module."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: Title
    check: Literal["post", "households_per_helper", "household_has_helper", "household_also", "record"]
    role: str | None = None  # post: the role that must be held
    at: Literal["province", "prefecture", "county", "township", "village", "unit"] | None = None
    only: Filter = Filter()
    with_households: list[Code] = []  # post: only places that have households of these kinds
    households: dict[str, int] = {}  # households_per_helper: rank -> number
    household_kind: list[Code] = []  # household_has_helper, household_also: which households
    also: list[Code] = []  # household_also: the kinds they must have as well
    record: str | None = None  # record: what must exist, a code of the module that keeps it
    number: int | None = None  # record or post: how many
    per: PeriodName | Literal["once"] | None = None
    judged: bool = True  # false: roster check and later modules use it, `evaluate` gives no line
    readings: list[str] = []

    @model_validator(mode="after")
    def _sense(self) -> RequirementRule:
        needed = {"post": ("role", "at"), "record": ("record",), "households_per_helper": ("households",)}
        for name in needed.get(self.check, ()):
            if not getattr(self, name):
                raise ValueError(f"a requirement that checks `{self.check}` needs `{name}`")
        return self


class MilestoneRule(_Strict):
    """A dated step: the bearer does one of `counts` between the two days, both included."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: Title
    counts: list[Code] = Field(min_length=1)
    only: Filter = Filter()
    start: date
    due: date
    who_is_open: bool = False  # the text does not say whom it binds: a missing one is for a person
    readings: list[str] = []

    @model_validator(mode="after")
    def _sense(self) -> MilestoneRule:
        if self.due < self.start:
            raise ValueError("a step cannot be due before it starts")
        return self


class ProcedureStep(_Strict):
    """A step of a workflow that a module carries out."""

    name: str  # identification, rectification, inspection, supervision, register, publicity, ...
    step: str
    order: int | None = None
    by: list[str] = []
    to: list[str] = []
    records: list[str] = []
    days: int | None = None
    fields: dict[str, Any] = {}


class ChecklistItem(_Strict):
    """What a person must judge, asked in inspections."""

    ask: str  # the question, in Chinese, ours
    subject: list[str] = []  # roles asked about
    form: str | None = None  # the printed form it belongs to
    prohibited: bool = False  # yes is a fault
    evidence: list[str] = []  # activity codes or duty ids that already tell part of the answer
    readings: list[str] = []


class EvaluationRule(_Strict):
    """An indicator of an assessment. Weights only where the document gives them."""

    indicator: str
    by: list[str] = []
    of: list[str] = []
    per: PeriodName | None = None
    weight: Exact | None = None
    computed_from: list[str] = []
    readings: list[str] = []


class ConsequenceRule(_Strict):
    """What a regulation says should follow. It is only ever proposed; the body named decides."""

    measure: str
    on: list[str]  # person, unit, unit_head, unit_deputy, team_leader, township_party_secretary, ...
    conducted_by: list[str] = []
    ladder: str | None = None
    rung: int | None = None
    trigger: list[str] = []  # finding codes, `ranking`, or prior measures
    count: int | None = None
    window: Literal["year", "posting", "none"] | None = None
    finding_level: list[str] = []
    needs_bad_influence: bool = False
    needs_severity: int | None = None
    all_of: list[str] = []  # further conditions a person confirms
    recipient: str | None = None
    lasts: str | None = None  # "year", "term", "P6M", "P2Y", "month", "quarter"
    sequence: Literal["in_order", "by_severity", "either"] | None = None
    choice_of: list[str] = []
    readings: list[str] = []
    milder: str | None = None


class LiabilityRule(ConsequenceRule):
    """Who answers, and for whom (joint, main or direct liability)."""

    liability: Literal["main", "direct", "joint", "leading", "first"] | None = None


class IncentiveRule(_Strict):
    """A commendation, quota or priority, with who is eligible."""

    what: str
    for_roles: list[str] = []
    condition: list[str] = []
    quota: Exact | None = None
    quota_of: str | None = None
    rounding: Literal["exact", "floor"] | None = None
    per: PeriodName | None = None
    off_unit_quota: bool = False
    readings: list[str] = []


class EntitlementRule(_Strict):
    """Money, insurance, leave or means that someone must be given."""

    what: str
    for_roles: list[str] = []
    payer: list[str] = []
    amount: int | None = None
    currency: Literal["CNY"] = "CNY"
    per: PeriodName | None = None
    per_what: Literal["person", "post", "unit"] | None = None
    start: date | None = None
    uses: list[str] = []
    readings: list[str] = []


class Provision(_Strict):
    """One atomic provision: where it stands, what it is, our paraphrase, and the table that makes it work."""

    id: str = Field(pattern=r"^[^\s/]+(/[^\s/]+)*/[a-z]+$")
    kind: Kind
    bearer: list[Code] = []
    text: str
    realised_by: str | None = None  # set only where another provision of this pack carries it: "duty:<id>"
    duty: DutyRule | None = None
    requirement: RequirementRule | None = None
    milestone: MilestoneRule | None = None
    procedure: ProcedureStep | None = None
    checklist: ChecklistItem | None = None
    evaluation: EvaluationRule | None = None
    consequence: ConsequenceRule | None = None
    liability: LiabilityRule | None = None
    incentive: IncentiveRule | None = None
    entitlement: EntitlementRule | None = None

    @model_validator(mode="after")
    def _one_table(self) -> Provision:
        tables = [k for k in RULE_KINDS if getattr(self, k) is not None]
        if any(t != self.kind for t in tables):
            raise ValueError(f"a provision of kind `{self.kind}` cannot carry the table `{tables[0]}`")
        if self.kind in RULE_KINDS and not tables and self.realised_by is None:
            raise ValueError(f"a provision of kind `{self.kind}` needs its table or `realised_by`")
        return self

    @property
    def clause(self) -> str:
        """The document's own path, without the letter of the atomic provision."""
        return self.id.rsplit("/", 1)[0]

    @property
    def realisation(self) -> str:
        """What makes this provision work, as `bangfu regulations` prints it."""
        if self.realised_by is not None:
            return self.realised_by
        if self.kind == "procedure" and self.procedure is not None:
            return f"procedure:{self.procedure.name}"
        return "text" if self.kind == "statement" else self.kind


RULE_KINDS: tuple[str, ...] = (
    "duty", "requirement", "milestone", "procedure", "checklist", "evaluation", "consequence", "liability",
    "incentive", "entitlement",
)  # fmt: skip


class Word(_Strict):
    """A code that a pack adds to the vocabulary."""

    type: Literal["role", "activity", "finding", "household_kind"]
    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    zh: str
    en: str
    note: str = ""


class Head(_Strict):
    """Which document this is, where and when it is in force."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: Title
    number: str
    issuer: list[str] = Field(min_length=1)
    place: str = Field(pattern=r"^\d{12}$")
    issued: str  # ISO date, or the part of it that is known ("2016")
    start: date  # the first day on which it is surely in force
    end: date | None = None
    start_note: Title | None = None
    repeals: list[str] = []
    part_period: PartPeriod = "full_over_half"
    source: str = ""  # where the official text was published, if known

    @model_validator(mode="after")
    def _sense(self) -> Head:
        if self.end is not None and self.end < self.start:
            raise ValueError("a regulation cannot end before it starts")
        if not 1949 <= self.start.year <= 2100:
            raise ValueError("a regulation starts between 1949 and 2100")
        return self


class Reading(_Strict):
    """How an ambiguous passage is read here: a named setting, printed on whatever rests on it."""

    id: str = Field(pattern=r"^[A-Z]{1,2}\d{2}$|^[a-z0-9]+(-[a-z0-9]+)*$")
    question: Title
    default: Title
    others: list[Title] = []
    touches: list[str] = []


class Relation(_Strict):
    """Two provisions, of this pack and of another, on the same matter (readings/conflicts)."""

    row: str
    here: str  # duty id of this pack
    other: str  # regulation id
    there: list[str]  # duty ids there
    relation: Literal["cumulative", "parallel", "overrides", "same"]
    stricter: Literal["here", "there", "neither", "equal"]
    note: Title


class Regulation(_Strict):
    """A whole pack."""

    regulation: Head
    word: list[Word] = []
    reading: list[Reading] = []
    relation: list[Relation] = []
    provision: list[Provision] = Field(min_length=1)
