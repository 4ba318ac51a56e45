"""What verdicts come to, and what contradicts them: for every mixture of verdicts and every answer."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bangfu.paper.model import STATUSES
from bangfu.site.checklists.models import contradicts
from bangfu.site.checklists.proof import says

COUNTS = st.lists(st.dictionaries(st.sampled_from(STATUSES), st.integers(1, 9)), max_size=4)
FOUND = st.sampled_from(["yes", "partly", "no", "not_seen"])


@given(COUNTS)
def test_the_ledger_accuses_only_where_something_is_unmet(counts: list[dict[str, int]]) -> None:
    said = says([{"counts": each} for each in counts])
    there = {status for each in counts for status in each}
    assert (said == "unmet") == ("unmet" in there)
    assert said != "met" or ("met" in there and not {"unmet", "judgement"} & there)
    assert said or "unmet" not in there


@given(COUNTS, FOUND)
def test_nothing_contradicts_a_ledger_that_says_nothing(counts: list[dict[str, int]], found: str) -> None:
    said = says([{"counts": each} for each in counts])
    assert not contradicts("", found)
    assert not contradicts(said, "not_seen")
    assert not (contradicts(said, "yes") and contradicts(said, "no"))
