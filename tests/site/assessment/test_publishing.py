"""Publishing a ranking: after its year, whole, by an office; frozen with its figures; the export reads it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from tests.site.acting import Acting
from tests.site.assessment.conftest import HERE, RUNNING, SCHEME, YEAR
from tests.site.assessment.entered import check, county, fill, worked
from tests.site.conftest import client_for
from tests.site.reading import words_of

from bangfu.assessment.scheme import scheme
from bangfu.errors import BangfuError
from bangfu.site.assessment.kept import kept
from bangfu.site.assessment.models import Line, Outcome, Publication, Published
from bangfu.site.assessment.publishing import publish
from bangfu.site.clock import moment, today
from bangfu.site.exchange.scoped import case_for


@pytest.fixture
def year(here: str, acting: Acting) -> None:
    """A year that was worked out."""
    fill(acting)
    worked(acting)


def published(acting: Acting, role: str = "county_office", reason: str = "", of: int = YEAR) -> str:
    with acting(role):
        return publish(kept(county(), scheme(SCHEME), of), reason)


@pytest.mark.parametrize("role", ["inspector", "county_leader", "unit_contact", "township_clerk"])
def test_others_publish_nothing(year: None, acting: Acting, role: str) -> None:
    assert client_for(role, "d").post(f"{HERE}publish/").status_code == 403
    with acting("county_office"):
        outcome = Outcome.objects.get().pk
    with acting(role), connection.cursor() as cursor, pytest.raises(ProgrammingError), transaction.atomic():
        cursor.execute("select publish_ranking(%s, 'x', '', %s, %s)", [outcome, moment(), today()])


def test_the_database_lets_nobody_write_a_ranking(year: None, acting: Acting) -> None:
    published(acting)
    with acting("county_office"):
        copy = Published.objects.all()[0]
        copy.pk = None
        for row in (
            copy,
            Publication(
                id="x",
                county=county(),
                scheme=SCHEME,
                year=YEAR,
                version=9,
                published_at=moment(),
                as_of=today(),
            ),
        ):
            with pytest.raises(ProgrammingError), transaction.atomic():
                row.save(force_insert=True)  # fmt: skip


def test_a_year_that_runs_is_not_published(here: str, acting: Acting) -> None:
    fill(acting)
    worked(acting, RUNNING)
    with pytest.raises(BangfuError, match="ranking_year_runs"):
        published(acting, of=RUNNING)
    with acting("county_office"), connection.cursor() as cursor:
        outcome = Outcome.objects.get(year=RUNNING).pk
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute("select publish_ranking(%s, 'x', '', %s, '2021-03-01')", [outcome, moment()])


def test_a_list_that_is_not_whole_is_not_published(here: str, acting: Acting) -> None:
    worked(acting)
    with pytest.raises(BangfuError, match="ranking_not_whole"):
        published(acting)


def test_what_is_out_of_date_is_not_published(year: None, acting: Acting) -> None:
    with acting("inspector") as account:
        check(account, 0, "no", day=20)
    with pytest.raises(BangfuError, match="ranking_out_of_date"):
        published(acting)


def test_a_second_publication_needs_its_reason(year: None, acting: Acting) -> None:
    published(acting)
    with pytest.raises(BangfuError, match="ranking_without_reason"):
        published(acting)
    published(acting, "inspection_office", "补录了一次检查")
    with acting("county_office"):
        assert [p.version for p in Publication.objects.all()] == [2, 1]


def test_a_published_ranking_stays_as_it_was_and_the_exported_case_reads_it(
    year: None, acting: Acting
) -> None:
    with acting("county_office"):
        before = [(row.told, row.rank, row.score) for row in Line.objects.all()]
    published(acting)
    with acting("inspector") as account:
        check(account, 0, "no", day=20)
    worked(acting)
    with acting("county_office") as account:
        assert [(row.told, row.rank, row.score) for row in Published.objects.all()] == before
        assert [row.told for row in Line.objects.all()] != [told for told, _, _ in before]
        rankings = case_for(account)["rankings"].to_pylist()
    assert [r["score"] for r in rankings] == [score for _, _, score in before]
    assert {r["area"] for r in rankings} == {"东"}


def test_until_it_is_published_a_unit_sees_itself_and_then_its_list(year: None, acting: Acting) -> None:
    unit, town, helper = (
        client_for(r, "d") for r in ("unit_contact", "township_clerk", "responsible_helper")
    )
    assert unit.get(f"{HERE}published/").status_code == 404
    assert client_for("county_office", "d").post(f"{HERE}publish/").status_code == 302
    pages = [words_of(c.get(f"{HERE}published/")) for c in (unit, town, helper)]
    units, towns = ([f"示例{n}{w}" for n in range(4)] for w in ("局", "镇"))
    assert [all(u in page for u in units) for page in pages] == [True, False, False]
    assert [all(t in page for t in towns) for page in pages] == [False, True, False]
    assert "没有您所在的表" in pages[2]


def test_the_api_gives_the_lines_that_an_account_sees(year: None, acting: Acting) -> None:
    from bangfu.site.api.routes.assessments import assessment

    class Asked:
        user: object

    for role, count in (("county_office", 8), ("unit_contact", 1), ("responsible_helper", 0)):
        with acting(role) as account:
            request = Asked()
            request.user = account
            told = assessment(request, SCHEME, YEAR)  # type: ignore[arg-type]
            assert len(told["lines"]) == count
            assert told["fresh"]
