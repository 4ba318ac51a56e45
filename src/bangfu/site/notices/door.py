"""The way out to addresses that people typed: https to a public host, the very address that was checked, nothing else.

A name is resolved once, every answer must be public, and the connection goes to that answer: a name that means another
machine a moment later leads nowhere. Redirects are not followed. The whole call has an end, however slowly it is answered.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from threading import Timer
from typing import Any
from urllib.parse import urlsplit

from bangfu.errors import BangfuError, Problem

SECONDS = 10.0
MOST = 1 << 16  # bytes of an answer that are read
PORT = 443


@dataclass(frozen=True)
class Target:
    """A checked address: the machine to call, and what to ask it for."""

    host: str
    port: int
    machine: str  # its number
    path: str


Resolve = Callable[[str], list[str]]
Connect = Callable[[Target, float], socket.socket]


def machines_of(host: str) -> list[str]:
    """The numbers of a host by name."""
    found = socket.getaddrinfo(host, PORT, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def is_public(machine: str) -> bool:
    """Whether a machine stands in the public network; numbers that wrap another are judged by what they wrap."""
    number = ipaddress.ip_address(machine)
    if isinstance(number, ipaddress.IPv6Address):
        inner = number.ipv4_mapped or number.sixtofour or (number.teredo[1] if number.teredo else None)
        if inner is not None:
            number = inner
    return number.is_global and not number.is_multicast and not number.is_reserved


def checked(address: str, resolve: Resolve = machines_of) -> Target:
    """An address that may be called. Raises `BangfuError` (`robot_address`, `robot_not_public`, `robot_unknown_host`)."""
    try:
        parts = urlsplit(address)
        port = parts.port or PORT
    except ValueError:
        raise BangfuError(Problem("robot_address")) from None
    host = parts.hostname or ""
    strange = parts.scheme != "https" or parts.username or parts.password or parts.fragment or port != PORT
    if strange or "." not in host or not address.isascii() or any(c.isspace() for c in address):
        raise BangfuError(Problem("robot_address"))
    if _is_number(host):
        raise BangfuError(Problem("robot_not_public", value=host))
    try:
        machines = resolve(host)
    except (OSError, UnicodeError):
        raise BangfuError(Problem("robot_unknown_host", value=host)) from None
    if not machines or not all(is_public(m) for m in machines):
        raise BangfuError(Problem("robot_not_public", value=host))
    query = f"?{parts.query}" if parts.query else ""
    return Target(host, port, machines[0], f"{parts.path or '/'}{query}")


def _is_number(host: str) -> bool:
    """`127.1` and `0x7f.1` are numbers, too."""
    return (
        all(c in "0123456789abcdefx.:" for c in host.lower())
        and host.lower().rpartition(".")[2][:1].isdigit()
    )


def connect(target: Target, seconds: float) -> socket.socket:
    """TLS to the machine, which must prove the name."""
    raw = socket.create_connection((target.machine, target.port), seconds)
    try:
        return ssl.create_default_context().wrap_socket(raw, server_hostname=target.host)
    except BaseException:
        raw.close()
        raise


class Away(Exception):
    """Nobody was reached: nothing was handed over."""


class BrokenOff(Exception):
    """The line broke after the words were sent: they may have been heard."""


def post(target: Target, body: dict[str, Any], connect: Connect = connect) -> tuple[int, bytes]:
    """Status and answer of one call. Raises `Away` or `BrokenOff`."""
    try:
        line = connect(target, SECONDS)
    except OSError as error:  # TLS and time-outs are such, too
        raise Away from error
    ending = Timer(SECONDS, _hang_up, [line])
    ending.daemon = True
    ending.start()
    try:
        return _asked(line, target, json.dumps(body, ensure_ascii=False).encode())
    except (OSError, http.client.HTTPException) as error:
        raise BrokenOff from error
    finally:
        ending.cancel()
        line.close()


def _asked(line: socket.socket, target: Target, body: bytes) -> tuple[int, bytes]:
    call = http.client.HTTPConnection(target.host, target.port)
    call.sock = line
    call.request("POST", target.path, body, {"Content-Type": "application/json; charset=utf-8"})
    answer = call.getresponse()
    return answer.status, answer.read(MOST)


def _hang_up(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        line.close()
