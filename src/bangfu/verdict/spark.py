"""The same shard function under Spark, for where one machine is outgrown (the extra `bangfu[spark]`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from bangfu.regulation.model import Regulation
from bangfu.verdict.shard import SCHEMA, judge_folder

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_TYPES = {
    pa.string(): "string", pa.int32(): "int", pa.date32(): "date", pa.int64(): "bigint", pa.uint8(): "int", pa.uint16(): "int",
}  # fmt: skip


def judge_on_spark(
    session: SparkSession, shards: Iterable[Path], regulations: Sequence[Regulation], as_of: date
) -> DataFrame:
    """Judge shard folders on a cluster. Every executor must see the folders under the same paths.

    The answer has the columns of `bangfu.verdict.shard.SCHEMA`; Spark has no unsigned numbers, so `status` and `marks`
    come as int.
    """
    packs = [r.model_dump_json(exclude_none=True) for r in regulations]

    def judge_one(group: pa.Table) -> pa.Table:
        parsed = [Regulation.model_validate_json(p) for p in packs]
        shard = Path(group["shard"][0].as_py())
        return judge_folder(shard, parsed, as_of).cast(_spark_schema())

    frame = session.createDataFrame([(str(s),) for s in shards], "shard string")
    columns = ", ".join(f"{f.name} {_TYPES[f.type]}" for f in SCHEMA)
    return frame.groupBy("shard").applyInArrow(judge_one, columns)


def _spark_schema() -> pa.Schema:
    signed = {pa.uint8(): pa.int32(), pa.uint16(): pa.int32()}
    return pa.schema([(f.name, signed.get(f.type, f.type)) for f in SCHEMA])
