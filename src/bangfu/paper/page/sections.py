"""The sections of the page: totals, kinds of bearer, townships, gaps, duties."""

from __future__ import annotations

from bangfu.paper.gaps import PER_DUTY
from bangfu.paper.model import STATUSES, Area, Board, Gap, Tally
from bangfu.paper.page.bars import bar, legend
from bangfu.paper.page.html import Markup, el, join
from bangfu.paper.page.tables import duty_row, duty_table, tally_table
from bangfu.paper.words import SIGNS, figures, percent, period, status_names, word


def head(board: Board) -> Markup:
    """Whose board, of which day, by which regulations, and whether its people are made up."""
    tongue = board.language
    regulations = [
        el("li", r.title, el("span", f"{r.number} · {word('in_force', tongue)} {r.start}", class_="quiet"))
        for r in board.regulations
    ]
    return el(
        "header",
        el("p", word("as_of", tongue, day=board.as_of), class_="day"),
        el("h1", board.name, " ", word("board_title", tongue)),
        el("p", word("synthetic", tongue), class_="synthetic", role="note") if board.synthetic else None,
        el("ul", join(*regulations), class_="regulations"),
    )


def totals(board: Board) -> Markup:
    """The figures of everything, each verdict once."""
    tongue = board.language
    tiles = [
        el("div", el("dt", f"{SIGNS[s]} {n}"), el("dd", f"{board.total.of(s):,}"), class_=f"tile t-{s}")
        for s, n in zip(STATUSES, status_names(tongue), strict=True)
    ]
    share = el(
        "div", el("dt", word("kept", tongue)), el("dd", percent(board.total.kept)), class_="tile t-share"
    )
    return el(
        "section",
        el("dl", share, join(*tiles), class_="tiles"),
        bar(board.total, tongue),
        legend(tongue),
        el("p", word("kept_means", tongue), " ", word("once", tongue), class_="quiet"),
        aria_label=word("overview", tongue),
    )


def by_kind(board: Board) -> Markup:
    """Each kind of bearer."""
    rows = [(el("span", word(f"group.{g}", board.language)), t) for g, t in board.groups.items()]
    return _section(board, "by_kind", tally_table(board, "by_kind", "bearer_kind", rows))


def by_township(board: Board) -> Markup:
    """Each township, leading to its figures by duty."""
    rows = [(el("a", a.name, href=f"#{_anchor(a)}"), a.tally) for a in board.areas]
    return _section(board, "by_township", tally_table(board, "by_township", "township", rows))


def _section(board: Board, key: str, *content: Markup) -> Markup:
    return el(
        "section",
        el("h2", word(key, board.language), id=f"h-{key}"),
        *content,
        id=key,
        aria_labelledby=f"h-{key}",
    )


def matrix(board: Board) -> Markup:
    """Townships against kinds of bearer: how many unmet, and the share met."""
    tongue = board.language
    groups = list(board.groups)
    heads = [
        el("th", word("township", tongue), scope="col"),
        *(el("th", word(f"group.{g}", tongue), scope="col", class_="n") for g in groups),
    ]
    body = [
        el("tr", el("th", a.name, scope="row"), *(_cell(a.groups.get(g)) for g in groups))
        for a in board.areas
    ]
    table = el(
        "table",
        el("caption", word("matrix", tongue), class_="unseen"),
        el("thead", el("tr", *heads)),
        el("tbody", *body),
        class_="matrix",
    )
    return _section(
        board,
        "matrix",
        el("div", table, class_="scroll", tabindex=0, role="region", aria_labelledby="h-matrix"),
    )


def _cell(tally: Tally | None) -> Markup:
    if tally is None:
        return el("td", "—", class_="n nil")
    return el(
        "td",
        el("b", f"{tally.unmet:,}"),
        el("span", f" / {percent(tally.kept)}", class_="quiet"),
        class_=f"n h{_heat(tally)}",
    )


def _heat(tally: Tally) -> int:
    """How dark a cell is, from 0 (all met) to 4; the figures in it say the same."""
    return 0 if tally.kept is None else min(4, int((1 - tally.kept) * 4 + 0.999))


def gaps(board: Board) -> Markup:
    """The gaps that weigh most, and the rule that ranks them."""
    tongue = board.language
    rule = el("p", word("gap_rule", tongue, per_duty=PER_DUTY), class_="quiet")
    if not board.gaps:
        return _section(board, "gaps", el("p", word("no_gaps", tongue)))
    return _section(board, "gaps", el("ol", *(_gap(board, g) for g in board.gaps), class_="gaps"), rule)


def _gap(board: Board, gap: Gap) -> Markup:
    tongue = board.language
    shown = " ".join(gap.evidence[:3]) + (" …" if len(gap.evidence) > 3 else "")
    counted = (
        word("evidence_some", tongue, count=len(gap.evidence), ids=shown)
        if gap.evidence
        else word("evidence_none", tongue)
    )
    facts = {
        "missed": word("missed_of", tongue, judged=gap.judged, missed=gap.missed),
        "missing": percent(gap.missing),
        "worst": f"{period(gap.worst_start, gap.worst_end)} · {figures(gap.achieved, gap.required, gap.unit, tongue)}",
        "evidence": counted,
    }
    return el(
        "li",
        el("h3", gap.name, el("span", f"{gap.role} · {'、'.join(gap.areas)} · {gap.bearer}", class_="quiet")),
        el("p", el("b", gap.title), " ", el("span", f"{gap.number} {gap.clause}", class_="clause")),
        el("p", gap.text, class_="quiet", lang="zh"),
        el("dl", *(el("div", el("dt", word(k, tongue)), el("dd", v)) for k, v in facts.items())),
        el("p", gap.note, class_="quiet") if gap.note else None,
    )


def by_duty(board: Board) -> Markup:
    """Every duty with its clause; the figures of the whole county."""
    rows = [duty_row(board, n, d.tally) for n, d in enumerate(board.duties)]
    return _section(board, "by_duty", duty_table(board, rows, word("by_duty", board.language)))


def townships(board: Board) -> Markup:
    """Every township taken apart into its duties."""
    found = [
        el(
            "details",
            el(
                "summary",
                el("b", a.name),
                el("span", f" ✗ {a.tally.unmet:,} · {percent(a.tally.kept)}", class_="quiet"),
            ),
            duty_table(
                board,
                [duty_row(board, c.duty, c.tally, c.group) for c in board.cells if c.area == a.code],
                a.name,
            ),
            id=_anchor(a),
        )
        for a in board.areas
    ]
    return _section(board, "matrix_sheet", *found)


def _anchor(area: Area) -> str:
    return f"t-{area.code or 'county'}"
