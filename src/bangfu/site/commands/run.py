"""`bangfu run`: the whole site on one machine, from nothing; Ctrl-C stops all of it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bangfu.cli.localise import say
from bangfu.language import language
from bangfu.site.clock import SHANGHAI
from bangfu.site.demo.county import STANDS_ON
from bangfu.site.exchange.fitting import read_fitting
from bangfu.site.first_accounts import DEMO, FIRST, read, write
from bangfu.site.starting import started
from bangfu.site.supervising import Ended
from bangfu.site.web.roles import ROLES

FOUNDING, DEMONSTRATION = "bangfu.site.founding", "bangfu.site.demo.prepare"
TICK = 0.5  # seconds between two looks at the processes


def run(
    home: Annotated[Path, typer.Option("--home", metavar="FOLDER")] = Path("var"),
    port: Annotated[int, typer.Option("--port", min=1, max=65535, metavar="N")] = 8000,
    case: Annotated[Path | None, typer.Option("--case", metavar="CASE")] = None,
) -> None:
    """Start database, judge, site and reminders, and bring back whichever ends."""
    console = Console(highlight=False)
    home = home.resolve()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    if case is not None:
        read_fitting(case, datetime.now(SHANGHAI).date())  # its faults are told before anything is started
        os.environ["BANGFU_CASE"] = str(case.resolve())
    demo = _is_demo(home, case)
    today = STANDS_ON.isoformat() if demo else ""
    # A job that a shell script started ignores the first of them unless told otherwise.
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, _end)
    try:
        with ExitStack() as stack:
            tell, ended = _teller(console), _mourner(console)
            site = started(stack, home, port, DEMONSTRATION if demo else FOUNDING, today, tell)
            _welcome(console, home, site.url, DEMO if demo else FIRST)
            while True:
                site.keep(ended)
                time.sleep(TICK)
    except SystemExit:
        console.print(say("run.stopping"))


def _is_demo(home: Path, case: Path | None) -> bool:
    """Whether the county is made up: so it is where nobody named a case or a server, and the home is new or was so."""
    if case is not None or os.environ.get("DATABASE_URL") or (home / FIRST).exists():
        return False
    return (home / DEMO).exists() or not (home / "postgres" / "data").exists()


def _teller(console: Console) -> Callable[[str], None]:
    return lambda step: console.print(say(f"run.{step}"))


def _mourner(console: Console) -> Ended:
    return lambda part, log: console.print(say("run.ended", part=say(f"run.part_{part}"), log=log))


def _end(number: int, frame: object) -> None:
    """Asked to end: unwind as for Ctrl-C."""
    sys.exit(0)


def _welcome(console: Console, home: Path, url: str, file: str) -> None:
    console.print(f"\n[bold]{say('run.ready', url=url)}[/bold]")
    if listed := read(home, file):
        write(home, listed, url, file)
        today = os.environ.get("BANGFU_TODAY", STANDS_ON.isoformat())
        console.print(
            say("run.accounts", today=today) if file == DEMO else say("run.first", file=home / file)
        )
        table = Table(say("run.role"), say("run.username"), say("run.password"), box=None, padding=(0, 2))
        for account in listed:
            role = ROLES[account["role"]]
            table.add_row(getattr(role, language()), account["username"], account["password"])
        console.print(table)
    console.print(f"\n{say('run.stop')}")
