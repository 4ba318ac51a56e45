"""The papers of a side: a series, a draft, and one that was issued to its township and unit."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from bangfu.paper.official import Paper as Official
from bangfu.paper.official import Paragraph
from bangfu.site.papers.issuing import issue
from bangfu.site.papers.making import address
from bangfu.site.papers.models import Paper, Series
from bangfu.site.papers.official import content_of, named_by
from bangfu.site.roster.models import Organisation, Person, Place
from bangfu.site.web.middleware.scope import enter
from bangfu.site.web.models import Account

if TYPE_CHECKING:
    from tests.site.world import Side


def fill(side: Side, moment: datetime, word: str) -> None:
    """Everything of one side; `word` is that of its series."""
    by = f"99-{side.county}-inspection_office"
    with transaction.atomic():
        account = enter(by)
        assert account is not None
        series = Series.objects.create(
            id=side.id("series"), county_id=side.village // 10**6 * 10**6, word=word, body=word, kinds=["feedback"]
        )  # fmt: skip
        township = Place.objects.get(pk=side.village // 1000 * 1000)
        unit = Organisation.objects.get(pk=side.id("organisation"))
        text = Paragraph(text=side.text("查到"))
        official = Official(**named_by(series), year=2020, title=side.text("反馈"), blocks=(text,))
        for kind in ("paper_draft", "paper"):
            made = Paper.objects.create(
                id=side.id(kind), kind="feedback", series=series, title=official.title, content=content_of(official),
                place=township, made_by=by, made_at=moment,
            )  # fmt: skip
            address(made, [township, unit])
        issue(account, made)
        _ruling(side, account, series, moment)


def _ruling(side: Side, account: Account, series: Series, moment: datetime) -> None:
    """A decision that was issued to the cadre of the side."""
    text = Paragraph(text=side.text("处理"))
    official = Official(**named_by(series), year=2020, title=side.text("决定"), blocks=(text,))
    made = Paper.objects.create(
        id=side.id("ruling"), kind="decision", series=series, title=official.title, content=content_of(official),
        place_id=side.village, about=side.id("case"), made_by=account.pk, made_at=moment,
    )  # fmt: skip
    address(made, [Person.objects.get(pk=side.id("cadre"))])
    issue(account, made)
