"""The embedded PostgreSQL for the demonstration and the tests: one folder, one server, nothing to install."""

from __future__ import annotations

from bangfu.site.postgres.cluster import Cluster

__all__ = ["Cluster"]
