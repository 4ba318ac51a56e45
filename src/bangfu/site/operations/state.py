"""What works and what does not, each with what to do."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from shutil import disk_usage

import django
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from bangfu.site.clock import now
from bangfu.site.duties.judge.client import JudgeAway, ask
from bangfu.site.operations.figures import Deliveries, Figures, deliveries, figures
from bangfu.site.operations.notes import noted
from bangfu.site.workdays.official import unknown_years

OLDEST_BACKUP = timedelta(hours=36)  # one a day, with room for a late night
OLDEST_PROOF = timedelta(days=8)
OLDEST_SWEEP = timedelta(minutes=15)  # a round every three
OLDEST_NOTICE = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
LITTLE, SCARCE = 0.15, 0.05  # shares of the disk that are free
PATIENCE = 2.0  # seconds for the judge


@dataclass(frozen=True)
class Check:
    """One thing: `state` is met, open (look at it) or unmet (do something)."""

    name: str
    state: str
    told: str
    todo: str = ""
    url: str = ""  # where it can be done, or seen

    @property
    def word(self) -> str:
        """The state in a word."""
        return {"met": _("正常"), "open": _("留意"), "unmet": _("要处理")}[self.state]


def checks() -> list[Check]:
    """All of them, the database first: without it there is no page."""
    found = figures()
    tables = _migrations()
    # Tables that are behind may lack what is counted; then they are what must be told.
    told = [] if tables.state == "unmet" else [_sweep(deliveries()), _calendar()]
    return [_database(found), _judge(found), *told, _backup(), _chain(), _disk(), tables, *_versions()]


def _database(found: Figures) -> Check:
    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        [(server,)] = cursor.fetchall()
    told = _("PostgreSQL %(version)s，%(size)s，台账 %(entries)s 笔。")
    words = {"version": server, "size": filesizeformat(found.bytes), "entries": f"{found.entries:,}"}
    return Check(_("数据库"), "met", told % words)


def _judge(found: Figures) -> Check:
    name = _("判断进程")
    try:
        ask("ready", patience=PATIENCE)
    except JudgeAway:
        todo = _("记录照常收下，结论暂时不更新。请看 judge.log，再启动 bangfu-judge。")
        return Check(name, "unmet", _("没有应答。"), todo)
    if not found.behind:
        told = _("跟上了最后一笔。") if found.behind == 0 else _("还没有判断过。")
        return Check(name, "met" if found.behind == 0 else "open", told)
    told = _("还有 %(n)s 笔没有判断。") % {"n": f"{found.behind:,}"}
    return Check(name, "open", told, _("通常几秒内跟上；一直不减少，请看 judge.log。"))


def _sweep(waiting: Deliveries) -> Check:
    """The reminders: they go round every few minutes, and what is due leaves in the next round."""
    name, told = _("提醒"), noted(settings.HOME, "sweep")
    todo = _("请看 notices.log，再启动 bangfu-sweep；到期的提醒会接着发，不会发两次。")
    if told is None:
        return Check(name, "open", _("还没有跑完过一轮。"), todo)
    words = {"since": _since(told["at"]), "n": f"{waiting.due:,}", "minutes": waiting.lag // MINUTE}
    if now() - told["at"] > OLDEST_SWEEP:
        return Check(name, "unmet", _("上一轮在 %(since)s；到期未发 %(n)s 条。") % words, todo)
    if waiting.lag > OLDEST_NOTICE:
        told_ = _("上一轮在 %(since)s；到期未发 %(n)s 条，最久的等了 %(minutes)s 分钟。") % words
        return Check(name, "open", told_, _("请看邮件服务器和群机器人，以及“没有送到的提醒”。"))
    return Check(name, "met", _("上一轮在 %(since)s；到期未发 %(n)s 条。") % words)


def _backup() -> Check:
    name, told = _("最近的备份"), noted(settings.HOME, "backup")
    todo = _("请运行 bangfu backup 文件夹，并启用 bangfu-backup.timer；密钥另存一处。")
    if told is None:
        return Check(name, "unmet", _("还没有备份过。"), todo)
    late = now() - told["at"] > OLDEST_BACKUP
    return Check(name, "unmet" if late else "met", _since(told["at"]), todo if late else "")


def _chain() -> Check:
    name, told = _("台账哈希链"), noted(settings.HOME, "chain")
    todo = _("请运行 bangfu ledger verify；每次备份也会核对。")
    if told is None:
        return Check(name, "open", _("还没有核对过。"), todo)
    if not told.get("whole"):
        todo = _("请马上运行 bangfu ledger verify 看断在哪里，保留现场，并与最近的备份核对。")
        return Check(name, "unmet", _("%(since)s 核对，有断点。") % {"since": _since(told["at"])}, todo)
    words = {"since": _since(told["at"]), "entries": f"{told.get('entries', 0):,}"}
    late = now() - told["at"] > OLDEST_PROOF
    return Check(
        name,
        "open" if late else "met",
        _("%(since)s 核对 %(entries)s 笔，完整。") % words,
        todo if late else "",
    )


def _disk() -> Check:
    room = disk_usage(settings.HOME)
    share = room.free / room.total
    state = "unmet" if share < SCARCE else "open" if share < LITTLE else "met"
    told = _("还有 %(free)s（%(share)d%%）。") % {
        "free": filesizeformat(room.free),
        "share": int(share * 100),
    }
    return Check(_("磁盘"), state, told, "" if state == "met" else _("请清理旧备份和日志，或者加大磁盘。"))


def _calendar() -> Check:
    name, years, url = _("工作日历"), unknown_years(), reverse("workdays")
    if not years:
        return Check(name, "met", _("需要的年份都有。"), url=url)
    told = _("%(years)s 年的放假安排还没有录入，按工作日算的责任暂不下结论。")
    words = {"years": "、".join(map(str, years))}
    todo = _("请县帮扶办按国务院办公厅的通知录入。")
    return Check(name, "open", told % words, todo, f"{url}?year={years[0]}")


def _migrations() -> Check:
    executor = MigrationExecutor(connection)
    left = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not left:
        return Check(_("数据库结构"), "met", _("和程序一致。"))
    todo = _("请先备份，再运行 python -m bangfu.site.founding（或重新执行 bangfu run）。")
    return Check(_("数据库结构"), "unmet", _("还有 %(n)d 步没有升级。") % {"n": len(left)}, todo)


def _versions() -> Iterator[Check]:
    told = f"Bangfu {version('bangfu')}, Python {platform.python_version()}, Django {django.get_version()}"
    yield Check(_("版本"), "met", told)


def _since(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"
