"""Proposals and leads as programs get them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from ninja import Field, Schema

from bangfu.accountability.proposal import Proposal
from bangfu.site.accountability.narrowing import Asked
from bangfu.site.api.asked import Limit
from bangfu.site.api.findings import FindingShown
from bangfu.site.api.schemas import PLAIN, Code, Text
from bangfu.site.roster.codes import code_of
from bangfu.site.web.words import tongue


class ProposalsAsked(Schema):
    """The filters of the page."""

    q: Text = Field("", description="Name of a person or unit.")
    regulation: Text = ""
    measure: Text = ""
    place: Code | None = Field(None, description="Where the causes were found: at or below a place.")
    after: Annotated[str, Field(max_length=64, pattern=PLAIN)] = ""
    limit: Limit = 100

    @property
    def filters(self) -> Asked:
        """As the page asks."""
        place = str(code_of(self.place) or "")
        return Asked(self.q, self.regulation, self.measure, place)


class ProposalShown(Schema):
    """What a regulation says should follow, for the body it names to decide on; nothing is decided here."""

    key: str = Field(description="Stays the same while the same facts propose the same.")
    regulation: str
    clause: str
    provision: str
    person: str | None
    organisation: str | None
    measure: str
    conducted_by: str | None
    start: date = Field(description="`from` of the exchange format.")
    end: date | None = Field(description="`to` of the exchange format.")
    causes: list[str] = Field(
        description="Ids of findings or of cases that recalled somebody, or places in rankings."
    )
    rung: int | None
    readings: list[str]
    note: str


class ProposalsPage(Schema):
    """A page of proposals in the order of their keys."""

    items: list[ProposalShown]
    next: str | None


class LeadsPage(Schema):
    """Findings that carry no proposal as they stand, in the order of their ids."""

    items: list[FindingShown]
    next: str | None


def shown(key: str, proposal: Proposal) -> dict[str, Any]:
    """A proposal as a program gets it."""
    plain = (
        "regulation", "clause", "provision", "person", "organisation", "measure", "conducted_by", "start", "end", "rung",
    )  # fmt: skip
    return {name: getattr(proposal, name) for name in plain} | {
        "key": key,
        "causes": list(proposal.causes),
        "readings": list(proposal.readings),
        "note": getattr(proposal.note, tongue()),
    }
