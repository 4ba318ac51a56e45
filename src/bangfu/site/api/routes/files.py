"""Whole tables for analysts: a case folder, verdicts as Parquet, entries as Arrow. Each taking away is logged."""

# Annotations stand as they are: what wraps a route would look for their names in its own module.
from typing import Any

from django.http import FileResponse, HttpRequest
from ninja import Query, Router

from bangfu.errors import Problem
from bangfu.site.api import case_in
from bangfu.site.api.asked import EntriesNarrowed, VerdictsNarrowed
from bangfu.site.api.door import REFUSALS, Refused, account_of, token_of
from bangfu.site.api.files import case_zip, entries_arrow, verdicts_parquet
from bangfu.site.api.reading import narrowed as narrowed_entries
from bangfu.site.api.routes.verdicts import judging, narrowed, snapshot_of
from bangfu.site.api.schemas import CaseTaken, Refusal, Waiting
from bangfu.site.clock import today
from bangfu.site.exchange.scoped import case_for
from bangfu.site.web.acts import takes_away

router = Router(tags=["files"])


def _file(type_: str, what: str) -> dict[str, Any]:
    """How the description tells of a file."""
    content = {type_: {"schema": {"type": "string", "format": "binary"}}}
    return {"responses": {200: {"description": what, "content": content}}}


def _may_take(request: HttpRequest) -> None:
    if "export" not in token_of(request).may:
        raise Refused(403, Problem("not_for_you"))


CASE, PARQUET, ARROW = (
    "application/zip",
    "application/vnd.apache.parquet",
    "application/vnd.apache.arrow.stream",
)


@router.get("/case.zip", response=REFUSALS, url_name="api_case", openapi_extra=_file(CASE, "A case folder."))
@takes_away("case")
def case(request: HttpRequest) -> Any:
    """The case folder that the account sees: what `bangfu.evaluate` reads. Heads of households are masked."""
    _may_take(request)
    name = f"case-{today()}.zip"
    return FileResponse(
        case_zip(case_for(account_of(request))), as_attachment=True, filename=name, content_type=CASE
    )


@router.post(
    "/case",
    response={200: CaseTaken, 413: Refusal, **REFUSALS},
    url_name="api_case_in",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {CASE: {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
def bring_case(request: HttpRequest) -> dict[str, Any]:
    """Hand in a case folder, packed as zip. Where its roster brings something new, that waits for a person (`prepared`,
    with the page where to look and accept) and nothing is recorded. Hand the same folder in again then: its activities
    become entries under their own ids (`recorded`), each once, however often it comes.
    """
    may = token_of(request).may
    if "record" not in may:
        raise Refused(403, Problem("token_reads_only"))
    body = request.read((case_in.MOST_MEGABYTES << 20) + 1)
    return case_in.bring(account_of(request), body, "propose" in may).as_dict()


@router.get(
    "/verdicts.parquet",
    response={202: Waiting, **REFUSALS},
    url_name="api_verdicts_parquet",
    openapi_extra=_file(PARQUET, "A Parquet file in the columns of the contract."),
)
@takes_away("duties")
def verdicts(request: HttpRequest, asked: Query[VerdictsNarrowed]) -> Any:
    """The verdicts of a day that the filters leave."""
    _may_take(request)
    snapshot = snapshot_of(asked.as_of)
    if snapshot is None:
        return judging(asked.as_of)
    file = verdicts_parquet(narrowed(account_of(request), asked, snapshot))
    name = f"verdicts-{snapshot.as_of}.parquet"
    return FileResponse(file, as_attachment=True, filename=name, content_type=PARQUET)


@router.get(
    "/entries.arrow",
    response=REFUSALS,
    url_name="api_entries_arrow",
    openapi_extra=_file(ARROW, "An Arrow stream."),
)
@takes_away("ledger")
def entries(request: HttpRequest, asked: Query[EntriesNarrowed]) -> Any:
    """The entries that the filters leave, in the order of their books."""
    _may_take(request)
    file = entries_arrow(narrowed_entries(account_of(request), asked))
    name = f"entries-{today()}.arrow"
    return FileResponse(file, as_attachment=True, filename=name, content_type=ARROW)
