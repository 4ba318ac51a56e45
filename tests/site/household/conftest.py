"""The two counties of the world, each test with a database of its own."""

from __future__ import annotations

from tests.site.rectification import conftest as rectification

acting, browser = rectification.acting, rectification.browser
