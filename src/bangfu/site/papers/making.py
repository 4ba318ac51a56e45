"""Making a draft: from facts, as other modules do, or by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction

from bangfu.errors import BangfuError, Problem
from bangfu.paper.official.model import Paper as Official
from bangfu.site.clock import now, today
from bangfu.site.papers.builders import Body, build
from bangfu.site.papers.facts import Facts, Source, sources
from bangfu.site.papers.kinds import Kind
from bangfu.site.papers.models import Paper, PaperRecipient, Series
from bangfu.site.papers.official import content_of, named_by
from bangfu.site.roster.codes import county_at
from bangfu.site.roster.models import Organisation, Person, Place
from bangfu.site.web.models import Account

Recipient = Place | Organisation | Person
_COLUMNS: dict[type, str] = {Place: "place", Organisation: "organisation", Person: "person"}
LONGEST = 200  # characters of a title


def make(
    account: Account,
    kind: Kind,
    place: Place,
    facts: Facts,
    recipients: Sequence[Recipient] = (),
    about: str = "",
) -> Paper:
    """A draft of a kind from facts, for the office of a place; `recipients` read it once it is issued.

    Raises `BangfuError` where no series of the county serves the kind.
    """
    return begin(account, kind, place, build(kind, facts), recipients, about=about, rests_on=sources(facts))


def begin(
    account: Account,
    kind: Kind,
    place: Place,
    body: Body,
    recipients: Sequence[Recipient] = (),
    *,
    about: str = "",
    rests_on: Sequence[Source] = (),
) -> Paper:
    """A draft with a body that is there already."""
    series = series_for(kind, place.pk)
    official = Official.model_validate(
        {
            **named_by(series),
            "year": today().year,
            "title": body.title[:LONGEST],
            "recipients": [name_of(r) for r in recipients],
            "blocks": body.blocks,
            "attachments": body.attachments,
        }
    )
    with transaction.atomic():
        paper = Paper.objects.create(
            kind=kind, series=series, title=official.title.replace("\n", ""), content=content_of(official),
            facts=[asdict(source) for source in rests_on], place=place, about=about, made_by=account.pk, made_at=now(),
        )  # fmt: skip
        address(paper, recipients)
    return paper


def again(account: Account, paper: Paper) -> Paper:
    """A new draft in the place of a paper that was issued: its text, facts and recipients, to be put right."""
    with transaction.atomic():
        draft = Paper.objects.create(
            kind=paper.kind, series_id=paper.series_id, title=paper.title,
            content={**paper.content, "on": None, "printed_on": None}, facts=paper.facts, place_id=paper.place_id,
            about=paper.about, made_by=account.pk, made_at=now(), replaces=paper,
        )  # fmt: skip
        address(draft, recipients_of(paper))
    return draft


def recipients_of(paper: Paper) -> list[Recipient]:
    """Whom it is addressed to: townships, then units, then people, in the order of their codes and ids."""
    rows = PaperRecipient.objects.filter(paper=paper).select_related("place", "organisation", "person")
    ordered = rows.order_by("place_id", "organisation_id", "person_id")
    return [r for row in ordered if (r := row.place or row.organisation or row.person)]


def address(paper: Paper, recipients: Sequence[Recipient]) -> None:
    """Say who a draft is addressed to, instead of whoever it was."""
    PaperRecipient.objects.filter(paper=paper).delete()
    PaperRecipient.objects.bulk_create(
        PaperRecipient(paper=paper, **{_COLUMNS[type(r)]: r}) for r in recipients
    )


def series_for(kind: Kind, code: int) -> Series:
    """The series of a county that serves a kind."""
    series = Series.objects.filter(county=county_at(code), kinds__contains=[kind]).first()
    if series is None:
        raise BangfuError(Problem("paper_no_series", value=str(Kind(kind).label)))
    return series


def name_of(recipient: Recipient) -> str:
    """What a recipient is called at the head of a paper."""
    if not isinstance(recipient, Place):
        return str(recipient)
    return f"{recipient.name}党委、政府" if recipient.level in {"township", "county"} else recipient.name
