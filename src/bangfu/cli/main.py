"""The entry: finds the command, runs it, and turns whatever goes wrong into lines and an exit code.

Modules of commands are imported when they are called, so that `bangfu --help` costs nothing. Exit codes: 0 answered,
2 bad input (one line a fault on stderr), 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from types import ModuleType
from typing import Annotated

import typer
import typer.core
from typer.main import get_command

from bangfu.cli.extensions import extensions
from bangfu.cli.localise import Command, Hidden, Localised, localise, say
from bangfu.cli.usage import no_such_command, shows_help, usage_problem
from bangfu.errors import BangfuError, Problem

# Where each command lives: its module, and the commands below it where it is a group. What is installed beside the
# library (the site) adds its own, see `extensions`.
COMMANDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "demo": ("demo", ("accounts",)),
    "evaluate": ("evaluate", ()),
    "explain": ("explain", ()),
    "what-if": ("whatif", ()),
    "overlaps": ("overlaps", ()),
    "load": ("load", ()),
    "board": ("board", ()),
    "regulations": ("regulations", ()),
    "roster": ("roster", ("check",)),
    "import": ("import_", ()),
    "convert": ("cases", ()),
    "simulate": ("simulate", ()),
    "assess": ("assess", ()),
    "propose": ("propose", ()),
    "eligible": ("eligible", ()),
    "commend": ("commend", ()),
    "allowances": ("allowances", ()),
    "draft": ("draft", ()),
}


class Commands(Localised, typer.core.TyperGroup):
    """The commands by name; one is loaded only when it is called."""

    def list_commands(self, ctx: Hidden) -> list[str]:
        """All names, in the order in which a newcomer needs them."""
        return [*extensions(), *COMMANDS]

    def get_command(self, ctx: Hidden, cmd_name: str) -> Hidden:
        """A command for the list: its name and help only."""
        if cmd_name not in COMMANDS and cmd_name not in extensions():
            return None
        help_ = say(f"commands.{cmd_name}")
        return Command(cmd_name, help=help_, short_help=help_)

    def resolve_command(self, ctx: Hidden, args: list[str]) -> tuple[str, Hidden, list[str]]:
        """The command to run, loaded."""
        if args[0] not in COMMANDS and args[0] not in extensions():
            raise BangfuError(no_such_command(args[0], [*extensions(), *COMMANDS]))
        return args[0], load(args[0]), args[1:]


class Group(Commands):
    """A command with commands below it, loaded with it."""

    list_commands = typer.core.TyperGroup.list_commands
    get_command = typer.core.TyperGroup.get_command

    def resolve_command(self, ctx: Hidden, args: list[str]) -> tuple[str, Hidden, list[str]]:
        """The command below this one."""
        if args[0] not in self.commands:
            raise BangfuError(no_such_command(args[0], self.commands))
        return args[0], self.commands[args[0]], args[1:]


def load(name: str) -> Hidden:
    """Import the module of a command and build it, in the reader's language."""
    module, below = _home(name)
    app = typer.Typer(add_completion=False, cls=Group, no_args_is_help=name != "demo")
    if below:  # `bangfu demo` does something without a command below it, most groups do not
        alone = getattr(module, name, None)
        app.callback(invoke_without_command=alone is not None)(alone or (lambda: None))
    for part in below or (name,):
        function = getattr(module, part.replace("-", "_").replace("import", "import_"))
        app.command(part, cls=Command)(function)
    built: Hidden = get_command(app)
    for part in below:
        localise(built.commands[part], f"{name} {part}")
    localise(built, name)
    built.name = name
    return built


def _home(name: str) -> tuple[ModuleType, tuple[str, ...]]:
    """The module of a command, and the commands below it."""
    if name in COMMANDS:
        module, below = COMMANDS[name]
        return import_module(f"bangfu.cli.{module}"), below
    found = extensions()[name].load()
    return found, getattr(found, "BELOW", ())


def command() -> Hidden:
    """`bangfu` itself."""
    app = typer.Typer(cls=Commands, no_args_is_help=True)
    app.callback()(_bangfu)
    built: Hidden = get_command(app)
    localise(built, "bangfu")
    return built


def _version(wanted: bool) -> None:
    if wanted:
        metadata = import_module("importlib.metadata")  # slow to import, and wanted only here
        typer.echo(f"bangfu {metadata.version('bangfu')}")
        raise typer.Exit


def _bangfu(
    show_version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False,
) -> None:
    """Nothing by itself: a command follows."""


def main(args: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; faults are told on stderr, one line each."""
    try:
        done = command().main(args=args, prog_name="bangfu", standalone_mode=False)
        sys.stdout.flush()
    except BangfuError as error:
        return _tell(error)
    except typer.TyperException as error:
        return 0 if shows_help(error) else _tell(BangfuError(usage_problem(error)))
    except BrokenPipeError:
        return _reader_gone()
    except OSError as error:
        reason = (("reason", error.strerror or type(error).__name__),)
        return _tell(BangfuError(Problem("system_refused", str(error.filename or ""), details=reason)))
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # Typer calls it a failure
            return _reader_gone()
        raise
    except typer.Abort:
        return 130
    return done if isinstance(done, int) else 0


def _reader_gone() -> int:
    """Whoever read the output has had enough of it, which is no fault; what is still to be written goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _tell(error: BangfuError) -> int:
    for problem in error.problems:
        print(" ".join(problem.say().split("\n")), file=sys.stderr)
    return 2


def run() -> None:
    """What the installed command calls."""
    if sys.stdout is None or sys.stderr is None:
        sys.exit(2)  # closed by the caller: nobody would see the answer
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8")  # the exchange format is UTF-8 whatever the locale
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.exit(main())
