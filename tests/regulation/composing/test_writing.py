"""A pack written as its file is read back as the same pack."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangfu.errors import BangfuError
from bangfu.regulation.composing.writing import as_toml, toml_of
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import parse, shipped
from bangfu.regulation.shapes import Each, PeriodName, Where
from bangfu.regulation.vocabulary import shared_vocabulary

HEAD = {
    "id": "here", "title": {"zh": "办法", "en": "Rules"}, "number": "发〔2020〕1号", "issuer": ["办"], "place": "620000000000",
    "issued": "2020-01-01", "start": "2020-01-01",
}  # fmt: skip
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t\"'\\"), max_size=40)


@pytest.mark.parametrize("pack", shipped().values(), ids=shipped())
def test_a_shipped_pack_comes_back_whole(pack: Regulation) -> None:
    assert parse(as_toml(pack), "x.toml") == pack
    assert as_toml(parse(as_toml(pack), "x.toml")) == as_toml(pack)


def test_what_has_a_fault_is_written_and_refused_when_it_is_read() -> None:
    table = _table([_duty("x", "household_visit", 1, "month", "bearer", "anywhere", "话")])
    table["provision"][0]["duty"]["counts"] = ["no_such_act"]
    with pytest.raises(BangfuError) as refused:
        parse(toml_of(table), "x.toml")
    assert [p.code for p in refused.value.problems] == ["unknown_word"]


DUTIES = st.builds(
    lambda *parts: parts,
    st.sampled_from(shared_vocabulary().codes("activity")),
    st.one_of(st.none(), st.integers(1, 1000)),
    st.sampled_from(get_args(PeriodName)),
    st.sampled_from(get_args(Each)),
    st.sampled_from(get_args(Where)),
    WORDS,
)


@given(st.lists(DUTIES, min_size=1, max_size=5))
def test_what_was_drafted_comes_back_as_it_was_said(found: list[tuple[Any, ...]]) -> None:
    """Also words with quotes, breaks and backslashes, of which somebody's document may be full."""
    table = _table([_duty(f"rule-{n}", *parts) for n, parts in enumerate(found)])
    pack = parse(toml_of(table), "x.toml")
    assert parse(as_toml(pack), "x.toml") == pack
    for provision, (act, amount, per, *_others, text) in zip(pack.provision, found, strict=True):
        assert provision.duty is not None
        assert (provision.text, provision.duty.counts, provision.duty.per) == (text, [act], per)
        assert provision.duty.at_least == amount


def _table(provisions: list[dict[str, Any]]) -> dict[str, Any]:
    lettered = [{**p, "id": f"一/{chr(97 + n)}"} for n, p in enumerate(provisions)]
    return {"regulation": HEAD, "provision": lettered}


def _duty(
    id_: str, act: str, amount: int | None, per: str, each: str, where: str, text: str
) -> dict[str, Any]:
    rule = {"id": id_, "title": {"zh": text, "en": text}, "counts": [act], "at_least": amount, "per": per}
    duty = {**rule, "each": each, "where": where}
    return {"kind": "duty", "text": text, "bearer": ["assisting_unit"], "duty": duty}
