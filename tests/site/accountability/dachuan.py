"""A small county under Dachuan 2017-96, in the exchange format: two cadres of two units, and what was found of them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from bangfu.facts.case import Case
from bangfu.facts.reading import read_case
from bangfu.site.clock import SHANGHAI

TODAY = date(2019, 3, 1)
LOADED = datetime(2019, 3, 1, 8, tzinfo=SHANGHAI)
COUNTY, TOWN, OTHER_TOWN = 511703000000, 511703101000, 511703102000
TABLES = {
    "places": """
code,name,level,parent,area
510000,四川省,province,,
511700,达州市,prefecture,510000,
511703,达川区,county,511700,
511703101,示例东镇,township,511703,东
511703102,示例西镇,township,511703,西
511703101201,示例一村,village,511703101,东
511703102201,示例三村,village,511703102,西
""",
    "organisations": """
id,name,level,kind,place
o1,示例局甲,county,,511703
o2,示例局乙,county,,511703
""",
    "people": """
id,name,organisation,rank,staff_type
p1,示例甲,o1,division_or_below,civil_servant
p2,示例乙,o1,division_or_below,civil_servant
p3,示例丙,o2,division_or_below,civil_servant
p4,示例丁,o2,division_or_below,civil_servant
""",
    "posts": """
id,role,person,organisation,place,start,end
t1,first_secretary,p1,o1,511703101201,2016-03-01,
t2,unit_head,p2,o1,,2015-01-01,
t3,first_secretary,p3,o2,511703102201,2016-03-01,
t4,unit_head,p4,o2,,2015-01-01,
t5,assisting_unit,,o1,511703101201,2016-01-01,
t6,assisting_unit,,o2,511703102201,2016-01-01,
""",
    "activities": """
id,kind,on,until,person,organisation,place
a1,resident_day,2018-03-20,2018-03-22,p1,,511703101201
a2,resident_day,2018-06-20,2018-06-22,p1,,511703101201
a3,resident_day,2018-09-20,2018-09-22,p3,,511703102201
""",
    "findings": """
id,kind,on,person,organisation,place,source,level,verified,severity,bad_influence,state
f1,unexcused_absence,2018-02-05,p1,,511703101201,inspection,county,yes,,,
f2,unexcused_absence,2018-05-07,p1,,511703101201,inspection,county,yes,,,
f3,unexcused_absence,2018-08-06,p1,,511703101201,inspection,county,yes,,,
f4,written_criticism,2018-04-02,p3,o2,511703102201,inspection,county,yes,,,
f5,written_criticism,2018-07-02,p3,o2,511703102201,inspection,prefecture,yes,,,
f6,unexcused_absence,2018-09-03,p3,,511703102201,inspection,county,yes,,,disputed
f7,unexcused_absence,2018-10-08,p3,,511703102201,inspection,county,no,,,withdrawn
f8,unexcused_absence,2018-11-05,p3,,511703102201,complaint,county,yes,,,
f9,unexcused_absence,2018-12-03,p3,,511703102201,inspection,county,no,2,no,
""",
}


def county(folder: Path, **instead: str) -> Case:
    """The case; tables that are given take the place of those above."""
    for name, text in (TABLES | instead).items():
        (folder / f"{name}.csv").write_text(text.lstrip(), encoding="utf-8")
    return read_case(folder)
