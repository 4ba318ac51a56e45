"""Adding to the file of a household: a new version whole, with its members; what was earned in a year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bangfu.site.clock import moment
from bangfu.site.household.models import Income, Member, Version
from bangfu.site.household.refusing import refusals
from bangfu.site.roster.id_numbers import normal
from bangfu.site.roster.models import Household
from bangfu.site.roster.search import keys_of
from bangfu.site.web.models import Account
from bangfu.site.web.sealed import ciphers

MOST: Final = 30  # members of one household


@dataclass(frozen=True)
class Draft:
    """What a version is to say: its fields, and the fields of each member in order."""

    start: date
    why: str
    note: str
    facts: Mapping[str, Any]
    members: tuple[Mapping[str, Any], ...]


def file_version(account: Account, household: Household, draft: Draft) -> Version:
    """Add a version. Raises `BangfuError` where the day is not the household's, or it has no head, or no reason is given."""
    [made] = file_versions(account, [(household, draft)])
    return made


def file_versions(account: Account, drafts: Iterable[tuple[Household, Draft]]) -> list[Version]:
    """Add versions of several households, all of them or none. Raises `BangfuError` as for one."""
    made: list[Version] = []
    people: list[Member] = []
    for household, draft in drafts:
        version = Version(
            household=household, start=draft.start, why=draft.why, note=draft.note.strip(), recorded_by=account.pk,
            recorded_at=moment(), **draft.facts,
        )  # fmt: skip
        made.append(version)
        people += [_member(version, number, fields) for number, fields in enumerate(draft.members[:MOST], 1)]
    with refusals():
        Version.objects.bulk_create(made)
        Member.objects.bulk_create(people)
    return made


def enter_incomes(account: Account, household: Household, rows: Iterable[Mapping[str, Any]]) -> list[Income]:
    """Add what was earned or is expected. Raises `BangfuError` for what was earned in a year to come."""
    made = [Income(household=household, recorded_by=account.pk, recorded_at=moment(), **row) for row in rows]
    with refusals():
        return Income.objects.bulk_create(made)


def mark_of(id_number: str) -> str:
    """By which the same person is found again, for whoever holds the key; nothing of nothing."""
    text = normal(id_number)
    return ciphers().fingerprint(text) if text else ""


def _member(version: Version, number: int, fields: Mapping[str, Any]) -> Member:
    told = {name: value for name, value in fields.items() if value not in (None, "")}
    found = Member(version=version, number=number, **told)
    found.letters, found.mark = keys_of(found.name), mark_of(found.id_number)
    return found
