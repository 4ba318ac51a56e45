"""The board on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bangfu.paper.gaps import PER_DUTY
from bangfu.paper.model import STATUSES, Board, Gap, Tally
from bangfu.paper.words import SIGNS, figures, percent, period, status_names, word

STYLES: dict[str, str] = {
    "met": "green",
    "open": "cyan",
    "unmet": "bold red",
    "judgement": "yellow",
    "exempt": "dim",
}
_BAR = 8  # characters


def on_screen(board: Board) -> RenderableType:
    """Everything a leader needs at once: totals, kinds of bearer, townships, and the gaps that weigh most."""
    return Group(*_parts(board))


def _parts(board: Board) -> Iterator[RenderableType]:
    tongue = board.language
    title = Text(f"{board.name} {word('board_title', tongue)}", style="bold")
    about = [word("as_of", tongue, day=board.as_of), *(f"{r.title}（{r.number}）" for r in board.regulations)]
    lines = [title, Text("\n".join(about)), summary(board)]
    if board.synthetic:
        lines.insert(1, Text(word("synthetic", tongue), style="black on yellow"))
    yield Panel(Group(*lines), box=box.ROUNDED)
    yield _tallies(board, "by_kind", [(word(f"group.{g}", tongue), t) for g, t in board.groups.items()])
    yield _tallies(board, "by_township", [(a.name, a.tally) for a in board.areas])
    yield Text(f"{word('once', tongue)}\n{word('kept_means', tongue)}", style="dim")
    yield _gaps(board)
    yield Text(word("proposal", tongue), style="dim")


def summary(board: Board) -> Text:
    """One line: how many of each status."""
    text = Text()
    for status, name in zip(STATUSES, status_names(board.language), strict=True):
        text.append(f"{SIGNS[status]} {name} {board.total.of(status):,}  ", STYLES[status])
    return text.append(f"{word('kept', board.language)} {percent(board.total.kept)}", "bold")


def _tallies(board: Board, key: str, rows: list[tuple[str, Tally]]) -> Table:
    tongue = board.language
    table = Table(
        title=word(key, tongue),
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        padding=(0, 1),
        pad_edge=False,
        collapse_padding=True,
    )
    table.add_column(word("township" if key == "by_township" else "bearer_kind", tongue), no_wrap=True)
    for status, name in zip(STATUSES, status_names(tongue), strict=True):
        table.add_column(f"{SIGNS[status]}{name}", justify="right", style=STYLES[status], no_wrap=True)
    table.add_column(word("kept", tongue), justify="left", no_wrap=True)
    for name, tally in rows:
        table.add_row(Text(name), *(f"{tally.of(s):,}" for s in STATUSES), _bar(tally))
    return table


def _bar(tally: Tally) -> Text:
    if tally.kept is None:
        return Text("—")
    full = int(tally.kept * _BAR + 1e-9)
    return Text.assemble(("█" * full, "green"), ("░" * (_BAR - full), "red"), f" {percent(tally.kept)}")


def _gaps(board: Board) -> RenderableType:
    tongue = board.language
    if not board.gaps:
        return Text(word("no_gaps", tongue), style="bold green")
    table = Table(
        title=word("gaps", tongue),
        title_justify="left",
        title_style="bold",
        box=None,
        padding=(0, 1, 1, 0),
        show_header=False,
    )
    table.add_column(justify="right", style="bold red")
    table.add_column(overflow="fold")
    for rank, gap in enumerate(board.gaps, 1):
        table.add_row(str(rank), _gap(board, gap))
    return Group(table, Text(word("gap_rule", tongue, per_duty=PER_DUTY), style="dim"))


def _gap(board: Board, gap: Gap) -> Text:
    """Who and where; which duty under which clause; how far from it; on which entries that rests."""
    tongue = board.language
    done = figures(gap.achieved, gap.required, gap.unit, tongue)
    missed = word("missed_of", tongue, judged=gap.judged, missed=gap.missed)
    worst = f"{word('worst', tongue)} {period(gap.worst_start, gap.worst_end)}"
    counted = f"{word('evidence', tongue)} {evidence(gap, board)}"
    return Text.assemble(
        (gap.name, "bold"), f" · {gap.role} · {'、'.join(gap.areas)}\n",
        gap.title, (f" · {gap.number} {gap.clause}\n", "cyan"),
        (missed, "red"), f" · {worst} · {word('done_required', tongue)} {done} · {counted}",
    )  # fmt: skip


def evidence(gap: Gap, board: Board, most: int = 3) -> str:
    """How many entries counted, and the first of them."""
    if not gap.evidence:
        return word("evidence_none", board.language)
    ids = " ".join(gap.evidence[:most]) + (" …" if len(gap.evidence) > most else "")
    return word("evidence_some", board.language, count=len(gap.evidence), ids=ids)
