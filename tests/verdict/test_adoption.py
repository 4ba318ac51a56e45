"""A document that a county has yet to adopt, tried on what was done."""

from __future__ import annotations

from datetime import date

from tests.verdict.asking_more import AS_OF, GANSU, asking_more, small_ground

from bangfu.regulation.packs import shipped
from bangfu.verdict.whatif import as_if_from, what_if_on


def test_a_document_yet_to_come_asks_nothing_until_it_is_taken_as_begun() -> None:
    coming = asking_more().model_copy(
        update={"regulation": GANSU.regulation.model_copy(update={"start": date(2030, 1, 1)})}
    )
    with small_ground() as ground:
        later = what_if_on(ground, AS_OF, [GANSU], coming, "en")
        assert set(later.counts()) == {"no_longer_owed"}
        begun = what_if_on(ground, AS_OF, [GANSU], as_if_from(coming, date(2020, 1, 1)), "en")
        failing = [c.line for c in begun.of("newly_failing")]
        assert [(v["organisation"], v["duty"], v["period_start"]) for v in failing] == [
            ("o1", "party-committee-study", "2020-01-01")
        ]


def test_what_a_document_repeals_is_owed_no_longer() -> None:
    tongwei_59 = shipped()["tongwei-2018-59"]
    head = asking_more().regulation.model_copy(
        update={"repeals": [tongwei_59.regulation.number], "start": date(2020, 1, 1)}
    )
    new = asking_more().model_copy(update={"regulation": head, "relation": []})
    present = [tongwei_59]
    with small_ground() as ground:
        gone = [c.line for c in what_if_on(ground, AS_OF, present, new, "en").of("no_longer_owed")]
        assert {v["regulation"] for v in gone} == {"tongwei-2018-59"}
        assert min(v["period_start"] for v in gone) == "2020-01-01"
        kept = new.model_copy(update={"regulation": head.model_copy(update={"repeals": []})})
        assert not what_if_on(ground, AS_OF, present, kept, "en").of("no_longer_owed")
