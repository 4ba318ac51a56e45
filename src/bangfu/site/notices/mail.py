"""A notice as a mail."""

from __future__ import annotations

import smtplib
import ssl
from email.utils import make_msgid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from bangfu.site.notices.outcome import SENT, Outcome, failed, unknown
from bangfu.site.notices.words import Item, Words, address

MOST = 3  # whys of one duty; the rest stand on the page of the notice


def mail_of(words: Words, to: str) -> EmailMessage:
    """Plain text, which every reader shows alike."""
    host = settings.EMAIL_FROM.rpartition("@")[2].rstrip(">")
    head = {"Message-ID": make_msgid(domain=host), "Auto-Submitted": "auto-generated"}
    return EmailMessage(words.title, text_of(words), settings.EMAIL_FROM, [to], headers=head)


def text_of(words: Words) -> str:
    """The lines of a mail."""
    lines = [words.text] if words.text else []
    lines += [_("%(label)s：%(count)s 项") % {"label": f.label, "count": f.count} for f in words.figures]
    for part in words.parts:
        lines += ["", f"【{part.title}】"]
        for item in part.items:
            lines += [f"· {said(item)}", *(f"  {address(why)}" for why in item.whys[:MOST])]
        if part.more:
            lines.append(_("· 另有 %(n)s 项") % {"n": part.more})
    lines += ["", _("在网站上看：%(url)s") % {"url": address(words.url)}]
    lines += [_("不想再收：在网站“我的”里改提醒设置。")]
    return "\n".join(lines).strip() + "\n"


def said(item: Item) -> str:
    """One duty on one line."""
    words = [f"{item.title}（{item.number}，{item.period}）"]
    if item.done:
        words.append(item.done)
    if item.count > 1:
        words.append(f"×{item.count}")
    return " ".join([*words, _("%(day)s 到期") % {"day": item.due}])


def send(message: EmailMessage) -> Outcome:
    """Hand a mail over once. What a server refuses was not sent; a line that breaks after that leaves it open."""
    if not message.to[0]:
        return failed("no_address")
    try:
        validate_email(message.to[0])
    except ValidationError:
        return failed("bad_address")
    connection = message.get_connection()
    try:
        connection.open()
    except smtplib.SMTPAuthenticationError:
        return failed("mail_login", again=True)
    except (smtplib.SMTPException, OSError, ssl.SSLError):
        return failed("mail_away", again=True)
    try:
        message.send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError):
        return failed("mail_refused")
    except (TimeoutError, smtplib.SMTPException, OSError):
        return unknown("mail_broke_off")
    finally:
        connection.close()
    return SENT
