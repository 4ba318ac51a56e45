"""Writing a finding down: who has to put it right follows from where it was found, and whether it came up before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from bangfu.errors import BangfuError, Problem
from bangfu.regulation.model import Provision, Regulation
from bangfu.site.clock import now
from bangfu.site.duties.law import law
from bangfu.site.rectification.machine import FIRST
from bangfu.site.rectification.models import Finding
from bangfu.site.rectification.moving import move
from bangfu.site.roster.codes import county_at, township_at
from bangfu.site.roster.models import Organisation, Person, Place
from bangfu.site.roster.saving import refusals
from bangfu.site.supervision.models import Campaign
from bangfu.site.web.models import Account

NOT_A_FINDING = ("discarded", "withdrawn")


@dataclass(frozen=True)
class Draft:
    """What is written down of a finding before it is fed back."""

    place: Place
    regulation: str
    clause: str
    text: str
    found_on: date
    opinion: str = ""
    leader: Person | None = None
    deadline: date | None = None
    organisation: Organisation | None = None
    person: Person | None = None
    campaign: Campaign | None = None
    kind: str = ""
    level: str = Finding.Level.COUNTY
    severity: int | None = None  # 1 to 3; None: nobody has said
    bad_influence: bool | None = None
    source: str = Finding.Source.INSPECTION
    sheet: str = ""
    row: str = ""
    similar_to: Finding | None = None


def draft(account: Account, written: Draft) -> Finding:
    """Write a finding down. Raises `BangfuError` for a clause that no adopted regulation has."""
    origin = {name: getattr(written, name) for name in ("sheet", "row", "similar_to")}
    finding = Finding(made_by=account.pk, made_at=now(), state="", **_fields(written), **origin)
    finding.repeats_id = former(finding).values_list("pk", flat=True).first()
    with refusals():
        finding.save(force_insert=True)
        move(account, finding, FIRST)
    return finding


def redraft(finding: Finding, written: Draft) -> None:
    """Write a draft anew. Raises `BangfuError` as `draft` does, and where it was fed back meanwhile."""
    fields = _fields(written)
    fields.pop("county")
    for name, value in fields.items():
        setattr(finding, name, value)
    fields["repeats"] = former(finding).first()
    with refusals():
        written_anew = Finding.objects.filter(pk=finding.pk, state="drafted").update(**fields)
    if not written_anew:
        raise BangfuError(Problem("finding_not_now"))


def similar(account: Account, finding: Finding, places: QuerySet[Place], found_on: date) -> list[Finding]:
    """Drafts of the same at other places, to look there: each is for an inspector to feed back or to discard."""
    there = {f.place_id for f in Finding.objects.filter(similar_to=finding).exclude(state="discarded")}
    drafts = [
        Draft(
            place=place,
            regulation=finding.regulation,
            clause=finding.clause,
            text=finding.text,
            opinion=finding.opinion,
            found_on=found_on,
            campaign=finding.campaign,
            kind=finding.kind,
            similar_to=finding,
        )
        for place in places.exclude(pk__in={*there, finding.place_id})
    ]
    with transaction.atomic():
        return [draft(account, each) for each in drafts]


def former(finding: Finding) -> QuerySet[Finding]:
    """Earlier findings of the same clause at the same body, the latest first."""
    same_body = (
        Q(organisation=finding.organisation_id)
        if finding.organisation_id
        else Q(body=finding.body_id, organisation=None)
    )
    rows = Finding.objects.filter(
        same_body, regulation=finding.regulation, clause=finding.clause, fed_back_on__isnull=False,
        found_on__lte=finding.found_on,
    )  # fmt: skip
    return (
        rows.exclude(pk=finding.pk).exclude(state__in=NOT_A_FINDING).order_by("-found_on", "-made_at", "pk")
    )


def _fields(written: Draft) -> dict[str, object]:
    _require_clause(written.regulation, written.clause)
    return {
        "county": Place.objects.get(pk=county_at(written.place.code)),
        "place": written.place,
        "body": None if written.organisation else _body(written.place),
        "organisation": written.organisation,
        "person": written.person,
        "campaign": written.campaign,
        "regulation": written.regulation,
        "clause": written.clause,
        "source": written.source,
        "kind": written.kind,
        "level": written.level,
        "severity": written.severity,
        "bad_influence": written.bad_influence,
        "found_on": written.found_on,
        "text": written.text,
        "opinion": written.opinion,
        "leader": written.leader,
        "deadline": written.deadline,
    }


def _body(place: Place) -> Place:
    """The township that a village lies in; a township or county answers for itself."""
    return Place.objects.get(pk=township_at(place.code))


def meant(pack: Regulation, clause: str) -> list[Provision]:
    """The provisions that a clause names: itself, or all that stand under it, as a row of a form has several."""
    return [p for p in pack.provision if p.id == clause or p.id.startswith(f"{clause}/")]


def _require_clause(regulation: str, clause: str) -> None:
    pack = law().packs.get(regulation)
    if pack is None or not meant(pack, clause):
        raise BangfuError(Problem("unknown_clause", column="clause", value=clause))
