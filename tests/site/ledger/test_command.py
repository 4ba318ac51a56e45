"""`bangfu ledger`: what is proved, what is refused, and that nothing done to an export or a database stays unseen."""

from __future__ import annotations

import gzip
import json
import random
import string
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.site.acting import Acting

from bangfu.cli.main import main
from bangfu.site.ledger.chain import FIELDS, content, line, link, linked
from bangfu.site.ledger.draft import draft_of
from bangfu.site.ledger.recording import correct, record, withdraw
from bangfu.site.postgres import Cluster

BOOK = 990001000000
Lines = list[str]


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def told(self) -> dict[str, Any]:
        return json.loads(self.out)

    @property
    def faults(self) -> list[tuple[str, int | None]]:
        return [(b["fault"], b["seq"]) for b in self.told["breaks"]]


@pytest.fixture
def ledger(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """`bangfu ledger …` in English."""
    monkeypatch.setenv("BANGFU_LANG", "en")
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def run(*words: object) -> Answer:
        code = main(["ledger", *(str(w) for w in words)])
        printed = capsys.readouterr()
        return Answer(code, printed.out, printed.err)

    return run


def entry(n: int, **fields: Any) -> dict[str, Any]:
    given = {
        "id": f"99-e{n}", "book": BOOK, "kind": "household_visit", "on": "2020-04-01", "note": f"第{n}次", "reason": "",
        "recorded_at": "2020-04-01T01:02:03.000400+00:00", "withdraws": False,
    }  # fmt: skip
    return {**dict.fromkeys(FIELDS), **given, **fields}


@pytest.fixture
def lines() -> Lines:
    """An export of two books."""
    return [line(e) for b in (BOOK, BOOK + 10**6) for e in linked(entry(n, book=b) for n in range(1, 6))]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ledger.jsonl"


def write(file: Path, lines: Lines) -> Path:
    file.write_text("".join(f"{text}\n" for text in lines), encoding="utf-8")
    return file


class TestFile:
    """An export, with no database in reach."""

    @pytest.mark.parametrize(
        "content_", [b"", b"\n", b"not JSON\n", b"[]\n{}\n", b"\x00\xff" * 99, b'{"id":' + b"[" * 99999]
    )
    def test_what_is_no_export_is_refused(
        self, ledger: Callable[..., Answer], file: Path, content_: bytes
    ) -> None:
        file.write_bytes(content_)
        answer = ledger("verify", file)
        assert answer.code == 2
        assert "ledger_file_empty" in answer.err
        assert not answer.out

    def test_a_missing_file_is_told(self, ledger: Callable[..., Answer], tmp_path: Path) -> None:
        assert "no_such_path" in ledger("verify", tmp_path / "none.jsonl").err
        assert "no_such_path" in ledger("verify", tmp_path).err

    def test_a_packed_file_cut_short_is_told(
        self, ledger: Callable[..., Answer], file: Path, lines: Lines
    ) -> None:
        packed = gzip.compress(write(file, lines).read_bytes())
        for damaged in (packed[:-9], packed[: len(packed) // 2], packed[:-5] + b"\0" * 5):
            file.write_bytes(damaged)
            assert "ledger_file_cut" in ledger("verify", file).err

    @pytest.mark.parametrize("pack", [bytes, gzip.compress])
    def test_a_whole_one_is_proved(
        self, ledger: Callable[..., Answer], file: Path, lines: Lines, pack: Callable[[bytes], bytes]
    ) -> None:
        file.write_bytes(pack(write(file, lines).read_bytes()))
        answer = ledger("verify", file, "--format", "json")
        assert (answer.code, answer.err) == (0, "")
        assert (answer.told["whole"], answer.told["entries"], answer.told["breaks"]) == (True, 10, [])
        assert [(b["book"], b["entries"]) for b in answer.told["books"]] == [("990001", 5), ("990002", 5)]
        assert answer.told["books"][0]["head"] == json.loads(lines[4])["hash"]
        assert "no break" in ledger("verify", file).out

    @pytest.mark.parametrize(
        ("damage", "found"),
        [
            (lambda rows: rows[2].replace("第3次", "第9次"), [("hash", 3)]),
            (lambda rows: rows[2].replace("第3次", "第3次 "), [("hash", 3)]),
            (lambda rows: rows[2].replace('"note"', '"note":"","note"'), [("unreadable", 3), ("gap", 4)]),
            (lambda rows: rows[2].replace(",", ", ", 1), [("unreadable", 3), ("gap", 4)]),
            (lambda rows: rows[2][:-1] + ',"x":1}', [("unreadable", 3), ("gap", 4)]),
            (lambda rows: rows[2][:-9], [("unreadable", 3), ("gap", 4)]),
            (lambda rows: "nonsense", [("unreadable", 3), ("gap", 4)]),
        ],
    )
    def test_a_changed_line_is_found(
        self,
        ledger: Callable[..., Answer],
        file: Path,
        lines: Lines,
        damage: Callable[[Lines], str],
        found: list[tuple[str, int]],
    ) -> None:
        lines[2] = damage(lines)
        answer = ledger("verify", write(file, lines), "--format", "json")
        assert (answer.code, answer.faults) == (2, found)
        assert len(answer.err.splitlines()) == len(found)

    def test_any_changed_byte_is_found(self, ledger: Callable[..., Answer], file: Path, lines: Lines) -> None:
        whole, chance = write(file, lines).read_bytes(), random.Random(7)
        for _ in range(150):
            at = chance.randrange(len(whole) - 1)
            other = chance.choice([c for c in string.printable.encode() if c != whole[at]])
            if {whole[at], other} <= set(b"\r\n"):
                continue
            file.write_bytes(whole[:at] + bytes([other]) + whole[at + 1 :])
            assert ledger("verify", file).code == 2, (at, other)

    def test_a_removed_line_leaves_a_gap(
        self, ledger: Callable[..., Answer], file: Path, lines: Lines
    ) -> None:
        del lines[2]
        answer = ledger("verify", write(file, lines), "--format", "json")
        assert (answer.code, answer.faults) == (2, [("gap", 4)])
        assert "990001: entries before number 4 (99-e4)" in answer.err
        assert [b["whole"] for b in answer.told["books"]] == [False, True]

    def test_lines_that_changed_places_are_found(
        self, ledger: Callable[..., Answer], file: Path, lines: Lines
    ) -> None:
        lines[1], lines[2] = lines[2], lines[1]
        answer = ledger("verify", write(file, lines), "--format", "json")
        assert answer.code == 2
        assert ("gap", 3) in answer.faults
        assert ("order", 2) in answer.faults

    def test_a_forged_entry_breaks_the_chain_behind_it(
        self, ledger: Callable[..., Answer], file: Path, lines: Lines
    ) -> None:
        before = json.loads(lines[1])
        forged = entry(77, seq=3, former=before["hash"])
        forged["hash"] = link(forged["former"], content(forged))
        added = ledger("verify", write(file, [*lines[:2], line(forged), *lines[2:]]), "--format", "json")
        assert (added.code, added.faults) == (2, [("order", 3), ("former", 4)])
        replaced = ledger("verify", write(file, [*lines[:2], line(forged), *lines[3:]]), "--format", "json")
        assert (replaced.code, replaced.faults) == (2, [("former", 4)])
        assert "(99-e4) does not stand on the one before it" in replaced.err

    def test_a_missing_end_is_found_by_whoever_noted_the_head(
        self, ledger: Callable[..., Answer], file: Path, lines: Lines
    ) -> None:
        head, earlier = (json.loads(lines[n])["hash"] for n in (9, 3))
        assert ledger("verify", write(file, lines), "--head", head.upper(), "--head", earlier).code == 0
        assert ledger("verify", write(file, lines[:-1])).code == 0
        answer = ledger("verify", file, "--head", head, "--head", earlier)
        assert answer.code == 2
        assert f"No entry has the hash {head}" in answer.err

    def test_a_head_that_is_only_written_into_an_entry_does_not_count(
        self, ledger: Callable[..., Answer], file: Path, lines: Lines
    ) -> None:
        forged = json.loads(lines[4]) | {"hash": "a" * 64}
        answer = ledger("verify", write(file, [*lines[:4], line(forged)]), "--head", "a" * 64)
        assert "ledger_head" in answer.err


class TestDatabase:
    @pytest.fixture
    def filled(
        self, acting: Acting, cluster: Cluster, database: str, monkeypatch: pytest.MonkeyPatch, ledger: object
    ) -> str:
        """Four entries: two visits, one corrected, one taken back; the judge's address in the environment."""
        visit = {"kind": "household_visit", "on": "2020-04-10", "household": "99-h1", "note": "“水”\n和路"}
        place = {"latitude": 35.1234567, "longitude": 105.0, "accuracy": 12.6}
        with acting("responsible_helper") as account:
            first = record(account, draft_of({**visit, "id": "visit-0001", "location": place})).entry
            second = record(account, draft_of({**visit, "id": "visit-0002", "household": "99-h2"})).entry
            correct(account, first, draft_of({**visit, "id": "visit-0003", "on": "2020-04-09"}), "日期不对")
            withdraw(account, second, "重复")
        monkeypatch.setenv("DATABASE_URL", cluster.url("bangfu_judge", database))
        return database

    def test_who_is_shown_a_part_is_refused(
        self,
        ledger: Callable[..., Answer],
        filled: str,
        cluster: Cluster,
        monkeypatch: pytest.MonkeyPatch,
        file: Path,
    ) -> None:
        monkeypatch.setenv("DATABASE_URL", cluster.url("bangfu_app", filled))
        for words in (("verify",), ("export", file)):
            answer = ledger(*words)
            assert answer.code == 2
            assert "ledger_seen_in_part" in answer.err
        assert not file.exists()

    def test_a_database_that_is_not_there_is_told(
        self, ledger: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
        assert "database_failed" in ledger("verify").err
        assert "database_not_started" in ledger("verify", "--home", tmp_path).err
        assert not list(tmp_path.iterdir())

    def test_an_export_has_a_name_that_tells_its_form(
        self, ledger: Callable[..., Answer], filled: str, tmp_path: Path
    ) -> None:
        assert "ledger_file_name" in ledger("export", tmp_path / "ledger.csv").err
        (tmp_path / "folder.jsonl").mkdir()
        assert "file_is_folder" in ledger("export", tmp_path / "folder.jsonl").err

    @pytest.mark.parametrize("role", ["bangfu_judge", "bangfu_owner"])
    def test_what_was_recorded_is_proved_and_exported_and_proved_again(
        self,
        ledger: Callable[..., Answer],
        filled: str,
        cluster: Cluster,
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
        role: str,
    ) -> None:
        monkeypatch.setenv("DATABASE_URL", cluster.url(role, filled))
        proved = ledger("verify", "--format", "json")
        assert proved.code == 0
        assert [(b["book"], b["entries"]) for b in proved.told["books"]] == [("990001", 4)]
        for name in ("ledger.jsonl", "ledger.jsonl.gz"):
            assert ledger("export", tmp_path / name, "--format", "json").told == proved.told
            assert (tmp_path / name).stat().st_mode & 0o077 == 0
            head = proved.told["books"][0]["head"]
            assert ledger("verify", tmp_path / name, "--format", "json", "--head", head).told == proved.told

    def test_what_was_done_behind_the_triggers_is_found(
        self, ledger: Callable[..., Answer], filled: str, cluster: Cluster
    ) -> None:
        with psycopg.connect(cluster.url("bangfu_owner", filled)) as owner:
            owner.execute("alter table ledger_entry disable trigger user")
            owner.execute("update ledger_entry set note = 'nothing' where seq = 2")
            owner.execute("delete from ledger_entry where seq = 4")
        answer = ledger("verify", "--format", "json")
        assert (answer.code, answer.faults) == (2, [("hash", 2), ("cut", 4)])
        assert "from number 4 on are gone" in answer.err

    def test_a_server_that_was_started_for_it_is_stopped(
        self, ledger: Callable[..., Answer], tmp_path: Path
    ) -> None:
        cluster = Cluster(tmp_path / "postgres")
        with cluster:
            pass
        assert "database_failed" in ledger("verify", "--home", tmp_path).err  # it has no tables
        assert not cluster.running
