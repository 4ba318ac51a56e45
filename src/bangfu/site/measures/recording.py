"""What a household said, what was decided for it, what became of its difficulties, and what the county set."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bangfu.site.clock import moment
from bangfu.site.measures.keeping import kept
from bangfu.site.measures.models import Decision, Difficulty, Setting, Wish
from bangfu.site.roster.models import Household, Person
from bangfu.site.web.models import Account


def wish(account: Account, household: Household, on: date, own_words: str, **said: Any) -> Wish:
    """Record a wish in the household's own words; `said`: agrees, asked_by. Raises `BangfuError`."""
    made = Wish(household=household, on=on, own_words=own_words.strip(), **said, **_by(account))
    with kept("on"):
        made.save(force_insert=True)
    return made


def decide(
    account: Account, household: Household, year: int, on: date, decisions: Mapping[str, tuple[str, str]]
) -> list[Decision]:
    """Record decisions by category, each with its reason. Raises `BangfuError` for one that cannot be (GI-24)."""
    made: list[Decision] = []
    for category, (decision, reason) in decisions.items():
        row = Decision(
            household=household, year=year, on=on, category=category, decision=decision, reason=reason.strip(), **_by(account)
        )  # fmt: skip
        made.append(row)
    with kept():
        for row in made:
            row.save(force_insert=True)
    return made


def decided(household: str, year: int, day: date) -> dict[str, Decision]:
    """What holds of each category, by its code; nothing of those that nobody decided."""
    rows = Decision.objects.filter(household=household, year=year, on__lte=day)
    return {row.category: row for row in rows.order_by("on", "recorded_at", "pk")}


def raise_difficulty(account: Account, household: Household, on: date, text: str, **said: Any) -> Difficulty:
    """Record a difficulty; `said`: kind, raised_by, handler. Raises `BangfuError`."""
    made = Difficulty(household=household, on=on, text=text.strip(), **said, **_by(account))
    with kept("on"):
        made.save(force_insert=True)
    return made


def take_up(difficulty: Difficulty, handler: Person) -> None:
    """Say who looks after a difficulty. Raises `BangfuError` once it is closed."""
    difficulty.handler = handler
    with kept("handler"):
        difficulty.save(update_fields=["handler"])


def settle(difficulty: Difficulty, on: date, outcome: str) -> None:
    """Close a difficulty with what came of it. Raises `BangfuError`."""
    difficulty.closed_on, difficulty.outcome = on, outcome.strip()
    with kept("on"):
        difficulty.save(update_fields=["closed_on", "outcome"])


def set_for(account: Account, county: int, start: date, document: str, **said: Any) -> Setting:
    """Set something for a county from a day on; `said`: plans_by, late_days, at_once. Raises `BangfuError`."""
    made = Setting(
        county_id=county, start=start, document=document.strip(), made_by=account.pk, made_at=moment(), **said
    )
    with kept("start"):
        made.save(force_insert=True)
    return made


def setting_of(day: date) -> Setting | None:
    """What the county of whoever asks set last; None where it set nothing."""
    return Setting.objects.filter(start__lte=day).order_by("-start").first()


def _by(account: Account) -> dict[str, Any]:
    return {"recorded_by": account.pk, "recorded_at": moment()}
