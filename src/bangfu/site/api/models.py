"""The key of a program: made by an account for itself, kept as a hash."""

from __future__ import annotations

from django.db import models

from bangfu.site.roster.models import new_id
from bangfu.site.web.models import Account

READING = frozenset({"export", "oversee", "allowances", "commend", "funds"})
# Of cases a token reads what its account reads, and takes no step: the database knows `read_weigh` and so on for reading.
ON_CASES = frozenset({"weigh", "decide", "review", "answer"})
RECORDING = frozenset({"record", "record_unit", "record_area"})
ACTING = frozenset({"inspect", "supervise", "answer"})  # a token that only reads sees what was opened
ENTERING = frozenset(
    {"help", "households", "plan", "fund"}
)  # `desks.py`; what `confirm` decides, people decide
PROPOSING = frozenset(
    {"propose"}
)  # somebody has to accept it; no role has this, since people who keep a roster do more


class Token(models.Model):
    """What a program shows in place of a person who signs in: it sees what its account sees and may do less.

    It works through the day `until`, until somebody takes it back, and as long as its account is open.
    """

    id = models.CharField(primary_key=True, max_length=64, default=new_id)
    account = models.ForeignKey(Account, models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=60)
    hash = models.CharField(max_length=64, unique=True)
    may_record = models.BooleanField(default=False)
    until = models.DateField()
    made_at = models.DateTimeField()
    used_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    account_id: str

    class Meta:
        ordering = ("-made_at", "id")
        indexes = [models.Index(fields=["account", "made_at"])]

    @property
    def may(self) -> frozenset[str]:
        """What it may do: take tables away as its account may; record, and propose changes of a roster that the account
        keeps, where it was made for that.
        """
        whole = self.account.kind.may
        reading = whole & READING | {f"read_{word}" for word in whole & ON_CASES}
        if not self.may_record:
            return reading
        return (
            reading
            | whole & (RECORDING | ACTING | ENTERING)
            | (PROPOSING if "roster" in whole else frozenset())
        )

    def __str__(self) -> str:
        return self.name
