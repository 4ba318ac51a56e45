"""Opening accounts and setting first passwords; what is returned is the only place where a password stands."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

import pghistory
from django.utils.translation import gettext as _

from bangfu.errors import BangfuError, Problem
from bangfu.site.accounts.seats import Proposal, lacking
from bangfu.site.roster.search import keys_of
from bangfu.site.web.models import Account

# Without letters and digits that look alike on paper.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 14
MOST_AT_ONCE = 50  # a password takes a twentieth of a second to hash


def first_password() -> str:
    """A password for once: its owner has to change it at the first sign-in."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def open_account(account: Account, reason: str) -> str:
    """Save a new account, closed until the security administrator lets it in; its first password."""
    if Account.objects.filter(username=account.username).exists():
        raise BangfuError(Problem("name_taken", column="username", value=account.username))
    refuse_incomplete(account)
    password = first_password()
    account.set_password(password)
    account.is_active, account.must_change = False, True
    with pghistory.context(reason=reason):
        account.save(force_insert=True)
    return password


def refuse_incomplete(account: Account) -> None:
    """An account whose role would see nothing is not opened. Raises `BangfuError`."""
    words = {"person": _("对应人员"), "organisation": _("单位"), "area": _("范围")}
    for field in lacking(account):
        raise BangfuError(Problem("seat_incomplete", column=field, value=words[field]))


def open_many(wanted: Iterable[Proposal], reason: str) -> list[tuple[Account, str]]:
    """An account for each, with its first password."""
    taken = set(Account.objects.values_list("username", flat=True))
    opened: list[tuple[Account, str]] = []
    for each in wanted:
        account = Account(
            username=_free(each.name, taken),
            name=each.name,
            role=each.role,
            area_id=each.area,
            person_id=each.person,
            organisation_id=each.organisation or None,
        )
        taken.add(account.username)
        opened.append((account, open_account(account, reason)))
    return opened


def _free(name: str, taken: set[str]) -> str:
    """The pinyin of a name, with a number where it is taken."""
    plain = (keys_of(name).split() or ["user"])[-1][:40] or "user"
    number = 1
    while (username := plain if number == 1 else f"{plain}{number}") in taken:
        number += 1
    return username


def set_first_password(account: Account, by: Account, reason: str) -> str:
    """A new first password. The account stays closed until the security administrator lets it in again."""
    if account.pk == by.pk:
        raise BangfuError(Problem("own_account"))
    password = first_password()
    account.set_password(password)
    account.is_active, account.must_change = False, True
    with pghistory.context(reason=reason):
        account.save(update_fields=["password", "is_active", "must_change"])
    return password
