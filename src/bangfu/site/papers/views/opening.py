"""Who opens pages of papers. The database says which papers each of them sees."""

from __future__ import annotations

from bangfu.site.papers.kinds import OF_A_CASE, Kind
from bangfu.site.web.models import Account

INSPECTING = ("supervise", "inspect")
ON_A_CASE = "weigh"  # prepares the papers of cases, and issues them
ON_HONOURS = "grant"  # the same of decisions on honours
READERS = (*INSPECTING, "answer", "oversee", ON_A_CASE, "decide", "review", "commend")
MAKERS = (*INSPECTING, ON_A_CASE, ON_HONOURS)
SERIES = "supervise"
ISSUERS = (SERIES, ON_A_CASE, ON_HONOURS)


def makes(account: Account, kind: str) -> bool:
    """Whether an account writes papers of a kind."""
    return any(map(account.may, _own(kind) or INSPECTING))


def issues(account: Account, kind: str) -> bool:
    """Whether an account issues papers of a kind."""
    return any(map(account.may, _own(kind) or (SERIES,)))


def _own(kind: str) -> tuple[str, ...]:
    """Who writes and issues papers of a kind that is not left to the inspection office."""
    return (ON_A_CASE,) if kind in OF_A_CASE else (ON_HONOURS,) if kind == Kind.HONOURS.value else ()
