"""Papers: drafted from what the site knows, issued, taken away."""

# Annotations stand as they are: what wraps a route would look for their names in its own module.
import io
from datetime import date
from typing import Annotated, Any

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Path, Query, Router, Schema, Status

from bangfu.errors import Problem
from bangfu.site.api.asked import Paged
from bangfu.site.api.door import ONE, REFUSALS, ByToken, Refused, account_of
from bangfu.site.api.routes.roster import page
from bangfu.site.api.schemas import Code, Key
from bangfu.site.papers.drafts import gathered
from bangfu.site.papers.issuing import issue
from bangfu.site.papers.kinds import MADE_ELSEWHERE, Kind
from bangfu.site.papers.models import Paper
from bangfu.site.papers.official import official_of
from bangfu.site.papers.views.files import WRITERS
from bangfu.site.papers.views.opening import READERS
from bangfu.site.roster.codes import code_of
from bangfu.site.roster.models import Organisation, Place
from bangfu.site.supervision.models import Campaign
from bangfu.site.web.acts import takes_away

router = Router(tags=["papers"])
INSPECTS, OFFICE = ByToken("inspect"), ByToken("supervise")
Form = Annotated[str, Field(pattern="^(pdf|docx)$")]
KINDS = f"^({'|'.join(k.value for k in Kind if k not in MADE_ELSEWHERE)})$"


class PaperTold(Schema):
    """A paper, without its text: that is taken as a file."""

    id: str
    kind: str
    title: str
    state: str
    reference: str = Field(description="Word, year and number; empty for a draft.")
    campaign: str


class PapersTold(Schema):
    """A page of papers in the order of their ids."""

    items: list[PaperTold]
    next: str | None


class PaperWanted(Schema):
    """What a draft is to be made of."""

    kind: Annotated[str, Field(pattern=KINDS)]
    campaign: Key | None = None
    body: Code | None = Field(None, description="The township or county it goes to, or else")
    organisation: Key | None = Field(None, description="the unit; of a feedback or a notice.")
    month: date | None = Field(None, description="Any day of the month of a circular.")


@router.get("/papers", response={200: PapersTold, **REFUSALS}, url_name="api_papers")
def papers(request: HttpRequest, asked: Query[Paged]) -> dict[str, Any]:
    """The papers that the account sees: drafts for those who make them, issued ones for those they are addressed to."""
    return page(Paper.objects.filter(title__contains=asked.q.strip()), asked.after, asked.limit, _told)


@router.post("/papers", response={201: PaperTold, **ONE}, url_name="api_papers", auth=INSPECTS)
def draft(request: HttpRequest, wanted: PaperWanted) -> Status[dict[str, Any]]:
    """Draft a paper from an inspection, its findings, good practice and the verdicts of the day."""
    campaign = get_object_or_404(Campaign, pk=wanted.campaign) if wanted.campaign else None
    made = gathered(account_of(request), Kind(wanted.kind), campaign, _body(wanted), wanted.month)
    return Status(201, _told(made))


@router.post("/papers/{id}/issue", response={200: PaperTold, **ONE}, url_name="api_paper_issue", auth=OFFICE)
def issue_it(request: HttpRequest, id: Path[Key]) -> dict[str, Any]:
    """Issue a draft: it takes the next number of its series, and stays as it is."""
    issue(account_of(request), get_object_or_404(Paper, pk=id))
    return _told(get_object_or_404(Paper, pk=id))


@router.get("/papers/{id}.{form}", response=ONE, url_name="api_paper_file")
@takes_away("paper")
def file(request: HttpRequest, id: Path[Key], form: Path[Form]) -> Any:
    """The paper as PDF or docx."""
    if not any(account_of(request).may(word) for word in READERS):
        raise Refused(403, Problem("not_for_you"))
    found = get_object_or_404(Paper, pk=id)
    return FileResponse(
        io.BytesIO(WRITERS[form](found)), as_attachment=True, filename=f"{found.title}.{form}"
    )


def _body(wanted: PaperWanted) -> Place | Organisation | None:
    if wanted.organisation:
        return get_object_or_404(Organisation, pk=wanted.organisation)
    return get_object_or_404(Place, pk=code_of(wanted.body)) if wanted.body else None


def _told(paper: Paper) -> dict[str, Any]:
    return {
        "id": paper.pk,
        "kind": paper.kind,
        "title": paper.title,
        "state": paper.state,
        "reference": official_of(paper).reference if paper.number else "",
        "campaign": paper.about,
    }
