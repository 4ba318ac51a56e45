"""The judge as a process: it listens to the database for what changed, and to the site for questions.

`python -m bangfu.site.duties.judge.serve` with JUDGE_URL (its database role), BANGFU_JUDGE (where it listens),
BANGFU_HOME (keys) and BANGFU_TODAY. Questions and answers are JSON; whoever asks must know the judge's key.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from logging.config import dictConfig
from multiprocessing.connection import Connection, Listener
from pathlib import Path
from threading import Event, Lock, Thread
from time import monotonic, sleep
from typing import Any

import psycopg

from bangfu.language import Language
from bangfu.site.clock import SHANGHAI
from bangfu.site.duties.judge.judge import Judge
from bangfu.site.keys import keys_at
from bangfu.site.operations.logs import configuration

log = logging.getLogger(__name__)
TURN = 20.0  # seconds after which the day is looked at again
LONGEST_REST = 0.5  # seconds between two rounds of judging, at most as long as the last one took
HEAP = 1000  # entries of one round that no people type in: programs are at work, and nobody waits for one verdict
HEAP_REST = 5.0  # seconds after such a round
NICE = 5  # those who hand in and read go first; verdicts may follow a little later
BACKLOG = 64  # askers who wait to be let in
PAUSE = 2.0  # seconds until a lost database is tried again
ROSTER, ENTRIES = "bangfu_roster", "bangfu_entries"


class Court:
    """The judge behind a lock, and the questions it answers."""

    def __init__(self, judge: Judge) -> None:
        self.judge, self.lock, self.opened = judge, Lock(), Event()
        self.questions: dict[str, Callable[..., Any]] = {
            "ready": lambda: True,
            "on": self._on,
            "counted": self._counted,
            "lines": self._lines,
            "why": self._why,
        }

    def _on(self, as_of: str) -> bool:
        self.judge.on(date.fromisoformat(as_of))
        return True

    def _lines(self, as_of: str, numbers: list[int], tongue: Language) -> dict[int, dict[str, Any]]:
        return self.judge.lines(date.fromisoformat(as_of), numbers, tongue)

    def _why(self, as_of: str, number: int, tongue: Language) -> dict[str, Any] | None:
        return self.judge.why(date.fromisoformat(as_of), number, tongue)

    def _counted(self, entries: list[str]) -> dict[str, list[dict[str, Any]]]:
        if not self.judge.knows(entries):  # whoever asked before may have made it read them, too
            self.judge.catch_up()
        return {entry: self.judge.counted(entry) for entry in entries}

    def answer(self, asked: bytes) -> bytes:
        """One question as JSON: {"ask": name, "with": {…}} → {"answer": …} or {"error": …}."""
        question = json.loads(asked)
        try:
            with self.lock:
                answer = self.questions[question["ask"]](**question.get("with", {}))
        except Exception as error:  # told to the asker; the process must go on judging
            log.exception("question %s", question.get("ask"))
            return json.dumps({"error": f"{type(error).__name__}: {error}"}).encode()
        return json.dumps({"answer": answer}, default=str).encode()

    def follow(self, changed: set[str]) -> int:
        """Take what the database told; how many entries came."""
        with self.lock:
            if ROSTER in changed or not self.judge.is_open:
                self.judge.open()
                return 0
            return self.judge.catch_up()


def attend(court: Court, connection: Connection) -> None:
    """Answer one asker until it hangs up."""
    with connection, suppress(EOFError, OSError):
        while True:
            connection.send_bytes(court.answer(connection.recv_bytes(1 << 20)))


def listen(court: Court, listener: Listener) -> None:
    """Let askers in, once there is something to tell."""
    court.opened.wait()
    while True:
        try:
            connection = listener.accept()
        except Exception as error:  # somebody without the key, or who hung up; others must still get in
            log.warning("refused a caller: %s", type(error).__name__)
            continue
        Thread(target=attend, args=(court, connection), daemon=True).start()


def watch(court: Court, url: str) -> None:
    """Wait for the database to tell of changes; look anyway now and then, as a day may have passed."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"listen {ROSTER}")
        connection.execute(f"listen {ENTRIES}")
        told = {ROSTER}  # what happened before we listened
        while True:
            began = monotonic()
            gained = _follow(court, told)
            court.opened.set()
            ended = monotonic()
            rest = HEAP_REST if gained > HEAP else min(ended - began, LONGEST_REST)
            told = {n.channel for n in connection.notifies(timeout=TURN, stop_after=1)}
            # Entries that come without pause are judged some together; the rest of a core is left to those who hand them in.
            sleep(max(0.0, ended + rest - monotonic()))
            told |= {n.channel for n in connection.notifies(timeout=0)}


def _follow(court: Court, told: set[str]) -> int:
    try:
        return court.follow(told)
    except psycopg.OperationalError:
        raise
    except Exception:  # a bad pack or row must not end the process; the last verdicts stay, with their seq
        log.exception("could not judge")
        return 0


def today() -> date:
    """Today in Shanghai, or the day that the installation stands on."""
    told = os.environ.get("BANGFU_TODAY", "")
    return date.fromisoformat(told) if told else datetime.now(SHANGHAI).date()


def main() -> None:
    """Run until ended."""
    dictConfig(configuration())
    os.nice(NICE)
    url = os.environ["JUDGE_URL"]
    host, _, port = os.environ.get("BANGFU_JUDGE", "127.0.0.1:8461").rpartition(":")
    key = bytes.fromhex(keys_at(Path(os.environ.get("BANGFU_HOME", "var")) / "keys.json").judge)
    court = Court(Judge(url, today))
    listener = Listener((host, int(port)), backlog=BACKLOG, authkey=key)
    Thread(target=listen, args=(court, listener), daemon=True).start()
    while True:
        try:
            watch(court, url)
        except psycopg.OperationalError as error:
            log.error("the database is away: %s", str(error).strip().partition("\n")[0])
            sleep(PAUSE)


if __name__ == "__main__":
    main()
