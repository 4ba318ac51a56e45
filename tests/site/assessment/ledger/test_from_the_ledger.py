"""Assessments that rest on verdicts and entries, of the demo's made-up ledger: site = library = exported case."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import transaction
from tests.site.duties.conftest import COUNTY_CODE, SignIn, cluster, database, signed_in  # noqa: F401
from tests.site.reading import words_of

import bangfu
from bangfu.facts.writing import write_case
from bangfu.site.assessment.here import in_force
from bangfu.site.assessment.models import Line, Outcome
from bangfu.site.assessment.working import work_all
from bangfu.site.exchange.scoped import case_for
from bangfu.site.roster.models import Place
from bangfu.site.web.middleware.scope import enter

YEAR = 2020


@pytest.fixture
def office(database: str, signed_in: SignIn) -> list[str]:  # noqa: F811
    """The county office opens every scheme of the year, and each is worked out. Gives their ids."""
    with transaction.atomic():
        assert enter("99-county_office") is not None
        ids = [s.id for s in in_force(YEAR)]
    client = signed_in("county_office")
    for id_ in ids:
        assert client.get(f"/assessment/{id_}/{YEAR}/").status_code == 200
    assert work_all() == len(ids)
    return ids


def test_every_line_of_every_scheme_is_that_of_the_exported_case(office: list[str], tmp_path: Path) -> None:
    assert len(office) >= 5
    with transaction.atomic():
        account = enter("99-county_office")
        assert account is not None
        write_case(case_for(account), tmp_path)
        kept = {
            o.scheme: (o.as_of, [row.told for row in Line.objects.filter(outcome=o)])
            for o in Outcome.objects.all()
        }
    sources: set[str] = set()
    for id_ in office:
        as_of, told = kept[id_]
        lines = list(bangfu.assess(tmp_path, id_, YEAR, as_of).lines("zh"))
        assert [t["zh"] for t in told] == lines, id_
        sources |= {i["source"] for line in lines for i in line["indicators"] if i["source"]}
    assert sources >= {"duties"}


def test_a_number_of_verdicts_opens_to_them_and_their_entries(office: list[str], signed_in: SignIn) -> None:  # noqa: F811
    client, here = signed_in("county_office"), f"/assessment/tongwei-2018-59-units/{YEAR}/"
    with transaction.atomic():
        assert enter("99-county_office") is not None
        assert Place.objects.filter(pk=COUNTY_CODE).exists()
        rows = Line.objects.filter(outcome__scheme="tongwei-2018-59-units")
        row = next(r for r in rows if any(i["counted"] for i in r.told["zh"]["indicators"]))
    page = words_of(client.get(f"{here}{row.key}/unit_duties_met/"))
    assert "/duties/?duty=tongwei-2018-59" in page
    assert "/ledger/" in page
    listed = words_of(client.get(here))
    for each in rows_of(rows):
        assert each in listed


def rows_of(rows: object) -> set[str]:
    """Every numerator and denominator of the lines."""
    with transaction.atomic():
        assert enter("99-county_office") is not None
        told = [i for row in rows for i in row.told["zh"]["indicators"]]  # type: ignore[attr-defined]
    return {f"{i['numerator']}/{i['denominator']}" for i in told if i["value"]}
