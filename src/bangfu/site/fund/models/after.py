"""What follows money: looking at what was paid, what is found, what remains, and what it brings to households."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from bangfu.site.fund.models.money import Account, Voucher
from bangfu.site.fund.models.plans import id_field
from bangfu.site.fund.models.projects import Project
from bangfu.site.fund.words import WORDS
from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.rectification.models import Finding
from bangfu.site.roster.models import Household


class Supervision(models.Model):
    """That somebody looked at an allotment and what was paid out of it; never one who paid it."""

    id = id_field()
    allotment = models.ForeignKey(Account, models.PROTECT, related_name="supervisions")
    on = models.DateField()
    checked = models.CharField(max_length=500)
    finding = models.CharField(max_length=1000)
    follow_up = models.CharField(max_length=500, blank=True, default="")
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    allotment_id: str

    class Meta:
        ordering = ("on", "id")
        triggers = NEVER_CHANGED


class Misuse(models.Model):
    """That a finding is about a voucher: how money was misused, and how much of it. The finding carries the rest."""

    id = id_field()
    voucher = models.ForeignKey(Voucher, models.PROTECT, related_name="misuses")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=WORDS.same("misuse"))
    amount = models.BigIntegerField()  # cents
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    finding_id: str

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.UniqueConstraint(fields=["voucher", "finding", "kind"], name="a_misuse_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_misuse_of_something"),
        ]
        triggers = NEVER_CHANGED


class Asset(models.Model):
    """What a project left behind: who owns it and who keeps it."""

    id = id_field()
    project = models.ForeignKey(Project, models.PROTECT, related_name="assets")
    name = models.CharField(max_length=200)
    value = models.BigIntegerField()  # cents
    owner = models.CharField(max_length=200)
    keeper = models.CharField(max_length=200)
    on = models.DateField()
    by = models.CharField(max_length=64)

    class Meta:
        ordering = ("on", "id")
        constraints = [models.CheckConstraint(condition=Q(value__gt=0), name="an_asset_worth_something")]
        triggers = NEVER_CHANGED


class Income(models.Model):
    """What an asset brought to a household."""

    id = id_field()
    asset = models.ForeignKey(Asset, models.PROTECT, related_name="incomes")
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    amount = models.BigIntegerField()  # cents
    on = models.DateField()
    document = models.CharField(max_length=100)
    by = models.CharField(max_length=64)

    class Meta:
        ordering = ("on", "id")
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="an_income_of_something")]
        triggers = NEVER_CHANGED
