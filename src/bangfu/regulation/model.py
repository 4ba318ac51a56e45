"""What a regulation demands, as data: the shape of a pack (see docs/pack-format.md).

A pack is one TOML file per document: a head (`[regulation]`) and one `[[provision]]` per atomic provision, in the
document's own order and numbering. A provision says what it is (`kind`) and carries the table of the same name that
tells how it works: a `duty` is judged from the ledger, a `requirement` from the roster, the others are read by the
module that carries them out. Nothing here knows a place, a year or a number: those stand in the packs.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from pydantic import Field, ValidationInfo, field_serializer, field_validator, model_validator
from pydantic_core import PydanticCustomError

from bangfu.regulation.carried import (
    ChecklistItem,
    EntitlementRule,
    EvaluationRule,
    ProcedureStep,
)
from bangfu.regulation.codes import prefix_of
from bangfu.regulation.consequences import ConsequenceRule, LiabilityRule
from bangfu.regulation.forms import Form
from bangfu.regulation.incentives import IncentiveRule
from bangfu.regulation.shapes import (
    Base,
    By,
    Code,
    Day,
    Each,
    Exact,
    Filter,
    Kind,
    Measure,
    Of,
    PartPeriod,
    PeriodName,
    Strict,
    Title,
    Where,
    written,
)


def days_in_order(days: tuple[str, str]) -> bool:
    """Whether two MM-DD are days of every year, the first not after the second."""
    try:
        first, last = (date.fromisoformat(f"2001-{day}") for day in days)
    except ValueError:
        return False
    return first <= last


class Alternative(Strict):
    """A second reading of the same duty. Where the two readings disagree the verdict is `judgement`."""

    where: Where | None = None
    of: Of | None = None
    note: Title


class DutyRule(Strict):
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
    # a whole number is a count, a text a share of `of`; none: the text sets no number, the verdict is `judgement`
    at_least: Exact | None = None
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

    @field_validator("at_least", mode="before")
    @classmethod
    def _one_or_all(cls, value: object, info: ValidationInfo) -> object:
        base = info.data.get("of")
        if value == 1 and isinstance(value, int) and base is not None:
            raise PydanticCustomError("one_or_all", "`1` beside `of` may mean one or all")
        if isinstance(value, str) and base is None and "of" in info.data:
            raise ValueError("a share needs its base (`of`)")
        return value

    @field_serializer("at_least")
    def _written(self, value: Fraction | None) -> int | str | None:
        return None if value is None else written(value, share=self.is_share)

    @model_validator(mode="after")
    def _sense(self) -> DutyRule:
        if self.measure == "targets" and self.of is None:
            raise ValueError("a duty that measures targets must say of which (`of`)")
        if self.of == "official_workdays" and self.measure not in ("days", "workdays"):
            raise ValueError("a share of official workdays is measured in days")
        if self.within and (self.per != "year" or not days_in_order(self.within)):
            raise ValueError("`within` names two days of a year, MM-DD, in order, and `per` must be year")
        if self.or_all and self.measure != "targets":
            raise ValueError("`or_all` is about targets")
        if self.part_period == "pro_rata" and self.of != "official_workdays":
            raise ValueError("only a share of official workdays can be counted pro rata")
        return self

    @property
    def is_share(self) -> bool:
        """Whether the threshold is a share of a base (0..1) and not a number."""
        return self.at_least is not None and self.of is not None and self.at_least <= 1


class RequirementRule(Strict):
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


class MilestoneRule(Strict):
    """A dated step: the bearer does one of `counts` between the two days, both included."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: Title
    counts: list[Code] = Field(min_length=1)
    only: Filter = Filter()
    start: Day
    due: Day
    who_is_open: bool = False  # the text does not say whom it binds: a missing one is for a person
    readings: list[str] = []

    @model_validator(mode="after")
    def _sense(self) -> MilestoneRule:
        if self.due < self.start:
            raise ValueError("a step cannot be due before it starts")
        return self


class Provision(Strict):
    """One atomic provision: where it stands, what it is, our paraphrase, and the table that makes it work."""

    id: str = Field(pattern=r"^[^\s/]+(/[^\s/]+)*/[a-z]+$")
    kind: Kind
    bearer: list[Code] = []
    text: str
    hint: Title | None = None  # of a template: what is to be filled in
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


class Word(Strict):
    """A code of the vocabulary, or one that a pack adds. A `role` is held in a post; an `actor` acts without one."""

    type: Literal[
        "role", "actor", "activity", "finding", "household_kind", "indicator", "condition", "award_category", "entitlement",
        "event", "use",
    ]  # fmt: skip
    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    zh: str
    en: str
    note: str = ""
    held_by: Literal["person", "organisation"] | None = None

    @model_validator(mode="after")
    def _sense(self) -> Word:
        if (self.type == "role") != (self.held_by is not None):
            raise ValueError(
                "a role, and only a role, says whether it is `held_by` a person or an organisation"
            )
        return self


_BRACKETS = str.maketrans("[]［］【】()（）", "〔〕〔〕〔〕〔〕〔〕")


def _bare(number: str) -> str:
    """A document's number in one form of brackets and without spaces."""
    return "".join(number.translate(_BRACKETS).split())


class Head(Strict):
    """Which document this is, where and when it is in force."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: Title
    number: str
    issuer: list[str] = Field(min_length=1)
    place: str = Field(pattern=r"^\d{12}$")
    issued: str  # ISO date, or the part of it that is known ("2016")
    start: Day  # the first day on which it is surely in force
    end: Day | None = None
    start_note: Title | None = None
    repeals: list[str] = []
    part_period: PartPeriod = "full_over_half"
    source: str = ""  # where the official text was published, if known
    template: bool = (
        False  # made from a template: no document stands behind it, whoever adopted it filled it in
    )

    def reaches(self, code: str) -> bool:
        """Whether the place of a national code lies in the document's own, or is it."""
        return code.startswith(prefix_of(self.place))

    def has_number(self, number: str) -> bool:
        """Whether a number is the document's own, in whatever brackets it is written."""
        return bool(number) and _bare(self.number) == _bare(number)

    def ends(self, other: Head) -> bool:
        """Whether it repeals another document."""
        return any(other.has_number(number) for number in self.repeals)

    @model_validator(mode="after")
    def _sense(self) -> Head:
        if self.end is not None and self.end < self.start:
            raise ValueError("a regulation cannot end before it starts")
        return self


class Reading(Strict):
    """How an ambiguous passage is read here: a named setting, printed on whatever rests on it."""

    id: str = Field(pattern=r"^[A-Z]{1,2}\d{2}$|^[a-z0-9]+(-[a-z0-9]+)*$")
    question: Title
    default: Title
    others: list[Title] = []
    touches: list[str] = []


class Relation(Strict):
    """Two provisions, of this pack and of another, on the same matter (readings/conflicts)."""

    row: str
    here: str  # duty id of this pack
    other: str  # regulation id
    there: list[str]  # duty ids there
    relation: Literal["cumulative", "parallel", "overrides", "same"]
    stricter: Literal["here", "there", "neither", "equal"]
    note: Title


class Regulation(Strict):
    """A whole pack."""

    regulation: Head
    word: list[Word] = []
    reading: list[Reading] = []
    relation: list[Relation] = []
    provision: list[Provision] = Field(min_length=1)
    form: list[Form] = []

    def form_of(self, id_: str) -> Form | None:
        """One of its forms."""
        return next((form for form in self.form if form.id == id_), None)
