"""Money as double entry: accounts, vouchers, postings; and what a county set. Sums are whole cents.

A receipt, an allotment and an outlay are an account each, so that what is left of each is its balance. A voucher moves
money from one account to another; the database makes its two postings.
"""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from bangfu.site.fund.models.plans import id_field
from bangfu.site.fund.models.projects import Project
from bangfu.site.fund.words import WORDS
from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Household, Place

KINDS = ("source", "receipt", "allotment", "outlay")
INTO = {"receive": "receipt", "allot": "allotment", "pay": "outlay"}  # what opens an account of its own


class Account(models.Model):
    """Where money lies: given by a source (below nothing), received, allotted to a project, or laid out to a payee.

    `above` is the account that it is filled from. The database copies place, source and earmark from there.
    """

    id = id_field()
    county = models.ForeignKey(Place, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")  # the county's, or the project's
    kind = models.CharField(max_length=16, choices=[(k, k) for k in KINDS])
    above = models.ForeignKey("self", models.PROTECT, null=True, related_name="below")
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="accounts")
    name = models.CharField(max_length=200, blank=True, default="")
    source = models.CharField(max_length=16, choices=WORDS.same("source"), blank=True, default="")
    earmark = models.CharField(max_length=16, choices=WORDS.same("purpose"), blank=True, default="")
    purpose = models.CharField(
        max_length=16, choices=WORDS.same("purpose"), blank=True, default=""
    )  # of an outlay
    payee = models.CharField(max_length=200, blank=True, default="")
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, related_name="+"
    )  # if the payee is one
    balance = models.BigIntegerField(default=0)  # kept by the postings
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    county_id: int
    place_id: int
    above_id: str | None
    project_id: str | None
    household_id: str | None

    class Meta:
        ordering = ("made_at", "id")
        indexes = [models.Index(fields=["project", "kind"]), models.Index(fields=["county", "kind"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="source", balance__lte=0) | (~Q(kind="source") & Q(balance__gte=0)),
                name="fund_overdrawn",
            ),
            models.UniqueConstraint(
                fields=["above", "project"], condition=Q(kind="allotment"), name="one_allotment_of_a_receipt"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.payee or self.id


class Voucher(models.Model):
    """One movement of money with its paper. Never changed: a reversal that names it undoes it, once."""

    id = id_field()
    code = models.CharField(max_length=16, choices=WORDS.same("voucher"))
    out_of = models.ForeignKey(Account, models.PROTECT, related_name="gives")
    into = models.ForeignKey(Account, models.PROTECT, related_name="takes")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")  # given by the database
    amount = models.BigIntegerField()  # cents
    document = models.CharField(max_length=100)
    words = models.CharField(max_length=500, blank=True, default="")
    on = models.DateField()  # when the money moved
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    out_of_id: str
    into_id: str
    reverses_id: str | None

    class Meta:
        ordering = ("on", "at", "id")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="voucher_of_something"),
            models.CheckConstraint(condition=~Q(out_of=F("into")), name="voucher_of_two_accounts"),
            models.CheckConstraint(
                condition=Q(code="reverse", reverses__isnull=False) | (~Q(code="reverse") & Q(reverses=None)),
                name="a_reversal_names_what_it_reverses",
            ),
        ]
        triggers = NEVER_CHANGED


class Posting(models.Model):
    """What a voucher does to one account; those of a voucher sum to nothing."""

    voucher = models.ForeignKey(Voucher, models.PROTECT, related_name="postings")
    account = models.ForeignKey(Account, models.PROTECT, related_name="postings")
    amount = models.BigIntegerField()  # cents; below nothing: taken out

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["voucher", "account"], name="one_posting_of_an_account")
        ]
        triggers = NEVER_CHANGED


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Setting(models.Model):
    """What a county set, from a day on: the budget from which tender or procurement is needed, the share that counts as mainly."""

    id = id_field()
    county = models.ForeignKey(Place, models.PROTECT, related_name="+")
    tender_from = models.BigIntegerField(null=True)  # cents; without it a person judges
    income_percent = models.PositiveSmallIntegerField(null=True)
    start = models.DateField()
    document = models.CharField(max_length=200)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-start",)
        constraints = [
            models.UniqueConstraint(fields=["county", "start"], name="one_fund_setting_from_a_day")
        ]
