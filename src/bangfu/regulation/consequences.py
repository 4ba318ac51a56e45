"""What a regulation says should follow: whom a measure concerns, which facts lead to it, for how long it lasts."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field, model_validator

from bangfu.regulation.incentives import PurposeName
from bangfu.regulation.shapes import Code, Level, Strict, Title

# What is proposed. The last two are told beside other measures and are no line of their own.
MeasureName = Literal[
    "written_self_criticism", "admonitory_talk", "admonition", "circulated_criticism", "rectification_order",
    "allowance_cancelled", "award_bar", "promotion_bar", "rating_cap", "recall_procedure", "head_takes_post",
    "removal_from_post", "disciplinary_referral", "judicial_referral", "joint_liability", "organisational_measure",
    "accountability_case", "responsibility_assigned", "urged_correction",
]  # fmt: skip
TOLD_ONLY = frozenset({"responsibility_assigned", "urged_correction"})
MEASURES: tuple[str, ...] = tuple(m for m in get_args(MeasureName) if m not in TOLD_ONLY)
RANKING = "ranking"  # the place in a yearly ranking sets off a measure without anybody finding anything

Found = Literal["inspection", "complaint", "report"]
FoundAt = Literal["county", "prefecture", "province", "central"]
Counter = Literal[
    "person",  # the times of one person
    "unit",  # the times of one unit, whichever of its people
    "unit_place",  # the times of one unit in one village
]
Naming = Literal[
    "organisation",  # the unit that the finding names
    "person",  # the unit that sent or employs the person it names
    "place",  # the units that assist the village it names, where it names nobody
]


class Condition(Title):
    """What a person must confirm before the measure may follow. `of`: the kinds of finding it belongs to; none: all."""

    of: list[Code] = []


class RankingRule(Strict):
    """The bottom of the yearly ranking of an area, as a trigger."""

    of: Literal["unit", "township"]
    last: int = Field(ge=1)  # so many from the bottom
    fewest: int = Field(ge=1)  # of a shorter list nobody is proposed
    years: int = Field(default=1, ge=1)  # in so many years running


class Yielding(Strict):
    """Kinds of finding that another regulation takes over, from its first day and in its place."""

    to: str
    of: list[Code]


class ConsequenceRule(Strict):
    """What a regulation says should follow. It is only ever proposed; the body named decides."""

    measure: MeasureName
    on: list[
        Code
    ]  # `person`, `unit`, `unit_head`, `unit_deputy` of the finding, or the holders of a role there
    conducted_by: list[Code] = []
    conducted_at: dict[FoundAt, Code] = {}  # who conducts, by the level that found it; else `conducted_by`
    ladder: str | None = None
    rung: int | None = None

    # which facts
    trigger: list[Code] = []  # finding codes, or `ranking`
    found_by: list[Found] = []
    finding_level: list[FoundAt] = []
    needs_bad_influence: list[Code] = []  # the kinds of finding that count only with bad influence
    needs_severity: int | None = None
    in_post: list[Code] = []  # the person found must have held one of these on the day
    needs_person: list[Code] = []  # the kinds of finding that count only where they name such a person
    in_area: list[Code] = []  # kinds that count wherever in its area; of others the body itself must be found
    unit_from: list[Naming] = ["organisation"]  # how the unit concerned is known, the first that names one
    unit_level: list[Level] = []
    yields_to: list[Yielding] = []

    # how often
    count: int | None = Field(default=None, ge=1)  # none: every finding by itself
    count_by: list[Counter] = ["person"]
    or_perhaps_by: list[Counter] = []  # a stricter way to count, only ever told
    one_time: Literal["spell", "day"] = "day"  # findings of consecutive days, or of one day, are one time
    window: Literal["year", "none"] = "none"
    in_posting: bool = False  # a new posting counts from nought
    ranking: RankingRule | None = None

    # who answers
    body: Code | None = None  # whose head and deputy `on` means, where it is not the unit concerned
    on_level: list[Level] = []  # of the bodies that hold a role of `on`
    instead: dict[Code, Code] = {}  # the role meant where nobody holds the one in `on`

    # what follows
    all_of: list[Condition] = []
    recipient: Code | None = None
    lasts: str | None = Field(default=None, pattern=r"^(month|quarter|year|term|P[1-9]\d*[MY])$")
    whole_period: bool = False  # from the first day of the period, not from the day of the fact
    sequence: Literal["in_order", "by_severity", "either"] | None = None
    choice_of: list[MeasureName] = []
    bars: list[PurposeName] = []  # what it shuts out from, where that is less than such a measure always does
    readings: list[str] = []
    milder: Title | None = None

    @model_validator(mode="after")
    def _sense(self) -> ConsequenceRule:
        if (self.ranking is not None) != (RANKING in self.trigger) or (
            self.ranking and len(self.trigger) > 1
        ):
            raise ValueError(f"the trigger `{RANKING}`, alone, and the table `ranking` go together")
        if self.whole_period and self.lasts not in ("month", "quarter", "year"):
            raise ValueError("`whole_period` is about a month, a quarter or a year")
        for name in ("needs_bad_influence", "needs_person", "in_area"):
            if not set(getattr(self, name)) <= set(self.trigger):
                raise ValueError(f"`{name}` names what is no `trigger`")
        for part in (*self.all_of, *self.yields_to):
            if not set(part.of) <= set(self.trigger):
                raise ValueError("`of` names what is no `trigger`")
        return self

    @property
    def proposed(self) -> bool:
        """Whether it can be a line of its own."""
        return self.measure in MEASURES and bool(self.trigger)


class LiabilityRule(ConsequenceRule):
    """Who answers, and for whom (joint, main or direct liability)."""

    liability: Literal["main", "direct", "joint", "leading", "first"] | None = None
