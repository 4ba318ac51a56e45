"""The way out to addresses that people typed: what it refuses, and that it ends."""

from __future__ import annotations

import socket
import threading
import time

import pytest

from bangfu.errors import BangfuError
from bangfu.site.notices import door
from bangfu.site.notices.door import Away, BrokenOff, Target, checked, is_public, post


def code(address: str, *machines: str) -> str:
    with pytest.raises(BangfuError) as told:
        checked(address, lambda host: list(machines))
    return told.value.problems[0].code


@pytest.mark.parametrize(
    "address",
    [
        "http://qyapi.weixin.qq.com/send",
        "https://user:word@qyapi.weixin.qq.com/send",
        "https://qyapi.weixin.qq.com:8443/send",
        "https://qyapi.weixin.qq.com:x/send",
        "https://localhost/send",
        "https:///send",
        "https://[::1/send",
        "https://例子.cn/send",
        "https://a.cn/send#x",
        "https://a.cn/a b",
        "https://a.cn/\r\nHost: b",
        "file:///etc/passwd",
        "",
    ],
)
def test_an_address_that_is_not_plain_https_is_refused(address: str) -> None:
    assert code(address, "39.156.66.10") == "robot_address"


@pytest.mark.parametrize("host", ["127.0.0.1", "8.8.8.8", "127.1", "0x7f.0.0.1", "2130706433.0"])
def test_a_number_is_no_name(host: str) -> None:
    assert code(f"https://{host}/send", "39.156.66.10") == "robot_not_public"


@pytest.mark.parametrize(
    "machine",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "255.255.255.255", "::1", "fe80::1", "fc00::1", "::ffff:10.0.0.1", "2002:7f00:1::", "ff02::1",
        "2001:0:7f00:1::",
    ],
)  # fmt: skip
def test_a_name_of_a_machine_inside_is_refused_even_beside_one_outside(machine: str) -> None:
    assert not is_public(machine)
    assert code("https://a.cn/send", "39.156.66.10", machine) == "robot_not_public"


def test_a_name_that_nobody_knows_is_refused() -> None:
    def nobody(host: str) -> list[str]:
        raise socket.gaierror

    with pytest.raises(BangfuError):
        checked("https://a.cn/send", nobody)
    assert code("https://a.cn/send") == "robot_not_public"


def test_the_call_goes_to_the_machine_that_was_checked() -> None:
    answers = iter([["39.156.66.10"], ["127.0.0.1"]])
    assert checked("https://a.cn/send?key=1", lambda host: next(answers)) == Target(
        "a.cn", 443, "39.156.66.10", "/send?key=1"
    )


def listening(answer: bytes, pause: float = 0) -> int:
    """A server of one call that answers byte by byte."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        line, _ = server.accept()
        line.settimeout(0.3)
        heard = b""
        try:
            while not heard.endswith(b"{}") and (more := line.recv(4096)):
                heard += more
            for byte in answer:
                line.send(bytes([byte]))
                time.sleep(pause)
        except OSError:
            pass
        line.close()
        server.close()

    threading.Thread(target=serve, daemon=True).start()
    return server.getsockname()[1]


def call(port: int) -> tuple[int, bytes]:
    target = Target("a.cn", port, "127.0.0.1", "/send")
    return post(target, {}, lambda t, s: socket.create_connection((t.machine, t.port), s))


def test_an_answer_byte_by_byte_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "SECONDS", 0.5)
    with pytest.raises(BrokenOff):
        call(listening(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + b"x" * 9999, 0.05))


def test_a_line_that_breaks_is_told_apart_from_nobody_there() -> None:
    with pytest.raises(BrokenOff):
        call(listening(b""))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Away):
        call(port)


def test_a_redirect_is_not_followed() -> None:
    port = listening(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n")
    assert call(port)[0] == 302


def test_a_server_that_cannot_prove_its_name_is_nobody() -> None:
    port = listening(b"HTTP/1.1 200 OK\r\n\r\n")
    with pytest.raises(Away):
        post(Target("a.cn", port, "127.0.0.1", "/send"), {})
