"""Starting the site: its database, what is in it at first, the judge, the pages, who sends reminders, and who works out
assessments; each is stopped after the next.
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
from bangfu.site.processes import Part, await_judge, await_port, free_port
from bangfu.site.supervising import Running, alone_in

HOST = "127.0.0.1"
JUDGE, SWEEP = "bangfu.site.duties.judge.serve", "bangfu.site.notices.sweep"
SLOW = "bangfu.site.slow"
JUDGE_PORTS = range(20_000, 30_000)  # by chance, as several sites may start at one time
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Databases:
    """One address for each role: who makes tables, who serves pages, who judges."""

    owner: str
    app: str
    judge: str
    cluster: Cluster | None = None  # the embedded one


def databases(stack: ExitStack, home: Path) -> Databases:
    """A server of one's own, named by DATABASE_URL, OWNER_URL and JUDGE_URL; else the embedded one, started."""
    named = {name: os.environ.get(name, "") for name in ("OWNER_URL", "DATABASE_URL", "JUDGE_URL")}
    if not named["DATABASE_URL"]:
        cluster = stack.enter_context(Cluster(home / "postgres"))
        owner, app, judge = (cluster.url(f"bangfu_{role}") for role in ("owner", "app", "judge"))
        return Databases(owner, app, judge, cluster)
    lacking = [name for name, url in named.items() if not url]
    if lacking:
        raise BangfuError(*(Problem("address_missing", value=name) for name in lacking))
    return Databases(named["OWNER_URL"], named["DATABASE_URL"], named["JUDGE_URL"])


def started(
    stack: ExitStack,
    home: Path,
    port: int,
    prepare: str,
    today: str = "",
    tell: Tell = lambda step: None,
    sweep: str = SWEEP,
) -> Running:
    """Start all of it; the stack ends it.

    `prepare` is a module that is run first, as the owner of the tables; `today` the day that a demo stands on;
    `tell` hears of each step; `sweep` is the module that sends reminders.
    """
    stack.enter_context(alone_in(home))
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
    port = free_port(HOST, port)
    url = f"http://{HOST}:{port}/"
    working = environment | {"DATABASE_URL": urls.app, "BANGFU_URL": os.environ.get("BANGFU_URL", url)}
    serving = working | shared_folder(home / "metrics")

    def part(name: str, command: list[str], environment: dict[str, str]) -> Part:
        return stack.enter_context(Part(name, command, environment, home / f"{name}.log"))

    judging = part("judge", [sys.executable, "-m", JUDGE], environment | {"JUDGE_URL": urls.judge})
    pages = part("site", _serve(port), serving)
    await_judge(judging, judge, home)
    await_port(pages, f"{HOST}:{port}")
    sweeping = part("notices", [sys.executable, "-m", sweep], working)
    slow = part("slow", [sys.executable, "-m", SLOW], working)
    return Running(url, home, [judging, pages, sweeping, slow], urls.cluster)


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
