"""Room for the calls of a request.

CPython (seen with 3.11) takes a new page from the system for every call that passes the end of the current piece of its
stack, and gives it back when that call returns. A loop in a template that happens to stand there does so thousands of
times: the longest pages took up to 70 ms more, depending on nothing but how deep the loop was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Application = Callable[..., Iterable[bytes]]
ROOM = 1 << 16  # values, 512 KiB; pages that are not used are never taken


def roomy(application: Application) -> Application:
    """An application whose calls all find room in the piece of stack that its first one takes."""

    def call(*arguments: Any) -> Iterable[bytes]:
        return application(*arguments)

    call.__code__ = call.__code__.replace(co_stacksize=ROOM)
    return call
