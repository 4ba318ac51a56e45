"""The words of the command line (`words.toml`), put into commands after Typer has built them."""

from __future__ import annotations

from typing import Any

import typer.core
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bangfu.cli.extensions import words as extension_words
from bangfu.language import Language, language
from bangfu.wording import table

# Typer keeps the types of contexts, parameters and built commands to itself.
Hidden = Any


def _words() -> dict[str, Any]:
    return table("bangfu.cli")


def say(key: str, tongue: Language | None = None, **blanks: object) -> str:
    """A word or sentence by its dotted key, in the reader's language."""
    entry: Any = _found(_words(), key) or _found(extension_words(), key)
    return str(entry[tongue or language()]).format(**blanks)


def _found(table: Any, key: str) -> Any:
    for part in key.split("."):
        table = table.get(part) if table else None
    return table


class Localised:
    """Help in the reader's language; goes before one of Typer's classes."""

    def get_help_option(self, ctx: Hidden) -> Hidden:
        """The option `--help`."""
        option: Hidden = super().get_help_option(ctx)  # pyright: ignore[reportAttributeAccessIssue]
        if option is not None:
            option.help = say("options.help")
        return option

    def format_help(self, ctx: Hidden, formatter: Hidden) -> None:
        """The whole help. Typer's own renderer is slow to load and speaks English between the lines."""
        Console(highlight=False).print(_help(self, ctx))


class Command(Localised, typer.core.TyperCommand):
    """A command whose help speaks the reader's language."""


def localise(command: Hidden, name: str) -> None:
    """Give a command, and each of its parameters, its help. `name.param` goes before `param` in the table."""
    command.help = command.short_help = say(f"commands.{name.replace(' ', '_')}")
    options = _words()["options"]
    if name.split(maxsplit=1)[0] not in _words()["commands"]:
        options = options | extension_words()["options"]
    for param in command.params:
        own = f"{name}_{param.name}".replace(" ", "_").replace("-", "_")
        param.help = say(f"options.{own if own in options else param.name}")


def _help(command: Hidden, ctx: Hidden) -> RenderableType:
    """The usage line, what the command does, and its parameters (or the commands below it)."""
    params = [p for p in command.get_params(ctx) if not getattr(p, "hidden", False)]
    arguments = [p for p in params if isinstance(p, typer.core.TyperArgument)]
    usage = f"{say('usage')}{ctx.command_path} {' '.join(command.collect_usage_pieces(ctx))}"
    groups = [
        ("arguments", [(p.metavar or p.name or "", _told(p)) for p in arguments]),
        ("options", [(_written(p), _told(p)) for p in params if p not in arguments]),
    ]
    if isinstance(command, typer.core.TyperGroup):
        below = [(n, command.get_command(ctx, n)) for n in command.list_commands(ctx)]
        groups.append(("commands", [(n, getattr(c, "help", "")) for n, c in below]))
    panels = [_panel(say(f"frames.{title}"), rows) for title, rows in groups if rows]
    return Group(Text(f"\n{usage}\n", "bold"), Text(f"{command.help}\n"), *panels)


def _written(param: Hidden) -> str:
    value = "" if param.is_flag else param.metavar or ""
    return f"{', '.join(param.opts)} {value}".strip()


def _told(param: Hidden) -> str:
    """The help of a parameter, with its default or that it must be given."""
    if param.required:
        return f"{param.help} {say('frames.required')}"
    shown = not getattr(param, "is_flag", False) and param.default not in (None, "", ())
    return f"{param.help} {say('frames.default', value=param.default)}" if shown else param.help


def _panel(title: str, rows: list[tuple[str, str]]) -> Panel:
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    for left, right in rows:
        table.add_row(Text(left), Text(right))
    return Panel(table, title=title, title_align="left", border_style="dim")
