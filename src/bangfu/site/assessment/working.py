"""Working out a year: in a process of its own, once for each state of what it rests on.

It is the site's own role and enters the scope of a county, in which it may read what a county office reads and write what
came out. So what stands on the pages is what the case of that county office comes to, by the library and nothing else.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, get_args

from django.db import connection, transaction
from django.db.models import Max

from bangfu.assessment.assessing import assess_case
from bangfu.assessment.assessment import Assessment
from bangfu.assessment.scheme import scheme
from bangfu.errors import BangfuError
from bangfu.facts.case import Case
from bangfu.language import Language
from bangfu.site.assessment.models import Line, Outcome, Weight, Wish
from bangfu.site.clock import now, today
from bangfu.site.duties.law import law
from bangfu.site.exchange.scoped import case_for
from bangfu.site.roster.codes import code_of
from bangfu.site.roster.models import Place
from bangfu.site.web.middleware.scope import enter_worker

log = logging.getLogger(__name__)
WORKER = "assessment"
LANGUAGES: tuple[Language, ...] = get_args(Language)
ROWS = ("checks", "surveys", "figures")  # those that are seen by whoever sees the line


def day_of(county: Place, year: int) -> date:
    """The day as of which a year is worked out: today while it runs, then its end, or when its weights were set last."""
    if today().year <= year:
        return today()
    set_on: date | None = Weight.objects.filter(county=county, year=year).aggregate(last=Max("set_on"))[
        "last"
    ]
    return max(filter(None, (date(year + 1, 1, 1), set_on)))


def basis(county: Place) -> str:
    """The state of everything that an assessment of the county rests on."""
    with connection.cursor() as cursor:
        cursor.execute("select assessment_basis(%s)", [county.pk])
        (found,) = cursor.fetchone() or ("",)
    return found or ""


def work_all() -> int:
    """Everything that somebody waits for; how many years were worked out."""
    done = 0
    while True:
        with transaction.atomic():
            enter_worker(WORKER)
            wish = Wish.objects.order_by("pk").first()
            if wish is None:
                return done
            Wish.objects.filter(pk=wish.pk).delete()
        work_out(wish.county, wish.scheme, wish.year)
        done += 1


def work_out(at: int, id_: str, year: int) -> None:
    """Work out one year and keep it in place of the one before. A case that cannot be assessed is kept as that."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read")
        county = Place(pk=at, last=at + 999_999)
        account = enter_worker(WORKER, county)
        state, day = basis(county), day_of(county, year)
        case = case_for(account)
        found: Assessment | None = None
        failed: list[dict[str, str]] = []
        try:
            found = assess_case(case, scheme(id_), list(law().packs.values()), year, day)
        except BangfuError as error:
            failed = [{tongue: p.say(tongue) for tongue in LANGUAGES} for p in error.problems]
        Outcome.objects.filter(county_id=at, scheme=id_, year=year).delete()
        outcome = Outcome.objects.create(
            county_id=at, scheme=id_, year=year, as_of=day, basis=state, worked_at=now(), failed=failed
        )
        if found is not None:
            Line.objects.bulk_create(_lines(outcome, found, case))


def _lines(outcome: Outcome, found: Assessment, case: Case) -> Iterator[Line]:
    kept = {id_ for table in ROWS for id_ in case[table]["id"].to_pylist()}
    spoken = {tongue: list(found.lines(tongue)) for tongue in LANGUAGES}
    scores = _scores(found)
    for number, told in enumerate(zip(*spoken.values(), strict=True)):
        line = told[0]
        behind = {id_ for i in line["indicators"] for part in _parts(i) for id_ in part}
        yield Line(
            outcome=outcome,
            number=number,
            **body_of(line),
            score=scores.get(number),
            rows=sorted(behind & kept),
            told=dict(zip(spoken, told, strict=True)),
        )


def _parts(indicator: Mapping[str, Any]) -> Iterator[list[str]]:
    before = indicator.get("last_year") or {}
    for name in ("counted", "others", "aside"):
        yield indicator[name]
        yield before.get(name, [])


def body_of(line: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a line."""
    return {
        "subject_kind": line["subject_kind"], "person_id": line["person"], "organisation_id": line["organisation"],
        "place_id": code_of(line["place"]), "area": line["area"] or "", "rank": line["rank"], "ranked": line["ranked"],
        "state": line["state"] or "", "total": line["total"] or "",
    }  # fmt: skip


def _scores(found: Assessment) -> dict[int, float]:
    """The scores of `rankings.csv`, by the number of the line; none before the year is over, or where nobody is ranked."""
    try:
        rows = found.rankings()
    except BangfuError:
        return {}
    known = {_of(row): row["score"] for row in rows}
    lines = [_of(line) for line in found.lines("zh")]
    return {n: known[k] for n, k in enumerate(lines) if known.get(k) is not None}


def _of(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["subject_kind"], row["organisation"] or row["place"], row["area"]
