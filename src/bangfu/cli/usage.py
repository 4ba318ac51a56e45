"""Faults of the command line itself, as problems of the catalogue."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import Any

import typer

from bangfu.errors import Problem


def usage_problem(error: typer.TyperException) -> Problem:
    """What Typer raised, as a problem. Typer makes public only the base of its exceptions: they are told by name."""
    context, param = getattr(error, "ctx", None), getattr(error, "param", None)
    details = (("command", context.command_path if context is not None else "bangfu"),)
    kind = type(error).__name__
    if kind == "NoSuchOption":
        option: str = getattr(error, "option_name", "")
        known = [o for p in context.command.params for o in p.opts] if context is not None else []
        return Problem("unknown_option", value=option, details=(*details, ("near", near(option, known))))
    name = (
        ""
        if param is None
        else param.opts[0]
        if param.param_type_name == "option"
        else param.metavar or param.human_readable_name
    )
    if kind == "MissingParameter":
        return missing(name, details[0][1])
    refused: list[dict[str, Any]] = getattr(error.__cause__, "errors", list)()
    return _bad_number(name, refused) or _bad_value(name, error.format_message(), details)


def _bad_number(name: str, refused: list[dict[str, Any]]) -> Problem | None:
    """What Pydantic, which reads numbers for Typer, has against one."""
    for fault in refused:
        if fault["type"] == "greater_than_equal":
            return Problem(
                "too_small", name, value=fault["input"], details=(("least", str(fault["ctx"]["ge"])),)
            )
        if fault["type"].startswith("int_"):
            return Problem("bad_integer", name, value=fault["input"])
    return None


def _bad_value(name: str, said: str, details: tuple[tuple[str, str], ...]) -> Problem:
    choice = re.search(r"'([^']*)' is not one of (.*?)\.?$", said)
    if choice:
        known = re.findall(r"'([^']*)'", choice[2])
        details = (("choices", ", ".join(known)), ("near", near(choice[1], known)))
        return Problem("unknown_choice", name, value=choice[1], details=details)
    return Problem("bad_usage", name, details=(*details, ("reason", f"{said.rstrip('.')}.")))


def shows_help(error: typer.TyperException) -> bool:
    """Whether Typer has shown the help of a group called without a command; nothing is wrong then."""
    return type(error).__name__ == "NoArgsIsHelpError"


def no_such_command(name: str, known: Iterable[str]) -> Problem:
    """A command that does not exist."""
    return Problem("unknown_command", value=name, details=(("near", near(name, known)),))


def near(word: str, known: Iterable[str]) -> str:
    """The known words most like one, as a bracketed question; nothing where none is."""
    found = difflib.get_close_matches(word, list(known), n=2, cutoff=0.6)
    return f" ({'、'.join(found)}?)" if found else ""


def missing(name: str, command: str) -> Problem:
    """An argument that a command needs and did not get."""
    return Problem("missing_argument", value=name, details=(("command", command),))
