"""Who opens pages of papers. The database says which papers each of them sees."""

from __future__ import annotations

from bangfu.site.papers.kinds import OF_A_CASE
from bangfu.site.web.models import Account

INSPECTING = ("supervise", "inspect")
ON_A_CASE = "weigh"  # prepares the papers of cases, and issues them
READERS = (*INSPECTING, "answer", "oversee", ON_A_CASE, "decide", "review")
MAKERS = (*INSPECTING, ON_A_CASE)
SERIES = "supervise"
ISSUERS = (SERIES, ON_A_CASE)


def makes(account: Account, kind: str) -> bool:
    """Whether an account writes papers of a kind."""
    return any(map(account.may, (ON_A_CASE,) if kind in OF_A_CASE else INSPECTING))


def issues(account: Account, kind: str) -> bool:
    """Whether an account issues papers of a kind."""
    return account.may(ON_A_CASE if kind in OF_A_CASE else SERIES)
