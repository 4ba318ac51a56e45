"""What programs get and give of inspections and draws."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from bangfu.site.api.schemas import Code, Text
from bangfu.site.api.shown import code
from bangfu.site.supervision.drawing import as_document
from bangfu.site.supervision.models import Assignment, Draw, Stage, Team
from bangfu.site.supervision.models import Campaign as CampaignRow


class StageTold(BaseModel):
    """A part of its time."""

    number: int
    name: str
    start: date
    end: date


class Going(BaseModel):
    """What a team inspects, and when it did."""

    team: str
    place: str | None
    organisation: str | None
    inspected_on: date | None
    entry: str


class Campaign(BaseModel):
    """An inspection; nobody but its office and its teams gets it before it was opened."""

    id: str
    regulation: str
    kind: str
    title: str
    place: str
    start: date
    end: date
    areas: list[str]
    methods: list[str]
    announced: bool
    opened_at: datetime | None
    closed_at: datetime | None


class CampaignWhole(Campaign):
    """The same with its stages, assignments and draws."""

    stages: list[StageTold]
    assignments: list[Going]
    draws: list[str] = Field(description="Ids of the draws that the account sees.")


class Campaigns(BaseModel):
    """A page of inspections."""

    items: list[Campaign]
    next: str | None


class CampaignWanted(BaseModel):
    """An inspection to be planned from the scheme of a regulation."""

    model_config = ConfigDict(extra="forbid")

    regulation: Text = ""
    kind: Text = ""
    title: str = Field("", max_length=200, pattern=r"^[^\x00]*$")
    start: date | None = Field(None, ge=date(2000, 1, 1), le=date(2100, 1, 1))
    aim: str = Field("", max_length=2000, pattern=r"^[^\x00]*$")
    areas: list[Text] = Field([], max_length=50)
    methods: list[Text] = Field([], max_length=50)
    announced: bool = False


class DrawWanted(BaseModel):
    """A draw to be fixed."""

    model_config = ConfigDict(extra="forbid")

    level: Text = Field("", description="township, village or household")
    within: Code | None = Field(None, description="Where; the county if nothing is said.")
    total: int = Field(0, ge=0, le=5000)
    strata: Text = Field("", description="township, kind, or nothing")
    least: int = Field(1, ge=0, le=100)
    months: int = Field(0, ge=0, le=60, description="Leave out households drawn in so many months before.")


class WordSaid(BaseModel):
    """The word of a witness."""

    model_config = ConfigDict(extra="forbid")

    word: str = Field("", max_length=200, pattern=r"^[^\x00]*$")


class StratumTold(BaseModel):
    """A part of what is drawn from."""

    name: str
    members: list[str]
    wanted: int


class DrawTold(BaseModel):
    """A draw, in the words of `bangfu sample`; the secret is empty until it was opened."""

    id: str
    campaign: str
    level: str
    method: str
    subject: str
    strata: list[StratumTold]
    secret: str
    commitment: str
    word: str
    taken: list[list[str]]
    opened_at: datetime | None


def campaign(row: CampaignRow) -> dict[str, Any]:
    """An inspection."""
    told = {name: getattr(row, name) for name in Campaign.model_fields if name != "place"}
    return told | {"place": code(row.place_id)}


def campaign_whole(row: CampaignRow) -> dict[str, Any]:
    """An inspection with all that belongs to it."""
    going = Assignment.objects.filter(team__in=Team.objects.filter(campaign=row))
    return campaign(row) | {
        "stages": list(Stage.objects.filter(campaign=row).values(*StageTold.model_fields)),
        "assignments": [
            {
                "team": a.team_id,
                "place": code(a.place_id),
                "organisation": a.organisation_id,
                "inspected_on": a.inspected_on,
                "entry": a.entry,
            }
            for a in going
        ],
        "draws": list(Draw.objects.filter(campaign=row).values_list("pk", flat=True)),
    }


def draw(row: Draw) -> dict[str, Any]:
    """A draw as far as it may be told."""
    told = asdict(as_document(row)) | {"id": row.pk, "campaign": row.campaign_id, "level": row.level}
    return told | {"opened_at": row.opened_at, "secret": row.secret if row.opened_at else ""}
