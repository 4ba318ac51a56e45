"""The two counties of the ledger's tests."""

from tests.site.ledger.conftest import acting, browser, cluster, database  # noqa: F401
