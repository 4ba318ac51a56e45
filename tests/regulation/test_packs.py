"""The shipped packs hold every provision of their documents; a damaged pack is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from damaged_packs import DAMAGES
from hypothesis import given
from hypothesis import strategies as st

from bangfu.errors import BangfuError
from bangfu.language import Language
from bangfu.regulation.model import RULE_KINDS, Regulation, Title
from bangfu.regulation.packs import load, parse, rules_of, shipped

HERE = Path(__file__).parent
WHOLE = (HERE / "whole.toml").read_text(encoding="utf-8")
PACKS = pytest.mark.parametrize("pack", shipped().values(), ids=shipped())
MEASURABLE = ("duty_count", "duty_days", "duty_coverage", "duty_deadline")


def _inventory(pack: Regulation) -> dict[str, str]:
    """What a reader of the document listed: every atomic provision in its order, and of what kind it is."""
    text = (HERE / "inventory" / f"{pack.regulation.id}.txt").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines())  # pyright: ignore[reportArgumentType]


@PACKS
def test_every_provision_stands_in_the_documents_order(pack: Regulation) -> None:
    listed, found = list(_inventory(pack)), [p.id for p in pack.provision]
    assert not set(listed) - set(found)
    assert [id_ for id_ in found if id_ in set(listed)] == listed


def test_the_five_documents_have_their_1565_provisions() -> None:
    assert sum(len(_inventory(p)) for p in shipped().values()) == 1565


@PACKS
def test_nothing_measurable_is_left_as_text(pack: Regulation) -> None:
    inventory = _inventory(pack)
    for provision in pack.provision:
        if inventory.get(provision.id) in MEASURABLE:
            assert provision.realisation.split(":")[0] in ("duty", "requirement", "milestone", "procedure"), (
                provision.id
            )
        if inventory.get(provision.id) in MEASURABLE[:3]:
            assert provision.realisation.split(":")[0] in ("duty", "requirement"), provision.id


@PACKS
def test_every_provision_works_somehow(pack: Regulation) -> None:
    names = {f"{kind}:{rule.id}" for kind, rule in rules_of(pack)}
    for provision in pack.provision:
        assert provision.text.strip(), provision.id
        assert provision.realisation, provision.id
        if (provision.realised_by or "").startswith(("duty:", "requirement:", "milestone:")):
            assert provision.realised_by in names, provision.id
        if provision.realisation == "text":
            assert provision.kind == "statement", provision.id


@PACKS
def test_readings_are_there_and_used(pack: Regulation) -> None:
    used = {r for p in pack.provision for k in RULE_KINDS for r in getattr(getattr(p, k), "readings", [])}
    known = {r.id for r in pack.reading}
    assert used <= known
    assert len(known) == len(pack.reading), "a reading stands twice"
    ids = {p.id for p in pack.provision}
    clauses = {p.clause for p in pack.provision}
    astray = [(r.id, t) for r in pack.reading for t in r.touches if t not in ids | clauses]
    assert not astray


@PACKS
def test_titles_stand_in_both_languages(pack: Regulation) -> None:
    titles = [pack.regulation.title, *(rule.title for _, rule in rules_of(pack))]
    titles += [t for r in pack.reading for t in (r.question, r.default, *r.others)]
    titles += [r.note for r in pack.relation] + [
        r.note for _, r in rules_of(pack) if getattr(r, "note", None)
    ]
    for title in titles:
        assert _chinese(title.zh), title
        # A clause or a document keeps its own number.
        assert sum(c.isascii() and c.isalpha() for c in title.en) > sum(
            "一" <= c <= "鿿" for c in title.en
        ), title
    for word in pack.word:
        assert _chinese(word.zh), word
        assert word.en.strip(), word


def _chinese(text: str) -> bool:
    return any("一" <= c <= "鿿" for c in text)


@PACKS
def test_relations_name_duties_that_exist(pack: Regulation) -> None:
    for relation in pack.relation:
        other = {rule.id for _, rule in rules_of(shipped()[relation.other])}
        assert set(relation.there) <= other, relation.row
        assert isinstance(relation.note, Title)


def test_the_undamaged_pack_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "whole.toml"
    path.write_text(WHOLE, encoding="utf-8")
    assert load(path) == parse(WHOLE, "whole.toml")


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_is_told_with_file_and_line(name: str) -> None:
    piece, instead, code, there = DAMAGES[name]
    assert piece in WHOLE
    text = WHOLE.replace(piece, instead, 1)
    with pytest.raises(BangfuError) as caught:
        parse(text, "pack.toml")
    problem = caught.value.problems[0]
    assert (problem.code, problem.file) == (code, "pack.toml")
    assert problem.row is not None
    line = text.splitlines()[problem.row - 1]
    assert there in line, f"line {problem.row}: {line}"
    languages: tuple[Language, ...] = ("zh", "en")
    for tongue in languages:
        assert problem.say(tongue).startswith(f"pack.toml:{problem.row}")


def test_all_faults_are_told_at_once() -> None:
    text = (
        WHOLE.replace('"first_secretary"', '"first"')
        .replace('"household_visit"', '"visit"')
        .replace('"duty:study"', '"duty:x"')
    )
    with pytest.raises(BangfuError) as caught:
        parse(text, "pack.toml")
    assert [p.value for p in caught.value.problems] == ["first", "visit", "duty:x"]


def test_a_file_that_is_no_text_or_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    for name in ("bytes.toml", "absent.toml"):
        with pytest.raises(BangfuError) as caught:
            load(tmp_path / name)
        assert [p.code for p in caught.value.problems] == ["unreadable_pack"]


@given(
    st.integers(0, len(WHOLE.splitlines()) - 1),
    st.sampled_from(["", "x", "[", '= "', "0", '""', "[[provision]]", "place = 3"]),
)
def test_whatever_stands_on_a_line_no_other_error_escapes(number: int, instead: str) -> None:
    lines = WHOLE.splitlines()
    lines[number] = instead
    try:
        parse("\n".join(lines), "pack.toml")
    except BangfuError as caught:
        assert all(p.code and p.say("zh") for p in caught.problems)
