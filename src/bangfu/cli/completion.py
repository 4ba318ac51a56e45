"""What the shell offers after the tabulator."""

from __future__ import annotations

import typer

from bangfu.regulation.packs import rules_of, shipped, vocabulary_of


def regulation_ids(incomplete: str) -> list[tuple[str, str]]:
    """The shipped regulations, with their numbers."""
    return [(id_, r.regulation.number) for id_, r in shipped().items() if id_.startswith(incomplete)]


def duty_ids(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The duties of the regulation already given, or of all."""
    asked = ctx.params.get("regulation")
    packs = [r for id_, r in shipped().items() if not asked or id_ == asked]
    found = {rule.id: rule.title.zh for r in packs for _, rule in rules_of(r)}
    return [(id_, title) for id_, title in found.items() if id_.startswith(incomplete)]


def role_codes(incomplete: str) -> list[tuple[str, str]]:
    """The roles of the vocabulary, with their names."""
    words = vocabulary_of(list(shipped().values()))
    return [(code, words.name("role", code)) for code in words.codes("role") if code.startswith(incomplete)]
