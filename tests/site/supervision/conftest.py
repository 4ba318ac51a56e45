"""The two counties of the ledger's tests, with an inspection office that has somebody to send."""

from __future__ import annotations

from tests.site.ledger.conftest import acting, browser, cluster, database  # noqa: F401
