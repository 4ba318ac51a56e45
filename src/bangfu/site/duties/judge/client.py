"""Asking the judge. Whoever asks has already found the row under its own scope: the judge itself sees everything."""

from __future__ import annotations

import json
import socket
import struct
from datetime import date
from multiprocessing import ProcessError
from multiprocessing.connection import Connection, answer_challenge, deliver_challenge
from threading import local
from typing import Any

from django.conf import settings

from bangfu.language import Language
from bangfu.site.duties.models import Snapshot

PATIENCE = 15.0  # seconds for a day that was not judged before
GREETING = 2  # seconds in which a judge at work answers a call
_kept = local()


class JudgeAway(Exception):
    """The judge does not answer; what it would say can be asked again later."""


def ask(name: str, patience: float = PATIENCE, **words: Any) -> Any:
    """One question. Raises `JudgeAway`."""
    question = json.dumps({"ask": name, "with": words}, default=str).encode()
    kept = getattr(_kept, "line", None) is not None
    for fresh in (False, True) if kept else (True,):  # a kept line may have been cut since
        try:
            line = _line(fresh)
            line.send_bytes(question)
            if not line.poll(patience):
                _hang_up()
                raise JudgeAway("no answer in time")
            told = json.loads(line.recv_bytes())
        except (OSError, EOFError, ProcessError) as error:
            _hang_up()
            if fresh:
                raise JudgeAway(str(error)) from error
            continue
        if "error" in told:
            raise JudgeAway(told["error"])
        return told["answer"]
    raise JudgeAway("not reached")


def _line(fresh: bool) -> Any:
    kept = getattr(_kept, "line", None)
    if kept is None or fresh:
        _hang_up()
        kept = _kept.line = _called()
    return kept


def _called() -> Connection:
    """A line on which both sides have proved that they know the key; one that takes too long over it is an `OSError`."""
    host, _, port = settings.BANGFU_JUDGE.rpartition(":")
    with socket.create_connection((host, int(port)), timeout=GREETING) as call:
        call.setblocking(True)
        # What `Client` of the library cannot do: a judge that hangs must not hold up whoever asks.
        call.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", GREETING, 0))
        line = Connection(call.detach())
    try:
        answer_challenge(line, bytes.fromhex(settings.KEYS.judge))
        deliver_challenge(line, bytes.fromhex(settings.KEYS.judge))
    except (OSError, EOFError, ProcessError):
        line.close()
        raise
    return line


def _hang_up() -> None:
    kept = getattr(_kept, "line", None)
    if kept is not None:
        kept.close()
    _kept.line = None


def snapshot(as_of: date) -> Snapshot | None:
    """The verdicts of a day up to the last entry, computed now where they are not there; None where the judge is away."""
    found = Snapshot.objects.filter(as_of=as_of).first()
    if found is not None and found.live:
        return found
    try:
        ask("on", as_of=as_of.isoformat())
    except JudgeAway:
        return found
    return Snapshot.objects.filter(as_of=as_of).first()


def explain(as_of: date, number: int, language: Language) -> dict[str, Any] | None:
    """The explanation of one verdict (`bangfu.verdict.explain.Explanation` as plain data)."""
    return ask("why", as_of=as_of.isoformat(), number=number, tongue=language)


def lines(as_of: date, numbers: list[int], language: Language) -> dict[int, dict[str, Any]]:
    """The contract's lines of some verdicts by number, with notes and evidence."""
    told = ask("lines", as_of=as_of.isoformat(), numbers=numbers, tongue=language)
    return {int(number): line for number, line in told.items()}


def counts_for(entries: list[str]) -> dict[str, list[dict[str, Any]]] | None:
    """The verdicts that each entry counts for, with titles; None where the judge is away: they will be counted later."""
    try:
        return ask("counted", patience=2.0, entries=entries)
    except JudgeAway:
        return None
