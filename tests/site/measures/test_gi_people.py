"""GI-26 to GI-28: who can and wants to work is offered something, who cannot is enrolled, and a person judges the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.site.measures.steps import BARE, CLERK, Steps
from tests.site.world import OWN, TODAY

from bangfu.site.measures.gaps import enrolment

Browser = Callable[[str], Client]
LIST = "/help/?gap="
ABLE: dict[str, Any] = {"ability": "full", "will": "yes"}


class TestGi26:
    def test_gi_26_through_the_database(self, steps: Steps) -> None:
        steps.file(**ABLE)
        assert [g.grave for g in steps.found("no_offer")] == ["not_met"]
        steps.planned(category="medical_aid", text="参加医保")
        assert steps.found("no_offer")
        steps.planned(category="employment", text="介绍务工")
        assert steps.found("no_offer") == []
        steps.wish(agrees="no", own_words="不想外出务工")
        assert steps.found("no_offer")  # what is offered is not what it wants

    def test_gi_26_through_the_site(self, steps: Steps, browser: Browser) -> None:
        steps.file(**ABLE)
        assert BARE in browser(CLERK).get(f"{LIST}no_offer").content.decode()

    def test_gi_26_through_programs(self, steps: Steps) -> None:
        steps.file(**ABLE)
        wish = {"own_words": "想养蜂", "agrees": "yes", "on": str(TODAY)}
        assert steps.send(CLERK, "help", BARE, "wish", wish) == []
        plan = steps.draft()
        fields = {"category": "industry", "text": "养蜂", "responsible": OWN.id("person")}
        assert steps.send(CLERK, "help_plan", plan, "measure", fields) == []
        assert steps.found("no_offer")  # a draft offers nothing yet
        assert steps.send(CLERK, "help_plan", plan, "adopt", {"on": str(TODAY)}) == []
        assert steps.found("no_offer") == []


class TestGi27:
    @pytest.mark.parametrize("ability", ["partial", "none"])
    def test_gi_27_through_the_database(self, steps: Steps, ability: str) -> None:
        steps.file(ability=ability, eligible=True, enrolled=False)
        assert [g.grave for g in steps.found("not_enrolled")] == ["not_met"]
        assert steps.by(CLERK, lambda _: enrolment(TODAY)) == (1, 0)
        steps.file_again(ability=ability, eligible=True, enrolled=True)
        assert steps.found("not_enrolled") == []
        assert steps.by(CLERK, lambda _: enrolment(TODAY)) == (1, 1)

    def test_gi_27_through_the_site(self, steps: Steps, browser: Browser) -> None:
        steps.file(ability="none", eligible=True)
        page = browser(CLERK).get(f"{LIST}not_enrolled").content.decode()
        assert BARE in page
        assert "0 / 1" in page

    def test_gi_27_through_programs(self, steps: Steps) -> None:
        """A measure is no enrolment: only the file says that."""
        steps.file(ability="none", eligible=True, enrolled=False)
        said = {"year": TODAY.year, "on": str(TODAY), "social_security": "done"}
        assert steps.send(CLERK, "help", BARE, "nine", said) == []
        assert steps.found("not_enrolled")


class TestGi28:
    """Neither rule speaks of these: they are named, and nothing is assumed."""

    CASES = (
        ({"ability": "full", "will": "no"}, "unwilling"),
        ({"ability": "none", "eligible": False}, "not_eligible"),
        ({"ability": "none"}, "unverified"),
    )

    @pytest.mark.parametrize(("member", "code"), CASES)
    def test_gi_28_through_the_database(self, steps: Steps, member: dict[str, Any], code: str) -> None:
        steps.file(**member)
        assert [g.grave for g in steps.found(code)] == ["judgement"]
        assert not steps.found("no_offer")
        assert not steps.found("not_enrolled")

    @pytest.mark.parametrize(("member", "code"), CASES)
    def test_gi_28_through_the_site(
        self, steps: Steps, browser: Browser, member: dict[str, Any], code: str
    ) -> None:
        steps.file(**member)
        assert BARE in browser(CLERK).get(f"{LIST}{code}").content.decode()

    @pytest.mark.parametrize(("member", "code"), CASES)
    def test_gi_28_through_programs(self, steps: Steps, member: dict[str, Any], code: str) -> None:
        """No measure and no decision settles it."""
        steps.file(**member)
        steps.planned()
        said = {
            "year": TODAY.year,
            "on": str(TODAY),
            "social_security": "not_applicable",
            "social_security_reason": "核实中",
        }
        assert steps.send(CLERK, "help", BARE, "nine", said) == []
        assert [g.grave for g in steps.found(code)] == ["judgement"]
