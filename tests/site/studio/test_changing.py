"""What is in force ends, follows itself in another wording, or is corrected, by the adoption of a version."""

from __future__ import annotations

from datetime import date

import pytest
from tests.site.acting import Acting
from tests.site.studio.asking import Adopt
from tests.site.studio.making import changed, handed_in

from bangfu.errors import BangfuError
from bangfu.regulation.model import Regulation
from bangfu.site.duties.law import law
from bangfu.site.duties.models import Adoption
from bangfu.site.studio.assembling import rows_of
from bangfu.site.studio.models import Version
from bangfu.site.studio.settling import settle
from bangfu.site.studio.versions import before, beside, decide, ended_by, others, submit

LATER, OTHER = "2020-09-01", "某办发〔2020〕20号"


@pytest.fixture
def former(waiting: Version, adopt: Adopt) -> Version:
    """In force from the first of May."""
    return adopt(waiting)


def at_least(regulation: str) -> int:
    """How many visits a wording in force asks for."""
    [rule] = [p.duty for p in law().packs[regulation].provision if p.duty]
    assert rule.at_least is not None
    return int(rule.at_least)


def span(regulation: str) -> tuple[date, date | None]:
    head = law().packs[regulation].regulation
    return head.start, head.end


@pytest.mark.parametrize("written", ["某办发〔2020〕8号", "某办发[2020]8号", "某办发 〔2020〕 8号"])
def test_what_is_repealed_ends_the_day_before(
    acting: Acting, former: Version, adopt: Adopt, written: str
) -> None:
    with acting("county_office") as account:
        version = handed_in(account, 4, number=OTHER, start=LATER, repeals=[written])
        assert [p.regulation.id for p in ended_by(version)] == [former.regulation]
        assert span(former.regulation) == (date(2020, 5, 1), None)  # not before it is adopted
    adopt(version)
    with acting("responsible_helper"):
        assert span(former.regulation) == (date(2020, 5, 1), date(2020, 8, 31))
        assert span(version.regulation) == (date(2020, 9, 1), None)
        assert (at_least(former.regulation), at_least(version.regulation)) == (2, 4)


def test_nothing_ends_before_it_starts(acting: Acting, former: Version) -> None:
    with acting("county_office") as account, pytest.raises(BangfuError) as error:
        handed_in(account, 4, number=OTHER, start="2020-03-01", repeals=["某办发〔2020〕8号"])
    assert [p.code for p in error.value.problems] == ["studio_backwards"]


def test_what_it_ends_was_changed_meanwhile(acting: Acting, former: Version, adopt: Adopt) -> None:
    with acting("county_office") as account:
        version = handed_in(account, 4, number=OTHER, start=LATER, repeals=["某办发〔2020〕8号"])
        correction = changed(account, law().packs[former.regulation], 3)
    adopt(correction)
    with pytest.raises(BangfuError) as error:
        adopt(version)
    assert [p.code for p in error.value.problems] == ["studio_stale"]
    with acting("county_office"):
        assert span(former.regulation) == (date(2020, 5, 1), None)
        assert not Adoption.objects.filter(regulation=version.regulation).exists()


def test_a_successor_has_an_id_of_its_own_and_the_former_ends(
    acting: Acting, former: Version, adopt: Adopt
) -> None:
    with acting("county_office") as account:
        version = changed(account, law().packs[former.regulation], 5, date(2020, 9, 1))
        assert version.regulation == f"{former.regulation}-20200901"
        assert version.was == ""
    adopt(version)
    with acting("responsible_helper"):
        assert span(former.regulation) == (date(2020, 5, 1), date(2020, 8, 31))
        assert span(version.regulation) == (date(2020, 9, 1), None)
        assert (at_least(former.regulation), at_least(version.regulation)) == (2, 5)
    with acting("county_office") as account:  # and may be followed in its turn
        third = changed(account, law().packs[version.regulation], 6, date(2021, 1, 1))
        assert third.regulation == f"{version.regulation}-20210101"
        assert [p.regulation.id for p in ended_by(third)] == [version.regulation]


def test_a_correction_takes_the_place_of_what_it_corrects(
    acting: Acting, former: Version, adopt: Adopt
) -> None:
    with acting("county_office") as account:
        version = changed(account, law().packs[former.regulation], 3)
        assert (version.regulation, version.ends) == (former.regulation, {})
        was = before(version)
        assert was is not None
        assert was.regulation.id == former.regulation
    adopt(version)
    with acting("responsible_helper"):
        assert (at_least(former.regulation), span(former.regulation)) == (3, (date(2020, 5, 1), None))
        assert Adoption.objects.filter(regulation__startswith=former.regulation).count() == 1


def test_the_same_again_is_not_handed_in(acting: Acting, former: Version) -> None:
    with acting("county_office") as account, pytest.raises(BangfuError) as error:
        changed(account, law().packs[former.regulation], 2)
    assert [p.code for p in error.value.problems] == ["studio_unchanged"]


def test_a_version_is_set_beside_any_other_of_its_document(
    acting: Acting, former: Version, adopt: Adopt
) -> None:
    with acting("county_office") as account:
        version = changed(account, law().packs[former.regulation], 5, date(2020, 9, 1))
    adopt(version)
    with acting("county_office") as account:
        third = changed(account, law().packs[version.regulation], 6, date(2021, 1, 1))
        decide(account, third, Version.State.WITHDRAWN)
        row = next(r for r in rows_of(third.draft) if r.settled and r.settled["kind"] == "duty")
        assert row.settled
        settle(account, row, {**row.settled, "duty": {**row.settled["duty"], "at_least": 7}}, row.clause)
        fourth = submit(account, third.draft, "", date(2021, 1, 1))
        assert set(others(fourth)) == {"v-1", f"r-{former.regulation}", f"r-{version.regulation}"}
        asked = {word: asked_in(beside(fourth, word)) for word in ("v-1", f"r-{version.regulation}", "v-9")}
    assert asked == {"v-1": 6, f"r-{version.regulation}": 5, "v-9": 5}


def asked_in(pack: Regulation | None) -> int:
    assert pack is not None
    [rule] = [p.duty for p in pack.provision if p.duty]
    return int(rule.at_least or 0)
