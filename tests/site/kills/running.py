"""`python -m tests.site.kills.running HOME`: the site as `bangfu run` has it, kept at work by the same code."""

from __future__ import annotations

import signal
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from random import SystemRandom
from types import FrameType

from bangfu.site.commands.run import TICK
from bangfu.site.demo.county import STANDS_ON
from bangfu.site.processes import free_port
from bangfu.site.starting import HOST, started


def end(number: int, frame: FrameType | None) -> None:
    sys.exit(0)


def main(home: Path) -> None:
    signal.signal(signal.SIGTERM, end)
    with ExitStack() as stack:
        names = ("tests.site.kills.county", "tests.site.kills.sweep")
        # By chance: while a killed server comes back, another site could take a port that both would look for first.
        port = free_port(HOST, SystemRandom().randrange(20_000, 30_000))
        site = started(stack, home, port, names[0], STANDS_ON.isoformat(), sweep=names[1])
        print(site.url, flush=True)
        while True:
            site.keep(lambda part, log: print(f"ended {part}", flush=True))
            time.sleep(TICK)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
