"""What stands on the pages is what the library says of the exported case, bit for bit."""

from __future__ import annotations

from pathlib import Path

from tests.site.acting import Acting
from tests.site.assessment.conftest import HERE, SCHEME, YEAR
from tests.site.assessment.entered import county, fill, worked
from tests.site.conftest import client_for
from tests.site.reading import words_of

import bangfu
from bangfu.facts.writing import write_case
from bangfu.site.assessment.models import Line, Outcome
from bangfu.site.exchange.scoped import case_for
from bangfu.site.roster.codes import code_of


def test_a_number_is_the_same_on_the_site_and_in_the_exported_case(
    here: str, acting: Acting, tmp_path: Path
) -> None:
    fill(acting)
    worked(acting)
    with acting("county_office") as account:
        write_case(case_for(account), tmp_path)
        lines = [row.told for row in Line.objects.filter(outcome__county=county())]
        outcome = Outcome.objects.get()
    found = bangfu.assess(tmp_path, SCHEME, YEAR, outcome.as_of)
    for tongue in ("zh", "en"):
        assert [told[tongue] for told in lines] == list(found.lines(tongue))
    assert [told["zh"]["rank"] for told in lines] == [1, 2, 3, 4, 1, 2, 3, 4]
    client = client_for("county_office", "d")
    listed = words_of(client.get(HERE))
    for line, row in zip(found.lines("zh"), lines, strict=True):
        body = words_of(client.get(f"{HERE}{line['subject_kind']}:{subject(line)}:{line['area']}/"))
        assert row["zh"]["total"] in body
        for told in line["indicators"]:
            assert f"{told['numerator']}/{told['denominator']}" in body
            assert f"{told['numerator']}/{told['denominator']}" in listed


def subject(line: dict[str, str]) -> str:
    return line["organisation"] or f"{code_of(line['place'])}"
