"""`bangfu run` as somebody at a terminal has it: told what is lacking, up, used, ended."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import psutil

from bangfu.cli.localise import say
from bangfu.site import starting
from bangfu.site.processes import free_port

EXAMPLE = Path(__file__).parent.parent.parent / "docs" / "example"
CLEAN = {k: v for k, v in os.environ.items() if not k.startswith(("BANGFU", "DATABASE", "DJANGO"))}


def refused(*words: str, **named: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", "from bangfu.cli.main import run; run()", "run", *words],
        env={**CLEAN, "BANGFU_LANG": "en", **named},
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    return done.stderr


@contextmanager
def running(home: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command at work, and the address it printed."""
    port = str(free_port("127.0.0.1", 18_400))
    command = [sys.executable, "-c", "from bangfu.cli.main import run; run()", "run"]
    child = subprocess.Popen(
        [*command, "--home", str(home), "--port", port, "--case", str(EXAMPLE)],
        env={**CLEAN, "BANGFU_LANG": "en", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    try:
        url = next(line.split(": ")[1].strip() for line in child.stdout if line.startswith("Bangfu is ready"))
        yield child, url
    finally:
        child.send_signal(signal.SIGINT)
        child.communicate(timeout=60)


def of_home(home: Path) -> list[str]:
    """What still runs of a home."""
    found: list[str] = []
    for process in psutil.process_iter(["cmdline"]):
        line = " ".join(process.info["cmdline"] or [])
        if str(home) in line and process.pid != os.getpid():
            found.append(line)
    return found


def test_a_server_of_ones_own_needs_all_three_addresses(tmp_path: Path) -> None:
    told = refused("--home", str(tmp_path), DATABASE_URL="postgresql://bangfu_app@127.0.0.1:1/bangfu")
    assert told.count("(address_missing)") == 2


def test_a_faulty_case_is_told_before_anything_starts(tmp_path: Path) -> None:
    case = tmp_path / "case"
    case.mkdir()
    (case / "places.csv").write_text("code,name,level,parent\n62112,村,village,\n", encoding="utf-8")
    assert "places.csv" in refused("--home", str(tmp_path / "home"), "--case", str(case))
    assert not (tmp_path / "home" / "postgres").exists()


def test_it_starts_serves_ends_whole_and_starts_again_quickly(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with running(home) as (_, url):
        with urlopen(f"{url}sign-in/", timeout=20) as page:
            assert page.status == 200
        first = json.loads((home / "first-accounts.json").read_text(encoding="utf-8"))
        assert {a["role"] for a in first} == {"system_admin", "security_admin", "audit_admin"}
        assert all(a["url"] == url for a in first)
        assert (home / "first-accounts.json").stat().st_mode & 0o077 == 0
    assert of_home(home) == []
    since = time.monotonic()
    with running(home) as (child, _):
        assert child.poll() is None
        assert (
            time.monotonic() - since < 60
        )  # ten seconds on a quiet machine; here it is proved that it does not hang
    assert of_home(home) == []


def test_each_part_that_may_end_by_itself_has_a_name() -> None:
    parts = re.findall(r'part\("(\w+)"', Path(starting.__file__).read_text(encoding="utf-8"))
    assert len(parts) == 4
    assert all(say(f"run.part_{name}", "en") for name in [*parts, "database"])
