"""Accounts, and the logs of what must be known of their use: personal data shown in full, sign-ins, files taken away."""

from __future__ import annotations

from typing import Any, ClassVar

import pghistory
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Organisation, Person, Place, new_id
from bangfu.site.web.roles import CHOICES, ROLES, SiteRole


class Accounts(BaseUserManager["Account"]):
    """Accounts by user name."""

    def create(self, *, password: str | None = None, **fields: Any) -> Account:
        """A new account; without a password nobody can sign in with it yet."""
        account = self.model(**fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Somebody who may sign in: one role, one area, and the person and unit that are theirs."""

    id = models.CharField(primary_key=True, max_length=64, default=new_id)
    username = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=100, blank=True, default="")
    role = models.CharField(max_length=32, choices=CHOICES)
    area = models.ForeignKey(Place, models.PROTECT, null=True, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    is_active = models.BooleanField(default=True)
    must_change = models.BooleanField(default=False)  # the password
    language = models.CharField(max_length=8, default="zh-hans")
    large_type = models.BooleanField(default=False)
    guided = models.BooleanField(default=False)  # has seen the guided first visit
    area_id: int | None
    person_id: str | None
    organisation_id: str | None

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []  # pyright: ignore[reportIncompatibleVariableOverride]
    objects: ClassVar[Accounts] = Accounts()  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.name or self.username

    @property
    def kind(self) -> SiteRole:
        """What the role may do."""
        return ROLES[self.role]

    def may(self, what: str) -> bool:
        """Whether the role has a permission."""
        return what in self.kind.may


class Unmasking(models.Model):
    """That somebody looked at personal data in full, whose, and why."""

    account = models.CharField(max_length=64)
    at = models.DateTimeField()
    table = models.CharField(max_length=32)
    row = models.CharField(max_length=64)
    field = models.CharField(max_length=32)
    reason = models.TextField()
    area = models.BigIntegerField(null=True)

    class Meta:
        triggers = NEVER_CHANGED


class Act(models.Model):
    """Something done with an account that changes no row of the roster or the ledger: kept for the audit.

    `account` is empty where nobody was signed in; `subject` is the user name, table or account it was about.
    """

    class Kind(models.TextChoices):
        """What was done."""

        SIGN_IN = "sign_in"
        SIGN_IN_FAILED = "sign_in_failed"
        SIGN_OUT = "sign_out"
        EXPORT = "export"
        LOCK_RELEASED = "lock_released"
        SECOND_FACTOR_RESET = "second_factor_reset"
        SESSIONS_ENDED = "sessions_ended"
        TOKEN_MADE = "token_made"
        TOKEN_ENDED = "token_ended"

    id = models.CharField(primary_key=True, max_length=64, default=new_id)
    kind = models.CharField(max_length=32, choices=Kind.choices)
    account = models.CharField(max_length=64, blank=True, default="")
    at = models.DateTimeField(db_index=True)
    subject = models.CharField(max_length=100, blank=True, default="")
    reason = models.TextField(blank=True, default="")
    address = models.CharField(max_length=64, blank=True, default="")
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ("-at", "-id")
        triggers = NEVER_CHANGED


pghistory.track(exclude=["password", "last_login"])(Account)
