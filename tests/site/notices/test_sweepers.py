"""Several sweepers at once, and sweepers killed in the middle: each notice is made once, each delivery sent at most once."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from tests.site.notices.conftest import Box, Group, by_mail, robot
from tests.site.notices.doors import door_to

from bangfu.site.notices import sweeping
from bangfu.site.postgres import Cluster

ROOT = Path(__file__).parents[3]
DAY = "2020-12-28"
ROLES = (
    "resident_cadre", "unit_contact", "unit_leader", "township_clerk", "township_leader", "county_office",
    "county_leader", "organization_department", "inspector",
)  # fmt: skip
KILLS = 10
Rows = Callable[..., list[tuple[Any, ...]]]


def environment(cluster: Cluster, database: str) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": cluster.url("bangfu_app", database),
        "BANGFU_TODAY": DAY,
        "BANGFU_MAIL_HOST": "127.0.0.1",
        "BANGFU_MAIL_PORT": str(settings.EMAIL_PORT),
        "BANGFU_MAIL_TLS": "none",
        "BANGFU_MAIL_FROM": "bangfu@example.gov.cn",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
    }


def sweeper(cluster: Cluster, database: str, group: Group) -> subprocess.Popen[str]:
    """A sweeper that stands ready."""
    command = [sys.executable, "-m", "tests.site.notices.sweeper", str(group.port)]
    child = subprocess.Popen(
        command,
        env=environment(cluster, database),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def begin(child: subprocess.Popen[str]) -> None:
    assert child.stdin is not None
    child.stdin.write("\n")
    child.stdin.flush()


def everybody() -> None:
    """All roles by mail at any hour."""
    hours = {"quiet_from": "00:00", "quiet_until": "00:00", "quiet_on_rest_days": False}
    for role in ROLES:
        by_mail(role, f"{role}@example.gov.cn", **hours)


def groups() -> None:
    """A group of a unit and one of a township."""
    robot("unit_leader")
    robot("county_office", "dingtalk", place_id=621121100000)


def heard(box: Box) -> Counter[str]:
    """How often each notice went by mail: a mail names its own."""
    return Counter(found for m in box.mails for found in re.findall(r"/notices/(\w+)/", m.get_content()))


def test_four_at_once_tell_each_thing_once(
    cluster: Cluster, database: str, stand: Any, rows: Rows, box: Box, group: Group, owner: Any
) -> None:
    stand(DAY)
    everybody()
    groups()
    box.delay = group.delay = 0.02
    running = [sweeper(cluster, database, group) for _ in range(4)]
    for child in running:
        begin(child)
    assert [child.wait(120) for child in running] == [0] * 4
    owner("update notices_delivery set not_before = now() - interval '20 years' where state = 'waiting'")
    sweeping.sweep(door_to(group.port))  # those of the groups, whose hours are quiet
    states = rows("select state, count(*) from notices_delivery group by 1")
    assert [state for state, _ in states] == ["sent"]
    [(mails,)] = rows("select count(*) from notices_delivery where robot_id is null")
    [(calls,)] = rows("select count(*) from notices_delivery where robot_id is not null")
    assert mails >= len(ROLES)
    assert set(heard(box).values()) == {1}
    assert (len(box.mails), len(group.heard)) == (mails, calls)
    assert (
        rows("select subject, kind, day, about from notices_notice group by 1, 2, 3, 4 having count(*) > 1")
        == []
    )
    assert rows("select reason from notices_turn where reason <> ''") == []


def test_killed_in_the_middle_nothing_is_told_twice_and_nothing_is_lost_unsaid(
    cluster: Cluster, database: str, stand: Any, rows: Rows, box: Box, group: Group, owner: Any
) -> None:
    stand(DAY)
    everybody()
    groups()
    owner(MANY)
    box.delay = group.delay = 0.05
    chance = random.Random(20201228)
    for _ in range(KILLS):
        child = sweeper(cluster, database, group)
        begin(child)
        time.sleep(chance.uniform(0.05, 0.9))
        child.send_signal(signal.SIGKILL)
        child.wait()
    killed = rows("select count(*) from notices_delivery where state = 'sending'")
    owner(
        "update notices_delivery set claimed_at = claimed_at - interval '11 minutes' where state = 'sending'"
    )
    last = sweeper(cluster, database, group)
    begin(last)
    assert last.wait(180) == 0
    owner("update notices_delivery set not_before = now() - interval '20 years' where state = 'waiting'")
    sweeping.sweep(door_to(group.port))
    time.sleep(0.2)
    often = heard(box)
    assert set(often.values()) == {1}
    ended = rows("select notice_id, state from notices_delivery where robot_id is null")
    assert {state for _, state in ended} <= {"sent", "unknown"}
    assert all(often[notice] == 1 for notice, state in ended if state == "sent")
    assert rows("select count(*) from notices_delivery where state = 'unknown'") == killed
    made = "select count(*) from notices_notice where kind = 'digest' and day = %s and subject = '99-county_office'"
    assert rows(made, DAY) == [(1,)]
    assert rows("select reason from notices_turn where reason <> ''") == []


def test_the_process_sweeps_and_ends_when_it_is_asked_to(
    cluster: Cluster, database: str, stand: Any, rows: Rows, box: Box
) -> None:
    stand(DAY)
    everybody()
    command = [sys.executable, "-m", "bangfu.site.notices.sweep"]
    child = subprocess.Popen(command, env=environment(cluster, database), stderr=subprocess.PIPE, text=True)
    done = "select count(*), count(*) filter (where state = 'sent') from notices_delivery"
    try:
        for _ in range(600):
            [(made, sent)] = rows(done)
            if made == sent >= len(ROLES):
                break
            time.sleep(0.1)
        child.terminate()
        told = child.communicate(timeout=60)[1]
    finally:
        child.kill()
    assert child.returncode == 0
    assert len(box.mails) >= len(ROLES)
    assert "Traceback" not in told
    assert "example" not in told


# More that waits, so that a kill falls into sending.
MANY = """with made as (
    insert into notices_notice (id, account, subject, kind, day, about, figures, on_site, made_at)
    select 'many' || n, '99-county_office', '99-county_office', 'digest', date '2019-01-07' + n * 7, '', '{}', true,
        now() from generate_series(1, 60) n returning id, account)
insert into notices_delivery (id, notice_id, account, state, not_before, claim, tries, reason)
select 'd' || id, id, account, 'waiting', now() - interval '20 years', '', 0, '' from made"""
