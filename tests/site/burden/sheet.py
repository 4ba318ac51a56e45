"""A sheet that an office sends round: nine of its columns are known already, two are new."""

from __future__ import annotations

HEADS = (
    "序号",
    "乡镇",
    "村",
    "户主姓名",
    "身份证号",
    "家庭人口",
    "致贫原因",
    "帮扶责任人",
    "入户走访次数",
    "今年新增产业",
    "有没有智能手机",
)
