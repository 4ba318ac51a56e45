"""What a regulation gives to those who do well: honours, places in an assessment, preference, and who may have them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from bangfu.regulation.shapes import Code, Exact, PeriodName, Strict, Title

# What somebody may be proposed for, and what may be given. A bar shuts out from some of these.
PurposeName = Literal[
    "award",  # any honour that no other of these names (评先)
    "commendation",  # the commendations that a regulation names by category
    "july_first",  # the awards of 1 July
    "annual_excellence",  # the top grade of a year's assessment
    "term_excellence",  # the top grade of the assessment of a term of office
    "promotion",  # 提拔
    "reuse",  # 重用, a more important post of the same rank
]
GrantLevel = Literal["county", "prefecture", "province", "central"]
Issuer = Literal["committee_or_government", "department"]
StaffType = Literal["civil_servant", "public_institution", "other"]


class Commended(Strict):
    """The commendation that somebody must have already: of this level or above."""

    comprehensive: bool = True  # 综合类, not for a single task
    level: GrantLevel = "county"
    issuer: list[Issuer] = []  # who must have given it at that very level; none: any body of the level


class IncentiveRule(Strict):
    """A commendation, quota or priority, with who is eligible. It is listed and only ever proposed."""

    what: str
    title: Title | None = None  # what a reader sees in its place
    for_roles: list[Code] = []
    purpose: list[PurposeName] = []  # what it leads to: whoever is barred from that is left out
    category: Code | None = None

    # who of those in the roles
    staff_type: list[StaffType] = []
    place_tag: Code | None = None  # of the village served
    commended: Commended | None = None
    renewed_gap: int | None = Field(default=None, ge=0)  # in a posting that follows another without a gap; a
    # gap of up to so many days is for a person
    given: list[PurposeName] = []  # to whom one of these was given in the year
    all_of: list[Code] = []  # conditions that a person enters
    condition: list[str] = []  # the same in the document's own terms, where nobody can enter them

    # how many
    quota: Exact | None = None
    quota_of: Literal["holders", "grants"] | None = (
        None  # of those in the roles, or of all grants of the purpose
    )
    quota_level: GrantLevel | None = None  # which grants, by who gave them
    bound: Literal["least", "most"] | None = None
    rounding: Literal["exact", "floor"] | None = None
    figure: list[PurposeName] = []  # told without a verdict: to how many of them one of these was given

    per: PeriodName | None = None
    off_unit_quota: bool = False  # takes no place of the own unit
    priority_in: str | None = None  # the `what` in whose list these come first
    readings: list[str] = []

    @model_validator(mode="after")
    def _sense(self) -> IncentiveRule:
        if (self.quota_of is None) != (self.bound is None) or (self.quota_of and self.quota is None):
            raise ValueError(
                "a `quota` that is worked out says of what (`quota_of`) and in which sense (`bound`)"
            )
        if self.quota_of == "grants" and not self.purpose:
            raise ValueError("a `quota` of grants names their `purpose`")
        return self
