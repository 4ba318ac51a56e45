"""`bangfu run`: the whole site on one machine, from nothing; Ctrl-C stops all of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bangfu.cli.localise import say
from bangfu.errors import BangfuError, Problem
from bangfu.language import language
from bangfu.site.demo.accounts_file import read, write
from bangfu.site.demo.county import STANDS_ON
from bangfu.site.postgres.cluster import Cluster
from bangfu.site.processes import await_port, free_port, process
from bangfu.site.web.roles import ROLES

HOST = "127.0.0.1"
PREPARE = "bangfu.site.demo.prepare"


def run(
    home: Annotated[Path, typer.Option("--home", metavar="FOLDER")] = Path("var"),
    port: Annotated[int, typer.Option("--port", min=1, max=65535, metavar="N")] = 8000,
) -> None:
    """Start database, judge and site, and wait."""
    console = Console(highlight=False)
    home = home.resolve()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    signal.signal(signal.SIGTERM, _end)
    try:
        with ExitStack() as stack:
            url = started(stack, console, home, port)
            _welcome(console, home, url)
            while True:
                signal.pause()
    except (KeyboardInterrupt, SystemExit):
        console.print(say("run.stopping"))


def _end(number: int, frame: object) -> None:
    """Asked to end: unwind as for Ctrl-C."""
    sys.exit(0)


def started(stack: ExitStack, console: Console, home: Path, port: int, prepare: str = PREPARE) -> str:
    """Start one part after the other; each is stopped when the stack unwinds. `prepare` is a module to run first."""
    console.print(say("run.database"))
    cluster = stack.enter_context(Cluster(home / "postgres"))
    environment = {
        **os.environ,
        "BANGFU_HOME": str(home),
        "BANGFU_TODAY": os.environ.get("BANGFU_TODAY", STANDS_ON.isoformat()),
        "BANGFU_JUDGE": f"{HOST}:{free_port(HOST, port + 461)}",
        "DJANGO_SETTINGS_MODULE": "bangfu.site.settings",
        "PYTHONUTF8": "1",
    }
    _prepare(console, environment | {"DATABASE_URL": cluster.url("bangfu_owner")}, prepare)
    console.print(say("run.judge"))
    judge = environment | {"JUDGE_URL": cluster.url("bangfu_judge")}
    judging = stack.enter_context(
        process([sys.executable, "-m", "bangfu.site.duties.judge.serve"], judge, home / "judge.log")
    )
    port = free_port(HOST, port)
    serve = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    serve += ["--workers", "2", "--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    serve += ["--respawn-failed-workers", "bangfu.site.wsgi:application"]
    site = environment | {"DATABASE_URL": cluster.url("bangfu_app")}
    serving = stack.enter_context(process(serve, site, home / "site.log"))
    url = f"http://{HOST}:{port}/"
    await_port(judging, environment["BANGFU_JUDGE"], home / "judge.log")
    await_port(serving, f"{HOST}:{port}", home / "site.log")
    return url


def _prepare(console: Console, environment: dict[str, str], module: str) -> None:
    command = [sys.executable, "-m", module]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as preparing:
        for line in preparing.stdout or ():
            if line.startswith("step "):
                console.print(say(f"run.{line.split()[1]}"))
    if preparing.returncode:
        raise BangfuError(Problem("database_not_prepared"))


def _welcome(console: Console, home: Path, url: str) -> None:
    listed = write(home, read(home), url)
    console.print(f"\n[bold]{say('run.ready', url=url)}[/bold]")
    console.print(say("run.accounts", today=os.environ.get("BANGFU_TODAY", STANDS_ON.isoformat())))
    table = Table(say("run.role"), say("run.username"), say("run.password"), box=None, padding=(0, 2))
    for account in listed:
        role = ROLES[account["role"]]
        table.add_row(getattr(role, language()), account["username"], account["password"])
    console.print(table)
    console.print(f"\n{say('run.stop')}")
