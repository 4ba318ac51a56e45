"""The same shards on a real cluster of several processes: master, two workers, an executor each."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.java import MISSING, java_home
from tests.verdict.random_case import case_from, packs_of, random_facts

from bangfu.verdict.ground import Ground
from bangfu.verdict.shard import SCHEMA, judge_folder, write_shards
from bangfu.verdict.spark import judge_on_spark

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

JAVA = java_home()
pytestmark = [
    pytest.mark.skipif(JAVA is None, reason=MISSING),
    pytest.mark.skipif(
        importlib.util.find_spec("pyspark") is None, reason="pyspark is not installed: make test-deps"
    ),
]
CLUSTER = "local-cluster[2,1,1024]"
SOURCE = Path(__file__).parents[2] / "src"


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    from pyspark.sql import SparkSession

    home = Path(str(importlib.util.find_spec("pyspark").origin)).parent  # pyright: ignore[reportOptionalMemberAccess]
    scratch = tmp_path_factory.mktemp("spark")
    # Workers write below the home of Spark, so it gets a home of links that may be thrown away.
    linked = scratch / "home"
    linked.mkdir()
    for part in home.iterdir():
        (linked / part.name).symlink_to(part)
    wanted = {
        "JAVA_HOME": str(JAVA), "SPARK_HOME": str(linked), "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable,
    }  # fmt: skip
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    builder = SparkSession.builder.master(CLUSTER).appName("bangfu-test")
    for name, value in {
        "spark.ui.enabled": "false", "spark.executor.memory": "512m", "spark.local.dir": str(scratch / "local"),
        "spark.sql.warehouse.dir": str(scratch / "warehouse"), "spark.sql.shuffle.partitions": "2",
        "spark.driver.host": "127.0.0.1", "spark.executorEnv.PYTHONPATH": str(SOURCE),
    }.items():  # fmt: skip
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()
    for name, value in before.items():
        os.environ.pop(name) if value is None else os.environ.update({name: value})


def test_the_cluster_has_processes_of_its_own(session: SparkSession) -> None:
    def who(_: Any) -> Iterator[int]:
        yield os.getpid()

    pids = set(session.sparkContext.parallelize(range(4), 4).mapPartitions(who).collect())
    assert os.getpid() not in pids
    assert session.sparkContext.master == CLUSTER


def test_spark_gives_the_verdicts_of_the_shards(session: SparkSession, tmp_path: Path) -> None:
    facts, area, as_of = random_facts(2)
    packs = packs_of(area)
    case = case_from(facts)
    shards = write_shards(Ground.of(case, case.vocabulary(packs)), tmp_path)
    assert len(shards) > 1
    here = Counter(tuple(row.values()) for s in shards for row in judge_folder(s, packs, as_of).to_pylist())
    frame = judge_on_spark(session, shards, packs, as_of)
    assert frame.columns == SCHEMA.names
    assert Counter(tuple(row) for row in frame.collect()) == here
    assert sum(here.values()) > 50


def test_shards_without_verdicts_are_no_fault(session: SparkSession, tmp_path: Path) -> None:
    facts, area, _ = random_facts(4)
    case = case_from(facts)
    shards = write_shards(Ground.of(case, case.vocabulary(packs_of(area))), tmp_path)
    assert judge_on_spark(session, shards, packs_of(area), date(2001, 1, 1)).count() == 0
