"""A few hundred calls made up from the description; the long run is a command of its own."""

from __future__ import annotations

from tests.site.api.fuzz import fuzz, quietly


def test_no_call_is_a_fault_of_the_site_or_an_answer_nobody_was_told_of(site: str) -> None:
    with quietly():
        fuzzed = fuzz(330)
    assert not fuzzed.faults, "\n".join(fuzzed.faults[:10])
    assert fuzzed.statuses.total() > 250
    assert fuzzed.statuses[200] > 50
