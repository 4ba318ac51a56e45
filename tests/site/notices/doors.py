"""A door to this machine: it leads every address to one port here, without TLS. The real one's checks are tested apart."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

from bangfu.site.notices.door import Resolve, Target
from bangfu.site.notices.robots import Door


def door_to(port: int) -> Door:
    def check(address: str, resolve: Resolve) -> Target:
        parts = urlsplit(address)
        return Target(parts.hostname or "", port, "127.0.0.1", f"{parts.path}?{parts.query}")

    return Door(
        check=check, connect=lambda target, s: socket.create_connection((target.machine, target.port), s)
    )
