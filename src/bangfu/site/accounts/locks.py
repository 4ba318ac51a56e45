"""Sign-ins that are locked after wrong passwords, and second factors that are lost."""

from __future__ import annotations

from datetime import timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

from bangfu.errors import BangfuError, Problem
from bangfu.site.accounts.sessions import end_sessions
from bangfu.site.web.models import Account


def locked() -> QuerySet[AccessAttempt]:
    """Attempts that lock their user name now, the latest first."""
    since = timezone.now() - timedelta(hours=settings.AXES_COOLOFF_TIME)
    return AccessAttempt.objects.filter(
        attempt_time__gte=since, failures_since_start__gte=settings.AXES_FAILURE_LIMIT
    ).order_by("-attempt_time", "pk")


def release(attempt: AccessAttempt) -> None:
    """Let that user name try again from there."""
    AccessAttempt.objects.filter(username=attempt.username, ip_address=attempt.ip_address).delete()


def has_second_factor(account: Account) -> bool:
    """Whether one is set up."""
    return TOTPDevice.objects.filter(user=account, confirmed=True).exists()


def reset_second_factor(account: Account, by: Account) -> None:
    """A new key, to be set up at the next sign-in; whoever is signed in with the account is out."""
    if account.pk == by.pk:
        raise BangfuError(Problem("own_account"))
    TOTPDevice.objects.filter(user=account).update(key=default_key(), confirmed=False, last_t=-1)
    end_sessions(account)
