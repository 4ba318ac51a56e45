"""The words of the command line (`words.toml`), put into commands after Typer has built them."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any

import rtoml
import typer.core

from bangfu.language import Language, language

# Typer keeps the types of contexts, parameters and built commands to itself.
Hidden = Any


@cache
def _words() -> dict[str, Any]:
    return rtoml.loads((files("bangfu.cli") / "words.toml").read_text(encoding="utf-8"))


def say(key: str, tongue: Language | None = None, **blanks: object) -> str:
    """A word or sentence by its dotted key, in the reader's language."""
    entry: Any = _words()
    for part in key.split("."):
        entry = entry[part]
    return str(entry[tongue or language()]).format(**blanks)


class Localised:
    """Help in the reader's language; goes before one of Typer's classes."""

    def format_usage(self, ctx: Hidden, formatter: Hidden) -> None:
        """The usage line."""
        pieces: list[str] = self.collect_usage_pieces(ctx)  # pyright: ignore[reportAttributeAccessIssue]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=say("usage"))

    def get_help_option(self, ctx: Hidden) -> Hidden:
        """The option `--help`."""
        option: Hidden = super().get_help_option(ctx)  # pyright: ignore[reportAttributeAccessIssue]
        if option is not None:
            _describe(option, say("options.help"))
        return option

    def format_help(self, ctx: Hidden, formatter: Hidden) -> None:
        """The whole help."""
        translate_frames()
        super().format_help(ctx, formatter)  # pyright: ignore[reportAttributeAccessIssue]


class Command(Localised, typer.core.TyperCommand):
    """A command whose help speaks the reader's language."""


def translate_frames() -> None:
    """The words that Typer itself puts around help; loaded only where help is shown."""
    frames: Any = import_module("typer.rich_utils")
    frames.DEFAULT_STRING = say("frames.default")
    frames.REQUIRED_LONG_STRING = say("frames.required")
    frames.COMMANDS_PANEL_TITLE = say("frames.commands")


def localise(command: Hidden, name: str) -> None:
    """Give a command, and each of its parameters, its help. `name.param` goes before `param` in the table."""
    command.help = command.short_help = say(f"commands.{name.replace(' ', '_')}")
    options = _words()["options"]
    for param in command.params:
        own = f"{name}_{param.name}".replace(" ", "_").replace("-", "_")
        _describe(param, say(f"options.{own if own in options else param.name}"))


def _describe(param: Hidden, help_: str) -> None:
    param.help = help_
    kind = "arguments" if isinstance(param, typer.core.TyperArgument) else "options"
    param.rich_help_panel = say(f"frames.{kind}")
