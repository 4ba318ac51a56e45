"""Figures for Prometheus: requests by page, entries, how far the judge is behind. No ids, no addresses of people.

With several workers each writes its counts into PROMETHEUS_MULTIPROC_DIR, and whichever is asked adds them up.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from shutil import disk_usage

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from bangfu.site.operations.figures import deliveries, figures
from bangfu.site.operations.notes import What, noted
from bangfu.site.operations.shared import SHARED

OWN = CollectorRegistry()
REQUESTS = Counter("bangfu_requests", "Requests by page.", ["route", "method", "status"], registry=OWN)
SECONDS = Histogram(
    "bangfu_request_seconds",
    "How long an answer took.",
    ["route"],
    registry=OWN,
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15),
)

NOTED: dict[What, str] = {
    "backup": "When the last backup was made.",
    "chain": "When the chain was proved last.",
    "sweep": "When the reminders went once through everything.",
}


class Installation(Collector):
    """What is counted when asked."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def collect(self) -> Iterator[Metric]:
        """Entries, the judge, room, reminders, and when the last backup and proof were."""
        now = figures()
        yield CounterMetricFamily("bangfu_entries_recorded", "Entries in the ledger.", now.entries)
        yield GaugeMetricFamily("bangfu_database_bytes", "Size of the database.", now.bytes)
        yield GaugeMetricFamily("bangfu_disk_free_bytes", "Room in the home.", disk_usage(self.home).free)
        if now.behind is not None:
            yield GaugeMetricFamily("bangfu_judge_behind_entries", "Entries not judged yet.", now.behind)
        if now.judged_at is not None:
            yield _moment("bangfu_judged", "When the judge last wrote.", now.judged_at.timestamp())
        waiting = deliveries()
        yield GaugeMetricFamily("bangfu_notices_due", "Notices that are due and not sent.", waiting.due)
        lag = waiting.lag.total_seconds()
        yield GaugeMetricFamily("bangfu_notices_lag_seconds", "For how long the oldest of them is due.", lag)
        for what, words in NOTED.items():
            told = noted(self.home, what)
            if told is not None:
                yield _moment(f"bangfu_{what}", words, told["at"].timestamp())


def _moment(name: str, words: str, seconds: float) -> Metric:
    return GaugeMetricFamily(f"{name}_timestamp_seconds", words, seconds)


def counted(route: str, method: str, status: int, seconds: float) -> None:
    """Count one request."""
    REQUESTS.labels(route, method, str(status)).inc()
    SECONDS.labels(route).observe(seconds)


def exposition(home: Path) -> bytes:
    """Everything in the text format."""
    registry = CollectorRegistry()
    registry.register(Installation(home))
    if folder := os.environ.get(SHARED):
        MultiProcessCollector(registry, folder)
        return generate_latest(registry)
    return generate_latest(registry) + generate_latest(OWN)
