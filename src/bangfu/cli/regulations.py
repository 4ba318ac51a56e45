"""`bangfu regulations`: what the documents demand, the check of a pack, the schema of packs; templates and what they leave open."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import RenderableType

from bangfu.cli.completion import regulation_ids
from bangfu.cli.localise import say
from bangfu.cli.options import Form, Output, Packs, chosen, packs_with
from bangfu.cli.output import Format, Row, Sink
from bangfu.cli.tables import grid
from bangfu.cli.usage import missing, near
from bangfu.errors import BangfuError, Problem
from bangfu.language import language
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import load, rules_of
from bangfu.regulation.templates import Template, blanks, templates

COLUMNS = ("regulation", "clause", "kind", "bearer", "text", "realised_by")
BLANKS = ("template", "clause", "duty", "field", "text", "hint")
_HEADS = ("id", "title", "number", "place", "start", "end", "provisions", "duties")


def _offered(incomplete: str) -> list[tuple[str, str]]:
    words = [
        (w, say(f"regulations.{w}")) for w in ("check", "schema", "template") if w.startswith(incomplete)
    ]
    return [*regulation_ids(incomplete), *words]


def regulations(
    what: Annotated[
        str | None, typer.Argument(metavar="ID|check|schema|template", autocompletion=_offered)
    ] = None,
    file: Annotated[Path | None, typer.Argument(metavar="FILE")] = None,
    template: Annotated[bool, typer.Option("--template")] = False,
    pack: Packs = None,
    format_: Form = None,
    output: Output = None,
) -> None:
    """List the regulations, or the provisions of one; check a pack; print the schema, or a template and what it leaves open."""
    if what == "check":
        _check(file)
        return
    if what == "schema":
        typer.echo(json.dumps(Regulation.model_json_schema(), ensure_ascii=False, indent=2))
        return
    if what == "template":
        typer.echo(_templates(str(file) if file else None)[0].text, nl=False)
        return
    if template:
        Sink.of(format_, output).write(BLANKS, _blanks(_templates(what)), _open, title="template")
        return
    sink, packs = Sink.of(format_, output), packs_with(pack)
    asked = chosen([what] if what else None, packs, "ID")
    shown = [r for id_, r in packs.items() if asked is None or id_ in asked]
    if what is None and sink.form is Format.TABLE:
        sink.write(_HEADS, [], lambda _: _list(shown), title="regulations")
        return
    sink.write(COLUMNS, _provisions(shown), _table, title=what or "regulations")


def _check(file: Path | None) -> None:
    if file is None:
        raise BangfuError(missing("FILE", "bangfu regulations"))
    found = load(file)
    rules = sum(1 for _ in rules_of(found))
    typer.echo(say("regulations.sound", id=found.regulation.id, provisions=len(found.provision), rules=rules))


def _templates(id_: str | None) -> list[Template]:
    """One template, or all. Raises `BangfuError` naming the nearest where there is none of that name."""
    known = templates()
    if id_ is not None and id_ not in known:
        raise BangfuError(Problem("unknown_template", "ID", value=id_, details=(("near", near(id_, known)),)))
    return [t for t in known.values() if id_ in (None, t.id)]


def _blanks(shown: Iterable[Template]) -> Iterator[Row]:
    for template in shown:
        for blank in blanks(template):
            yield {
                "template": template.id,
                "clause": blank.clause,
                "duty": blank.duty,
                "field": blank.field,
                "text": blank.text,
                "hint": getattr(blank.hint, language()),
            }


def _open(rows: Iterator[Row]) -> RenderableType:
    columns = [c for c in BLANKS if c != "template"]
    return grid(columns, ([row[c] for c in columns] for row in rows))


def _provisions(shown: Iterable[Regulation]) -> Iterator[Row]:
    for regulation in shown:
        for p in regulation.provision:
            yield {
                "regulation": regulation.regulation.id,
                "clause": p.clause,
                "kind": p.kind,
                "bearer": " ".join(p.bearer) or None,
                "text": p.text,
                "realised_by": p.realisation,
            }


def _table(rows: Iterator[Row]) -> RenderableType:
    columns = [c for c in COLUMNS if c != "regulation"]
    return grid(columns, ([row[c] for c in columns] for row in rows))


def _list(shown: Iterable[Regulation]) -> RenderableType:
    rows = [
        [
            (head := r.regulation).id,
            getattr(head.title, language()),
            head.number,
            head.place,
            head.start,
            head.end,
            len(r.provision),
            sum(p.duty is not None for p in r.provision),
        ]
        for r in shown
    ]
    return grid(_HEADS, rows, numbers=("provisions", "duties"))
