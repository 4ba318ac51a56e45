"""A notice as the robots of WeCom and DingTalk groups take it."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext as _

from bangfu.errors import BangfuError
from bangfu.site.notices import door
from bangfu.site.notices.door import Away, BrokenOff, Connect, Resolve
from bangfu.site.notices.mail import said
from bangfu.site.notices.models import Robot
from bangfu.site.notices.outcome import SENT, Outcome, failed, unknown
from bangfu.site.notices.words import Words, address

LONGEST = 3800  # bytes; WeCom takes 4096
TOO_OFTEN = {45009, 130101}  # what WeCom and DingTalk say to more than twenty a minute
SERVER_FAULT = 500


@dataclass(frozen=True)
class Door:
    """How robots are reached; tests bring their own."""

    resolve: Resolve = door.machines_of
    connect: Connect = door.connect
    check: Callable[[str, Resolve], door.Target] = door.checked


def send(robot: Robot, words: Words, moment: datetime, way: Door) -> Outcome:
    """Tell a group once."""
    if not robot.address:
        return failed("no_address")
    if robot.ended_at is not None:
        return failed("robot_ended")
    try:
        target = way.check(signed(robot, moment), way.resolve)
    except BangfuError as error:
        return failed(error.problems[0].code)
    try:
        status, answer = door.post(target, body_of(robot, words), way.connect)
    except Away:
        return failed("robot_away", again=True)
    except BrokenOff:
        return unknown("robot_broke_off")
    return _heard(status, answer)


def _heard(status: int, answer: bytes) -> Outcome:
    if status >= SERVER_FAULT:
        return unknown(f"http_{status}")
    if status != 200:  # a redirect, too
        return failed(f"http_{status}")
    try:
        code = int(json.loads(answer)["errcode"])
    except (ValueError, KeyError, TypeError):
        return unknown("robot_answer")
    if code == 0:
        return SENT
    return failed(f"robot_{code}"[:64], again=code in TOO_OFTEN)


def signed(robot: Robot, moment: datetime) -> str:
    """The address; DingTalk's with the time and its code, where the robot has a secret."""
    if robot.make != Robot.Make.DINGTALK or not robot.secret:
        return robot.address
    stamp = str(int(moment.timestamp() * 1000))
    code = hmac.digest(robot.secret.encode(), f"{stamp}\n{robot.secret}".encode(), "sha256")
    sign = quote(base64.b64encode(code), safe="")
    return f"{robot.address}{'&' if '?' in robot.address else '?'}timestamp={stamp}&sign={sign}"


def body_of(robot: Robot, words: Words) -> dict[str, Any]:
    """What each of the two expects."""
    text = markdown(words)
    if robot.make == Robot.Make.WECOM:
        return {"msgtype": "markdown", "markdown": {"content": text}}
    return {"msgtype": "markdown", "markdown": {"title": words.title, "text": text}}


def markdown(words: Words) -> str:
    """Title, figures and duties, as many as a message may have; the rest is one link away."""
    end = "\n\n" + _linked(_("在网站上看"), reverse("duties"))
    lines = [f"### {words.title}"]
    lines += [f"{f.label}：**{f.count}**" for f in words.figures]
    for part in words.parts:
        lines.append(f"**{part.title}**")
        lines += [f"- {_linked(said(i), i.whys[0])}" for i in part.items]
        if part.more:
            lines.append(_("· 另有 %(n)s 项") % {"n": part.more})
    text, room = "", LONGEST - len(end.encode())
    for line in lines:
        if len(text.encode()) + len(line.encode()) + 2 > room:
            break
        text += ("\n\n" if text else "") + line
    return text + end


def _linked(text: str, path: str) -> str:
    return f"[{text.replace('[', '（').replace(']', '）')}]({address(path)})"
