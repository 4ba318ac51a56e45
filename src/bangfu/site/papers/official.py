"""The row and the paper that is printed: one from the other."""

from __future__ import annotations

from typing import Any

from bangfu.paper.official.model import Paper as Official
from bangfu.site.papers.kinds import State
from bangfu.site.papers.models import Paper, Series


def official_of(paper: Paper) -> Official:
    """The paper as it is printed, with its number where it has one."""
    numbered = {"number": paper.number, "year": paper.year} if paper.number else {}
    return Official.model_validate({**paper.content, **numbered})


def content_of(official: Official) -> dict[str, Any]:
    """What is stored of it: everything but the number, which the row has."""
    return official.model_dump(mode="json", exclude={"number"})


def named_by(series: Series) -> dict[str, str]:
    """What a paper has from its series: red head, word, signature, and who prints it."""
    return {
        "issuer": f"{series.body}文件", "word": series.word, "signature": series.body, "printed_by": series.body,
    }  # fmt: skip


def mark_of(paper: Paper) -> str:
    """What stands pale behind each page of what is not in force."""
    return {State.DRAFT.value: "草稿", State.WITHDRAWN.value: "已撤回"}.get(paper.state, "")
