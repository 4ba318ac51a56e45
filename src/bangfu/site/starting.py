"""Starting the site: its database, what is in it at first, the judge, the pages, and who sends reminders; each is stopped
after the next.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import SystemRandom

from bangfu.errors import BangfuError, Problem
from bangfu.site.operations.shared import shared_folder
from bangfu.site.postgres.cluster import Cluster
from bangfu.site.processes import await_judge, await_port, free_port, process

HOST = "127.0.0.1"
JUDGE_PORTS = range(20_000, 30_000)  # by chance, as several sites may start at one time
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Databases:
    """One address for each role: who makes tables, who serves pages, who judges."""

    owner: str
    app: str
    judge: str


def databases(stack: ExitStack, home: Path) -> Databases:
    """A server of one's own, named by DATABASE_URL, OWNER_URL and JUDGE_URL; else the embedded one, started."""
    named = {name: os.environ.get(name, "") for name in ("OWNER_URL", "DATABASE_URL", "JUDGE_URL")}
    if not named["DATABASE_URL"]:
        cluster = stack.enter_context(Cluster(home / "postgres"))
        return Databases(*(cluster.url(f"bangfu_{role}") for role in ("owner", "app", "judge")))
    lacking = [name for name, url in named.items() if not url]
    if lacking:
        raise BangfuError(*(Problem("address_missing", value=name) for name in lacking))
    return Databases(*named.values())


def started(
    stack: ExitStack, home: Path, port: int, prepare: str, today: str = "", tell: Tell = lambda step: None
) -> str:
    """Start all of it and give the address of the pages.

    `prepare` is a module that is run first, as the owner of the tables; `today` the day that a demo stands on;
    `tell` hears of each step.
    """
    tell("database")
    urls = databases(stack, home)
    judge = f"{HOST}:{free_port(HOST, SystemRandom().choice(JUDGE_PORTS))}"
    environment = {
        **os.environ,
        "BANGFU_HOME": str(home),
        "BANGFU_TODAY": os.environ.get("BANGFU_TODAY", today),
        "BANGFU_JUDGE": judge,
        "DJANGO_SETTINGS_MODULE": "bangfu.site.settings",
        "PYTHONUTF8": "1",
    }
    _prepare(prepare, environment | {"DATABASE_URL": urls.owner}, tell)
    tell("judge")
    judging = stack.enter_context(
        process(
            [sys.executable, "-m", "bangfu.site.duties.judge.serve"],
            environment | {"JUDGE_URL": urls.judge},
            home / "judge.log",
        )
    )
    port = free_port(HOST, port)
    url = f"http://{HOST}:{port}/"
    working = environment | {"DATABASE_URL": urls.app, "BANGFU_URL": os.environ.get("BANGFU_URL", url)}
    serving = stack.enter_context(
        process(_serve(port), working | shared_folder(home / "metrics"), home / "site.log")
    )
    await_judge(judging, judge, home)
    await_port(serving, f"{HOST}:{port}", home / "site.log")
    sweep = [sys.executable, "-m", "bangfu.site.notices.sweep"]
    stack.enter_context(process(sweep, working, home / "notices.log"))
    return url


def _serve(port: int) -> list[str]:
    serve = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    serve += ["--workers", "2", "--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    return [*serve, "--respawn-failed-workers", "bangfu.site.wsgi:application"]


def _prepare(module: str, environment: dict[str, str], tell: Tell) -> None:
    """Run what fills the database; each of its lines `step NAME` is told, the others are the reason if it fails."""
    command = [sys.executable, "-m", module]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as preparing:
        for line in preparing.stdout or ():
            if line.startswith("step "):
                tell(line.split()[1])
    if preparing.returncode:
        raise BangfuError(Problem("database_not_prepared"))
