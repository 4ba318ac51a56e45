"""The API fuzzed from its own description: no fault of the site, no answer that the description does not know, no leak.

`python -m tests.site.api.fuzz --calls 10000` makes the long run against a database of its own.
"""

from __future__ import annotations

import argparse
import logging
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis.strategies import randoms
from schemathesis.checks import not_a_server_error
from schemathesis.errors import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.transport.serialization import Binary
from tests.site.api import folders
from tests.site.api.folders import folder_of
from tests.site.conftest import HOME, entered, sign_in_all, world
from tests.site.reading import unpacked
from tests.site.seed import connect
from tests.site.world import FAR, NEAR, OWN, secret_of

from bangfu.site import migrating
from bangfu.site.postgres import Cluster
from bangfu.site.web.limits import LIMITS, Limit

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
ROLES = (
    "responsible_helper",
    "county_office",
    "unit_contact",
    "township_clerk",
    "inspection_office",
    "provincial_analyst",
    "",
)
ENDLESS = dict.fromkeys(LIMITS, Limit(10**9, 60))
ROWS = folders.ROWS | {"entries": "entry", "campaigns": "campaign", "draws": "draw"}
HIDDEN = {"": (OWN, NEAR), "responsible_helper": (NEAR,), "unit_contact": (NEAR,), "township_clerk": (NEAR,)}


@schemathesis.serializer("application/zip")
def _zip(_context: Any, value: Any) -> bytes:
    """Bytes as they come, or three times of four a folder that they choose."""
    content = value.data if isinstance(value, Binary) else str(value).encode(errors="replace")
    chance = Random(content)
    return content if chance.random() < 0.25 else folder_of(chance, content)


@dataclass
class Fuzzed:
    """What came of it: how many calls with which status, and every fault."""

    statuses: Counter[int] = field(default_factory=Counter[int])
    faults: list[str] = field(default_factory=list[str])


def fuzz(calls: int, seed: int = 1) -> Fuzzed:
    """Call every route of the description about as often, by tokens of several roles and by none."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    routes = [found.ok() for found in schema.get_all_operations()]
    each, fuzzed = -(-calls // (len(routes) * len(ROLES))), Fuzzed()
    for role in ROLES:
        for route in routes:
            _try(route, role, each, seed, fuzzed)
    return fuzzed


def _try(route: Any, role: str, calls: int, seed: int, fuzzed: Fuzzed) -> None:
    headers = {"Authorization": f"Bearer {secret_of(role)}"} if role else {}
    secrets = [side.mark for side in (FAR, *HIDDEN.get(role, ()))] + [s.secret for s in (OWN, NEAR, FAR)]

    @seeded(seed)
    @settings(
        max_examples=calls, deadline=None, database=None,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate],
    )  # fmt: skip
    @given(case=route.as_strategy(), chance=randoms())
    def called(case: Any, chance: Random) -> None:
        _aim(case, chance)
        answer = case.call(headers=headers)
        fuzzed.statuses[answer.status_code] += 1
        where = f"{role or 'nobody'} {case.method} {case.formatted_path} {case.query} {case.body!r:.200}"
        text = unpacked(answer.content)
        if any(secret in text for secret in secrets if secret not in where):
            fuzzed.faults.append(f"leak: {where}")
        try:
            case.validate_response(answer, checks=CHECKS)
        except (Exception, FailureGroup) as fault:
            fuzzed.faults.append(f"{where}: {str(fault)[:600]}")

    called()


def _aim(case: Any, chance: Random) -> None:
    """Three times of four at a row that is there, or from its people: by chance alone none would be met."""
    side = chance.choice([None, OWN, NEAR, FAR])
    if side is None:
        return
    row = next((row for table, row in ROWS.items() if f"/{table}/" in case.path), "")
    there = {"id": side.id(row), "code": side.village, "as_of": world.TODAY, "number": side.number}
    case.path_parameters |= {name: str(there[name]) for name in case.path_parameters if name in there}
    visit = {"kind": "household_visit", "on": "2020-04-10"} | {n: side.id(n) for n in ("person", "household")}
    for entry in case.body if isinstance(case.body, list) else ():
        entry |= {name: value for name, value in visit.items() if chance.random() < 0.9}
        entry |= {name: None for name in sorted(set(entry) - {"id", *visit}) if chance.random() < 0.7}


@contextmanager
def quietly() -> Iterator[None]:
    """Without limits, which would stop it, and without a line for each refusal."""
    limits, before = dict(LIMITS), logging.root.manager.disable
    LIMITS.update(ENDLESS)
    logging.disable(logging.WARNING)
    try:
        with override_settings(ALLOWED_HOSTS=["*"]):
            yield
    finally:
        LIMITS.update(limits)
        logging.disable(before)


def main() -> int:
    """The long run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--calls", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home, Cluster(Path(home) / "cluster") as cluster:
        with override_settings(BANGFU_TODAY=world.TODAY.isoformat()):
            cluster.create_database("fuzzed")
            connect(cluster.url("bangfu_owner", "fuzzed"))
            migrating.bring_up_to_date()
            world.fill_common()
            for county in ("a", "b"):
                world.fill_county(county)
                sign_in_all(county)
        with entered(cluster, "fuzzed"), quietly():
            fuzzed = fuzz(asked.calls, asked.seed)
    shutil.rmtree(HOME, ignore_errors=True)
    print(f"{fuzzed.statuses.total()} calls: {dict(sorted(fuzzed.statuses.items()))}")
    print(f"{len(fuzzed.faults)} faults", *fuzzed.faults[:20], sep="\n")
    return 1 if fuzzed.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
