"""Trying out where reminders go: one message at once, to oneself or to a group, and what came of it in words."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from bangfu.site.clock import now
from bangfu.site.notices import mail, robots
from bangfu.site.notices.choices import choice_of, mail_is_set_up
from bangfu.site.notices.models import Robot
from bangfu.site.notices.outcome import Outcome, failed
from bangfu.site.notices.words import Words
from bangfu.site.web.models import Account

DOOR = robots.Door()  # tests bring their own


def by_mail(account: Account) -> Outcome:
    """A mail to the address that the account has saved."""
    address = choice_of(account).address
    if not mail_is_set_up():
        return failed("no_mail")
    return (
        mail.send(mail.mail_of(_words(reverse("my_notices")), address)) if address else failed("no_address")
    )


def by_robot(robot: Robot) -> Outcome:
    """A message to the group of a robot."""
    return robots.send(robot, _words(reverse("robots")), now(), DOOR)


def _words(page: str) -> Words:
    return Words(_("帮扶网站试发：能收到这条，就能收到提醒"), [], [], "", "", page)
